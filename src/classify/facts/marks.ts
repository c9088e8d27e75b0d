import { FOLD } from '../text/fold.js';
import { EMPLOYMENT, LOCATION, MONEY, REMOTE } from '../text/kinds.js';
import type { Tokens } from '../text/tokens.js';
import { isEnglish, LANGUAGE_TOKENS, LANGUAGES, languageOfCounts } from './language.js';
import type { FactWords } from './words.js';

/** Places of a text that the readers of facts look at; the scan finds them in its pass. */
export interface FactMarks {
  /** Offsets of numbers beside a currency or written in thousands. */
  money: number[];
  /** Tokens. */
  remote: number[];
  employment: number[];
  location: number[];
}

export function noMarks(): FactMarks {
  return { money: [], remote: [], employment: [], location: [] };
}

/** More say nothing new, and a text of one word repeated must not cost more than its length. */
const MOST_MARKS = 48;
const LETTER_K = 0x6b;
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const isSign = new Uint8Array(0x10000);
for (const sign of '$€£₹') isSign[sign.charCodeAt(0)] = 1;

/** Notes a number, or a word no rule knows that begins with a digit ("120k"). */
export function markNumber(marks: FactMarks, tokens: Tokens, at: number, words: FactWords): void {
  const id = tokens.ids[at] as number;
  if (id > 0) return;
  if (isMoney(tokens, at, words)) push(marks.money, tokens.starts[at] as number);
}

/** Notes a word that has one of the bits from `REMOTE` on. */
export function markWord(marks: FactMarks, word: number, at: number): void {
  if ((word & REMOTE) !== 0) push(marks.remote, at);
  if ((word & EMPLOYMENT) !== 0) push(marks.employment, at);
  if ((word & LOCATION) !== 0) push(marks.location, at);
}

function push(list: number[], at: number): void {
  if (list.length < MOST_MARKS) list.push(at);
}

/** Four languages' counters in a number, a byte each: what four bits of a word add to them. */
const SPREAD = Int32Array.from(
  { length: 16 },
  (_, bits) => (bits & 1) | ((bits & 2) << 7) | ((bits & 4) << 14) | ((bits & 8) << 21),
);

const ENGLISH = 1;
const OTHERS = 0xfffe;

/** Language of the text, by how many words of it are in each list. */
export function languageOf({ ids, count, text }: Tokens, words: FactWords): string | null {
  const last = Math.min(count, LANGUAGE_TOKENS);
  let [english, other, read] = [0, 0, 0];
  for (let i = 0; i < last; i++) {
    const id = ids[i] as number;
    if (id < 0) continue;
    read++;
    const word = words[id] as number;
    english += word & ENGLISH;
    // Any bit of OTHERS carries over into the one above them.
    other += (((word & OTHERS) + OTHERS) >>> 16) & 1;
  }
  // No other language can have more words than all of them together: nearly every English text is told so, in a
  // quarter of the time.
  if (isEnglish(english, other, read)) return 'en';
  return languageOfCounts(countEach(ids, last, words), read, text);
}

/** Hits by language. Counts without a branch, since every second word of a text is in some list; no counter can pass 255. */
function countEach(ids: Int32Array, last: number, words: FactWords): number[] {
  const spread = SPREAD;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < last; i++) {
    const id = ids[i] as number;
    if (id < 0) continue;
    const word = words[id] as number;
    a += spread[word & 15] as number;
    b += spread[(word >> 4) & 15] as number;
    c += spread[(word >> 8) & 15] as number;
    d += spread[(word >> 12) & 15] as number;
  }
  const counters = Int32Array.of(a, b, c, d);
  return Array.from(
    { length: LANGUAGES },
    (_, at) => ((counters[at >> 2] as number) >>> ((at & 3) * 8)) & 255,
  );
}

function isMoney({ text, ids, starts, ends, count }: Tokens, at: number, words: FactWords): boolean {
  const start = starts[at] as number;
  const end = ends[at] as number;
  let left = text.charCodeAt(start - 1);
  if (left === SPACE || left === NO_BREAK_SPACE) left = text.charCodeAt(start - 2);
  if (isSign[left] === 1) return true;
  if (FOLD[text.charCodeAt(end - 1)] === LETTER_K) return true;
  let right = text.charCodeAt(end);
  if (right === SPACE || right === NO_BREAK_SPACE) right = text.charCodeAt(end + 1);
  if (isSign[right] === 1) return true;
  const before = at > 0 ? (ids[at - 1] as number) : 0;
  const after = at + 1 < count ? (ids[at + 1] as number) : 0;
  return (
    (before > 0 && ((words[before] as number) & MONEY) !== 0) ||
    (after > 0 && ((words[after] as number) & MONEY) !== 0)
  );
}
