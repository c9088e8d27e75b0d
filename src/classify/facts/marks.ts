import { FOLD } from '../text/fold.js';
import type { Tokens } from '../text/tokens.js';
import { numberToken } from '../text/vocabulary.js';
import { LANGUAGES, LANGUAGE_TOKENS, languageOfCounts } from './language.js';
import { EMPLOYMENT, type FactWords, LANGUAGE_BITS, LOCATION, MONEY, REMOTE } from './words.js';

/** Places of a description that the readers of facts look at, found in one pass over its tokens. */
export interface FactMarks {
  /** Offsets of numbers beside a currency or written in thousands. */
  money: number[];
  /** Tokens. */
  remote: number[];
  employment: number[];
  location: number[];
  language: string | null;
}

/** More say nothing new, and a text of one word repeated must not cost more than its length. */
const MOST_MARKS = 48;
/** "1099": a contractor's tax form. */
const TAX_FORM = numberToken(1099);
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_K = 0x6b;
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const isSign = new Uint8Array(0x10000);
for (const sign of '$€£₹') isSign[sign.charCodeAt(0)] = 1;

/** Finds the places; one table look-up a token. */
export function markFacts(tokens: Tokens, words: FactWords): FactMarks {
  const marks: FactMarks = { money: [], remote: [], employment: [], location: [], language: null };
  const { ids, starts, text, count } = tokens;
  const hits = new Int32Array(LANGUAGES);
  let read = 0;
  for (let i = 0; i < count; i++) {
    const id = ids[i] as number;
    if (id > 0) {
      const word = words[id] as number;
      if (word >= REMOTE) pushWord(marks, word, i);
      if (i < LANGUAGE_TOKENS) {
        read++;
        // Most words are of one or two languages.
        for (let bits = word & LANGUAGE_BITS; bits !== 0; bits &= bits - 1) {
          const language = 31 - Math.clz32(bits & -bits);
          hits[language] = (hits[language] as number) + 1;
        }
      }
      continue;
    }
    if (id === 0) {
      if (i < LANGUAGE_TOKENS) read++;
      const first = text.charCodeAt(starts[i] as number);
      if (first > NINE || first < ZERO) continue;
    } else if (id === TAX_FORM) push(marks.employment, i);
    if (isMoney(tokens, i, words)) push(marks.money, starts[i] as number);
  }
  marks.language = languageOfCounts(hits, read, text);
  return marks;
}

function pushWord(marks: FactMarks, word: number, at: number): void {
  if ((word & REMOTE) !== 0) push(marks.remote, at);
  if ((word & EMPLOYMENT) !== 0) push(marks.employment, at);
  if ((word & LOCATION) !== 0) push(marks.location, at);
}

function push(list: number[], at: number): void {
  if (list.length < MOST_MARKS) list.push(at);
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
