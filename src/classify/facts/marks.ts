import { FOLD } from '../text/fold.js';
import type { Tokens } from '../text/tokens.js';
import { numberToken } from '../text/vocabulary.js';
import { LANGUAGES, LANGUAGE_TOKENS, languageOfCounts } from './language.js';
import { EMPLOYMENT, type FactWords, LOCATION, MONEY, REMOTE } from './words.js';

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
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const isSign = new Uint8Array(0x10000);
for (const sign of '$€£₹') isSign[sign.charCodeAt(0)] = 1;

/** Finds the places; one table look-up a token. */
export function markFacts(tokens: Tokens, words: FactWords): FactMarks {
  const marks: FactMarks = { money: [], remote: [], employment: [], location: [], language: null };
  const { ids, starts, ends, text } = tokens;
  const { flags, languageBits } = words;
  const counts = new Int32Array(LANGUAGES);
  const count = tokens.count;
  let read = 0;
  for (let i = 0; i < count; i++) {
    const id = ids[i] as number;
    if (id > 0) {
      const flag = flags[id] as number;
      if (flag > MONEY) {
        if ((flag & REMOTE) !== 0) push(marks.remote, i);
        if ((flag & EMPLOYMENT) !== 0) push(marks.employment, i);
        if ((flag & LOCATION) !== 0) push(marks.location, i);
      }
      if (i < LANGUAGE_TOKENS) {
        read++;
        // Most words are of one or two languages.
        for (let bits = languageBits[id] as number; bits !== 0; bits &= bits - 1) {
          const language = 31 - Math.clz32(bits & -bits);
          counts[language] = (counts[language] as number) + 1;
        }
      }
      continue;
    }
    if (id === TAX_FORM) push(marks.employment, i);
    const start = starts[i] as number;
    if (id === 0) {
      if (i < LANGUAGE_TOKENS) read++;
      const first = text.charCodeAt(start);
      if (first > NINE || first < ZERO) continue;
    }
    if (
      isMoney(text, start, ends[i] as number, flags, ids[i - 1] ?? 0, i + 1 < count ? (ids[i + 1] ?? 0) : 0)
    )
      push(marks.money, start);
  }
  marks.language = languageOfCounts(counts, read, text);
  return marks;
}

function push(list: number[], at: number): void {
  if (list.length < MOST_MARKS) list.push(at);
}

function isMoney(
  text: string,
  start: number,
  end: number,
  flags: Uint8Array,
  before: number,
  after: number,
): boolean {
  let left = text.charCodeAt(start - 1);
  if (left === SPACE || left === NO_BREAK_SPACE) left = text.charCodeAt(start - 2);
  if (isSign[left] === 1) return true;
  const last = text.charCodeAt(end - 1);
  if (FOLD[last] === 0x6b) return true;
  let right = text.charCodeAt(end);
  if (right === SPACE || right === NO_BREAK_SPACE) right = text.charCodeAt(end + 1);
  if (isSign[right] === 1) return true;
  return (
    (before > 0 && ((flags[before] as number) & MONEY) !== 0) ||
    (after > 0 && ((flags[after] as number) & MONEY) !== 0)
  );
}
