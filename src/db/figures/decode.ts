/** The bytes that rows.ts asks the server for, taken apart into columns. */

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
  /** Whole days from opened to closed or last seen open; -1 where its start was not seen, or nobody asked. */
  lasting: Int32Array;
  /** 1: the role is only the best guess. */
  uncertain: Uint8Array;
  /** Index of `companies`. */
  company: Int32Array;
  /** Source and company, null where none is named; each pair once. */
  companies: readonly { source: string; company: string | null }[];
  /** Skills of posting `i` stand from `begin[i]` to before `begin[i + 1]`: numbers of skill_numbers, each with its requirement. */
  begin: Int32Array;
  skills: Int16Array;
  requirement: Uint8Array;
}

export const NEVER = 0x7fffffff;
export const REQUIRED = 1;
export const PREFERRED = 2;

/** Bytes of a row before its skills, and of the three numbers that these begin with. */
const HEADER = 42;
const SKILL_HEADER = 6;

/** Microseconds from 1970 to 2000, where the server's instants begin, and of a day. */
const EPOCH = 946_684_800_000_000;
const DAY = 86_400_000_000;
const HIGH = 2 ** 32;

/** @param chunks each of `n` rows; `companies` are those of the rows: source, line break, company. */
export function decode(chunks: readonly { n: number; bytes: Buffer; companies: string[] }[]): Columns {
  const postings = chunks.reduce((sum, { n }) => sum + n, 0);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
  const named = (bytes - postings * (HEADER + SKILL_HEADER)) / 2;
  const ints = (): Int32Array => new Int32Array(postings);
  const [verdict, other, opened, closed, lasting, company] = [ints(), ints(), ints(), ints(), ints(), ints()];
  const [openedAt, pay, years] = [postings, postings, postings].map((n) => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const uncertain = new Uint8Array(postings);
  const begin = new Int32Array(postings + 1);
  const [skills, requirement] = [new Int16Array(named), new Uint8Array(named)];
  const companies: { source: string; company: string | null }[] = [];
  const places = new Map<string, number>();
  const plain = new Map<number, number>();
  let [i, end] = [0, 0];
  for (const chunk of chunks) {
    const view = new DataView(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength);
    let at = 0;
    for (const text of chunk.companies) {
      verdict[i] = view.getInt32(at);
      other[i] = view.getInt32(at + 4);
      const since = view.getInt32(at + 8) * HIGH + view.getUint32(at + 12) + EPOCH;
      openedAt[i] = since;
      opened[i] = Math.floor(since / DAY);
      const high = view.getInt32(at + 16);
      const until = high * HIGH + view.getUint32(at + 20) + EPOCH;
      closed[i] = high === -0x80000000 ? NEVER : Math.floor(Math.max(since, until) / DAY);
      pay[i] = view.getFloat64(at + 24);
      years[i] = shortest(view.getFloat32(at + 32), plain);
      lasting[i] = view.getInt32(at + 36);
      uncertain[i] = view.getInt16(at + 40);
      const many = view.getInt16(at + HEADER);
      const required = view.getInt16(at + HEADER + 2);
      const preferred = view.getInt16(at + HEADER + 4);
      at += HEADER + SKILL_HEADER;
      for (let k = 0; k < many; k += 1) {
        skills[end] = view.getInt16(at);
        requirement[end] = k < required ? REQUIRED : k < required + preferred ? PREFERRED : 0;
        end += 1;
        at += 2;
      }
      let place = places.get(text);
      if (place === undefined) {
        const cut = text.indexOf('\n');
        place = companies.push({ source: text.slice(0, cut), company: text.slice(cut + 1) || null }) - 1;
        places.set(text, place);
      }
      company[i] = place;
      i += 1;
      begin[i] = end;
    }
  }
  const days = { opened, closed, openedAt, lasting };
  return {
    ...{ postings, verdict, other, ...days, pay, years, uncertain, company, companies },
    ...{ begin, skills, requirement },
  };
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
