/** The bytes that rows.ts asks the server for, taken apart into columns. */
import { UNCERTAIN_BELOW } from '../../domain/verdict.js';

export interface Columns {
  postings: number;
  /** Numbers of fact_terms. */
  verdict: Int32Array;
  other: Int32Array;
  /** Microseconds since 1970. */
  openedAt: Float64Array;
  /** Days since 1970 in UTC; `closed` is never before `opened`, and `NEVER` while open. */
  opened: Int32Array;
  closed: Int32Array;
  /** Pay of a year and least years asked for; NaN where not said. */
  pay: Float64Array;
  years: Float64Array;
  /** Whole days from opened to closed or last seen open; -1 where its start was not seen. */
  lasting: Int32Array;
  /** 1: the role is only the best guess. */
  uncertain: Uint8Array;
  /** Numbers of fact_companies. */
  company: Int32Array;
  /** Skills of posting `i` stand from `begin[i]` to before `begin[i + 1]`: numbers of skill_numbers, each with its requirement. */
  begin: Int32Array;
  skills: Int16Array;
  requirement: Uint8Array;
}

export const NEVER = 0x7fffffff;
export const REQUIRED = 1;
export const PREFERRED = 2;

/** `n` rows: of each its head, then its skills (both as in schema/facts.ts). */
export type Chunk = { n: number; bytes: Buffer };

/** Bytes of a head (rolemill_fact_head), and of the three numbers that the skills begin with. */
const HEAD = 48;
const SKILL_HEAD = 6;

/** Microseconds from 1970 to 2000, where the server's instants begin, and of a day. */
const EPOCH = 946_684_800_000_000;
const DAY = 86_400_000_000;
const HIGH = 2 ** 32;

export function decode(chunks: readonly Chunk[]): Columns {
  const postings = chunks.reduce((sum, { n }) => sum + n, 0);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
  const named = (bytes - postings * (HEAD + SKILL_HEAD)) / 2;
  const ints = (): Int32Array => new Int32Array(postings);
  const [verdict, other, opened, closed, lasting, company] = [ints(), ints(), ints(), ints(), ints(), ints()];
  const floats = (): Float64Array => new Float64Array(postings);
  const [openedAt, pay, years] = [floats(), floats(), floats()];
  const uncertain = new Uint8Array(postings);
  const begin = new Int32Array(postings + 1);
  const [skills, requirement] = [new Int16Array(named), new Uint8Array(named)];
  const plain = new Map<number, number>();
  const unsure = Math.fround(UNCERTAIN_BELOW);
  let [i, end] = [0, 0];
  for (const chunk of chunks) {
    const words = wordsOf(chunk.bytes);
    const int = (at: number): number => ((words[at] ?? 0) << 16) | (words[at + 1] ?? 0);
    for (let at = 0; at < words.length;) {
      verdict[i] = int(at);
      other[i] = int(at + 2);
      company[i] = int(at + 4);
      lasting[i] = int(at + 6);
      INTS[0] = int(at + 8);
      years[i] = shortest(FLOATS[0] ?? 0, plain);
      INTS[0] = int(at + 10);
      uncertain[i] = (FLOATS[0] ?? 0) < unsure ? 1 : 0;
      const since = int(at + 12) * HIGH + (int(at + 14) >>> 0) + EPOCH;
      openedAt[i] = since;
      opened[i] = Math.floor(since / DAY);
      const high = int(at + 16);
      const until = high * HIGH + (int(at + 18) >>> 0) + EPOCH;
      closed[i] = high === -0x80000000 ? NEVER : Math.floor(Math.max(since, until) / DAY);
      INTS[1] = int(at + 20);
      INTS[0] = int(at + 22);
      pay[i] = DOUBLES[0] ?? 0;
      at += HEAD / 2;
      const many = words[at] ?? 0;
      const required = words[at + 1] ?? 0;
      const preferred = required + (words[at + 2] ?? 0);
      at += SKILL_HEAD / 2;
      for (let k = 0; k < many; k += 1) {
        skills[end] = words[at] ?? 0;
        requirement[end] = k < required ? REQUIRED : k < preferred ? PREFERRED : 0;
        end += 1;
        at += 1;
      }
      i += 1;
      begin[i] = end;
    }
  }
  const days = { opened, closed, openedAt, lasting };
  return { postings, verdict, other, ...days, pay, years, uncertain, company, begin, skills, requirement };
}

/** Where bits of numbers become numbers; this machine's first word is the low one. */
const INTS = new Int32Array(2);
const FLOATS = new Float32Array(INTS.buffer);
const DOUBLES = new Float64Array(INTS.buffer);

/** Bytes as words of 16 bits, high byte first: all that rows consist of stands at even places. */
export function wordsOf(bytes: Buffer): Uint16Array {
  // Swapped in a copy that begins at an even place; then reading a word is one instruction, where a DataView takes several.
  const own = Buffer.from(new Uint8Array(bytes).buffer).swap16();
  return new Uint16Array(own.buffer, own.byteOffset, own.length / 2);
}

/** A number of 32 bits as people write it, 0.1 and not 0.10000000149: what the server's own text of it says. */
function shortest(value: number, known: Map<number, number>): number {
  if (Number.isInteger(value) || Number.isNaN(value)) return value;
  let found = known.get(value);
  for (let digits = 1; found === undefined; digits += 1) {
    const written = Number(value.toPrecision(digits));
    if (Math.fround(written) === value) found = written;
  }
  known.set(value, found);
  return found;
}
