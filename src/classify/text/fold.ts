/**
 * One table that says what each UTF-16 code unit is to the tokenizer. Folding is one unit to one unit, so
 * every offset in the folded text is an offset in the original.
 */

/** Not part of a word. */
export const BREAK = 0;
/** Part of the word it stands in, without a letter of its own: combining marks, soft hyphen, zero width, ™. */
export const SILENT = 0xffff;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MARK = /\p{M}/u;

/** Letters that Unicode does not decompose but people type without. */
const UNDECOMPOSED = new Map([
  ['ß', 's'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['æ', 'a'],
  ['œ', 'o'],
  ['þ', 't'],
  ['ð', 'd'],
]);

/** Alphabets with case and accents end below this; above, a letter folds to itself. */
const CASED_END = 0x2500;
/** CJK, Hangul and their neighbours: letters without case. */
const UNCASED: readonly [number, number][] = [
  [0x3040, 0x31ff],
  [0x3400, 0x9fff],
  [0xa960, 0xd7ff],
  [0xf900, 0xfaff],
  [0xff10, 0xff5a],
];
const SILENT_UNITS = [0x00ad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ae, 0x2122];

function foldLetter(letter: string): number {
  const lower = letter.toLowerCase();
  const base = (UNDECOMPOSED.get(lower) ?? lower).normalize('NFKD')[0] ?? lower;
  return base.toLowerCase().charCodeAt(0);
}

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0x30; unit < CASED_END; unit++) {
    const letter = String.fromCharCode(unit);
    if (LETTER_OR_DIGIT.test(letter)) table[unit] = foldLetter(letter);
    else if (MARK.test(letter)) table[unit] = SILENT;
  }
  for (const [from, to] of UNCASED) for (let unit = from; unit <= to; unit++) table[unit] = unit;
  for (const unit of SILENT_UNITS) table[unit] = SILENT;
  return table;
}

/** Code unit -> folded letter or digit (lower case, no accent), `BREAK`, or `SILENT`. */
export const FOLD: Uint16Array = buildTable();

/** The folded form of a word, as the tokenizer sees it: `Développeur` -> `developpeur`. */
export function foldWord(word: string): string {
  let out = '';
  for (let i = 0; i < word.length; i++) {
    const folded = FOLD[word.charCodeAt(i)] ?? BREAK;
    if (folded !== BREAK && folded !== SILENT) out += String.fromCharCode(folded);
  }
  return out;
}
