import { dropInvisible } from './facts/clean.js';

const BULLET = /^[ \t]*(?:[•*–—‣▪▫●○◦■·∙⁃➢➤✓✔►▶]|-(?=\s))[ \t]+(?=\S)/gm;

/**
 * Whitespace as the rest of the pipeline expects it: LF line ends, no spaces at line ends, runs of spaces folded,
 * at most one empty line in a row, whatever bullet a line starts with written as `- `.
 */
export function tidyText(text: string): string {
  return (
    dropInvisible(text)
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      .replace(BULLET, '- ')
      // Single plain spaces, the most common case by far, are not matched at all: three times as fast.
      .replace(/[^\S\n ][^\S\n]*| [^\S\n]+/g, ' ')
      .replace(/ \n/g, '\n')
      .replace(/\n /g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
