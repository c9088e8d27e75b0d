/**
 * The skills of a selection, counted here and not by the server. 200,000 postings name three million skills: as rows
 * (`unnest`) they cost the server more than two seconds of each figure; as one text they cost it a fifth of a second, and
 * counting numbers in an array costs nothing beside that. One reading serves all figures of a report.
 */
import { type SQL, sql } from 'drizzle-orm';
import { KEPT_AS, type KeptFilter } from '../kept-filter.js';
import type { Counts } from './counts.js';
import { selection, type Reader } from './selection.js';

/** Postings in columns: those of posting `i` stand at `i`, its skills from `begin[i]` to before `begin[i + 1]`. */
export interface SkillTable {
  postings: number;
  /** Days since 1970 in UTC; `NEVER` while open. */
  opened: Int32Array;
  closed: Int32Array;
  begin: Int32Array;
  /** Numbers of skill_numbers, each with its requirement. */
  skills: Int16Array;
  requirement: Uint8Array;
  /** Number -> skill. */
  names: ReadonlyMap<number, SkillName>;
}

export type SkillName = { id: string; label: string; category: string };

export const NEVER = 0x7fffffff;
export const REQUIRED = 1;
export const PREFERRED = 2;

/** What was read already of selections that are kept: by the name of the table, no other transaction has it. */
const READ = new WeakMap<Reader, Map<string, Promise<SkillTable>>>();

/** The skills of a filter's selection; of a kept one read once for all figures of the transaction. */
export function skillsOf(d: Reader, filter: KeptFilter): Promise<SkillTable> {
  const name = filter[KEPT_AS];
  if (name === undefined) return readSkills(d, selection(filter));
  const mine = READ.get(d) ?? new Map<string, Promise<SkillTable>>();
  READ.set(d, mine);
  const found = mine.get(name) ?? readSkills(d, selection(filter));
  mine.set(name, found);
  return found;
}

/** @param rows a table expression `(…) m` of posting_facts. */
export async function readSkills(d: Reader, rows: SQL): Promise<SkillTable> {
  const day = (at: SQL): SQL => sql`((${at} at time zone 'UTC')::date - date '1970-01-01')`;
  // Several texts, so that none of them comes near what one value may hold.
  const texts = await d.execute<{ n: number; text: string }>(sql`
    select count(*)::int as n, string_agg(${day(sql`m.opened`)}::text || ',' ||
      coalesce(${day(sql`m.until`)}::text, '') || m.skills::text || m.required::text || m.preferred::text, '') as text
    from (select m.*, case when m.closed is null then null else greatest(m.opened, m.closed) end as until from ${rows}) m
    group by ${day(sql`m.opened`)} / 30
  `);
  const numbers = await d.execute<SkillName & { number: number }>(
    sql`select number, skill as id, label, category from skill_numbers`,
  );
  const names = new Map(numbers.map(({ number, ...name }) => [number, name]));
  return { ...parse(texts), names };
}

/** `19875,19921{4,17,3}{17}{}`: opened, closed (nothing while open), skills, those required, those preferred. */
function parse(texts: readonly { n: number; text: string }[]): Omit<SkillTable, 'names'> {
  const postings = texts.reduce((sum, { n }) => sum + n, 0);
  const [opened, closed, begin] = [postings, postings, postings + 1].map((n) => new Int32Array(n)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  // A skill takes two characters at least.
  const most = texts.reduce((sum, { text }) => sum + text.length, 0) / 2;
  const [skills, requirement] = [new Int16Array(most), new Uint8Array(most)];
  let [i, end] = [0, 0];
  for (const { text } of texts) {
    let at = 0;
    /** A number that begins here, and steps over it. */
    const number = (): number => {
      let value = 0;
      const negative = text.charCodeAt(at) === 45;
      if (negative) at += 1;
      for (let digit = text.charCodeAt(at) - 48; digit >= 0 && digit <= 9; digit = text.charCodeAt(at) - 48) {
        value = value * 10 + digit;
        at += 1;
      }
      return negative ? -value : value;
    };
    /** Calls for each number of `{1,2,3}`. */
    const list = (each: (value: number) => void): void => {
      at += 1;
      while (text.charCodeAt(at) !== 125) {
        each(number());
        if (text.charCodeAt(at) === 44) at += 1;
      }
      at += 1;
    };
    while (at < text.length) {
      const start = end;
      opened[i] = number();
      at += 1;
      closed[i] = text.charCodeAt(at) === 123 ? NEVER : number();
      list((value) => {
        skills[end] = value;
        end += 1;
      });
      const mark = (as: number) => (value: number) => {
        for (let k = start; k < end; k += 1) if (skills[k] === value) requirement[k] = as;
      };
      list(mark(REQUIRED));
      list(mark(PREFERRED));
      i += 1;
      begin[i] = end;
    }
  }
  return {
    postings,
    opened,
    closed,
    begin,
    skills: skills.subarray(0, end),
    requirement: requirement.subarray(0, end),
  };
}

/** How many of the postings `takes` says yes to name each skill: number -> count. */
export function tally(
  table: SkillTable,
  takes: (posting: number) => boolean = () => true,
  requirement: number | null = null,
): Int32Array {
  const counts = new Int32Array(0x8000);
  for (let i = 0; i < table.postings; i += 1) {
    if (!takes(i)) continue;
    for (let k = table.begin[i] ?? 0; k < (table.begin[i + 1] ?? 0); k += 1) {
      if (requirement !== null && table.requirement[k] !== requirement) continue;
      const number = table.skills[k] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counts;
}

/** A tally under the names of the skills. */
export function namedCounts({ names }: SkillTable, counts: Int32Array): Counts {
  const named = [...names].map(
    ([number, { id, label }]) => [id, { label, count: counts[number] ?? 0 }] as const,
  );
  return new Map(named.filter(([, { count }]) => count > 0));
}
