/**
 * What a word is to whoever looks for one: texts are cut into words by this, and so are the words asked for.
 *
 * Letters and digits that stand together, without case and accents. Everything else separates, but for what tells
 * languages apart: `c++`, `c#` (one or two letters before the marks, so that "network+" is found as "network") and `.net`.
 * Where a script has no spaces (Japanese, Chinese, Thai), each character is a word.
 */

/**
 * What is read of a text, and kept of its words, in UTF-16 units: 300,000 are at most 900,000 bytes, and PostgreSQL takes
 * 1,048,575 bytes of words of one posting. Descriptions are read up to 200,000 (src/ingest/limits.ts), so that none that is
 * written in letters comes to this.
 */
export const MAX_CUT = 300_000;

/** Longer words are cut into several: PostgreSQL takes words of 2,046 bytes. */
export const MAX_WORD = 100;

/** Stand for the marks of `c++`, `c#` and `.net` until all others are gone. In a text itself they are no letters: never left in. */
const [PLUS, SHARP, DOT] = ['\uE000', '\uE001', '\uE002'] as const;

// Most of a text is ASCII. Only the rest is looked at with Unicode's classes, whose cost per character is ten times that.
const NOT_ASCII = /[^\0-\x7F]+/g;
/** Accents of Greek, Latin and Cyrillic; marks of other scripts are parts of their letters. */
const ACCENTS = /[\u0300-\u036F]+/g;
/** Most of what is not ASCII in English: spaces, dashes, quotation marks, bullets. */
const COMMON_SIGNS = /^[\u00A0\u00B7\u2010-\u2023\u202F\u20AC]+$/;
const SIGNS = /[^\p{L}\p{N}\p{M}\0-\x7F]+/gu;
const UNSPACED =
  /(?!\p{M})[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]\p{M}*/gu;
const MARKED = /(^|[\0-\x2F\x3A-\x60\x7B-\x7F])([a-z]{1,2})(\+{1,2}|#)(?![a-z+#])/g;
const DOT_NET = /\.net(?![a-z0-9])/g;
const GAPS = /[\0-\x2F\x3A-\x60\x7B-\x7F]+/g;
const OVERLONG = new RegExp(`[^ ]{${MAX_WORD}}(?=[^ ])`, 'gu');

/** The words of a text in their order, a space between each two. Empty where it has none. */
export function cutWords(text: string): string {
  const plain = text.slice(0, MAX_CUT).toLowerCase().replace(NOT_ASCII, plainLetters);
  const cut = markedWords(plain).replace(GAPS, ' ');
  const words = (hasOverlong(cut) ? cut.replace(OVERLONG, '$& ') : cut).slice(0, MAX_CUT).trim();
  return /[\uE000-\uE002]/.test(words)
    ? words.replaceAll(PLUS, '+').replaceAll(SHARP, '#').replaceAll(DOT, '.')
    : words;
}

/** Looked for by the spaces, since the expression takes a second look at each character: 10 µs a text and not 200. */
function hasOverlong(words: string): boolean {
  for (let at = 0, end = 0; at < words.length; at = end + 1) {
    const space = words.indexOf(' ', at);
    end = space === -1 ? words.length : space;
    if (end - at > MAX_WORD) return true;
  }
  return false;
}

/** Compatible forms made one (full-width letters, ligatures), accents off, signs and unspaced letters apart. */
function plainLetters(text: string): string {
  if (COMMON_SIGNS.test(text)) return ' ';
  return (
    text
      .normalize('NFKD')
      // One letter may become 18.
      .slice(0, MAX_CUT)
      .replace(ACCENTS, '')
      .normalize('NFC')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replaceAll('ς', 'σ')
      .replace(SIGNS, ' ')
      .replace(UNSPACED, ' $& ')
  );
}

function markedWords(text: string): string {
  const marked =
    isBehindLetter(text, '+') || isBehindLetter(text, '#')
      ? text.replace(
          MARKED,
          (_all, gap: string, letters: string, marks: string) =>
            `${gap}${letters}${marks.replaceAll('+', PLUS).replaceAll('#', SHARP)} `,
        )
      : text;
  return text.includes('.net') ? marked.replace(DOT_NET, ` ${DOT}net`) : marked;
}

/** "5+ years" is in every other text, `c++` in few. */
function isBehindLetter(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before >= 0x61 && before <= 0x7a) return true;
  }
  return false;
}
