/** Whitespace and bullets of plain text. */
import { dropInvisible } from './facts/clean.js';
import { CONTROL, CR, kindsIn, LOOSE_SPACE, STAR, TAB, UNUSUAL } from './facts/text-kinds.js';

const BULLET = /^[ \t]*(?:[•*–—‣▪▫●○◦■·∙⁃➢➤✓✔►▶]|-(?=\s))[ \t]+(?=\S)/gm;

/**
 * Whitespace as the rest of the pipeline expects it: LF line ends, no spaces at line ends, runs of spaces folded,
 * at most one empty line in a row, whatever bullet a line starts with written as `- `.
 */
export function tidyText(text: string): string {
  return tidyKinds(text, kindsIn(text));
}

/** @param kinds of characters that are in the text: `kindsIn(text)`. */
export function tidyKinds(text: string, kinds: number): string {
  let out = text;
  if ((kinds & (CR | UNUSUAL)) !== 0) out = dropInvisible(out).replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  if ((kinds & (CR | UNUSUAL | STAR)) !== 0) out = out.replace(BULLET, '- ');
  if ((kinds & (CR | UNUSUAL | TAB | CONTROL | LOOSE_SPACE)) !== 0)
    out = out
      // Single plain spaces, the most common case by far, are not matched at all: three times as fast.
      .replace(/[^\S\n ][^\S\n]*| [^\S\n]+/g, ' ')
      .replace(/ \n/g, '\n')
      .replace(/\n /g, '\n');
  if (out.includes('\n\n\n')) out = out.replace(/\n{3,}/g, '\n\n');
  return out.trim();
}
