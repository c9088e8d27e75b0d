import { CONTROL, kindsIn, UNUSUAL } from './text-kinds.js';

/**
 * Characters that must not travel on. PostgreSQL cannot store NUL; the other C0 controls and lone surrogates
 * have no meaning in a posting and break JSON consumers further down.
 */
// oxlint-disable-next-line no-control-regex -- controls are what this is about
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Zero-width characters and soft hyphens: invisible, but they split words for whoever matches them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const LINE_SPACE = /\s+/g;

/** The text without controls and lone surrogates, and whether any were there. Tabs and line breaks stay. */
export function stripControls(text: string): { text: string; stripped: boolean } {
  if (isSound(text, kindsIn(text))) return { text, stripped: false };
  return { text: toWellFormed(text.replace(CONTROLS, '')), stripped: true };
}

/** @param kinds of characters that are in the text: `kindsIn(text)`. */
export function isSound(text: string, kinds: number): boolean {
  if ((kinds & CONTROL) !== 0) return false;
  // Half a character is U+FFFD in UTF-8, which is among the unusual.
  return (kinds & UNUSUAL) === 0 || toWellFormed(text) === text;
}

const wellFormed: (this: string) => string = Reflect.get(String.prototype, 'toWellFormed');

/** Lone surrogates become U+FFFD. In every Node we run on, but not in TypeScript's library for ES2023. */
export function toWellFormed(text: string): string {
  return wellFormed.call(text);
}

/** Cuts to at most `max` UTF-16 code units without splitting a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** One line: invisible characters dropped, whitespace folded, trimmed; null when nothing is left. */
export function oneLine(text: string | null): string | null {
  if (text === null || isOneLine(text)) return text;
  const line = text.replace(INVISIBLE, '').replace(LINE_SPACE, ' ').trim();
  return line === '' ? null : line;
}

export function dropInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** ASCII with single blanks between its words, as most names and titles are; an empty text is none. */
function isOneLine(text: string): boolean {
  let blank = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && blank)) return false;
    blank = code === 0x20;
  }
  return !blank;
}
