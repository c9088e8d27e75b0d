import { type SQL, sql } from 'drizzle-orm';
import { wordsOf } from './decode.js';
import { readChunks } from './rows.js';
import type { Reader } from './selection.js';

/** How many postings there are, and how many of them name each skill: number of skill_numbers -> count. */
export interface SkillsOf {
  postings: number;
  counts: Int32Array;
}

/**
 * The skills of rows and nothing else of them: what the rest of the market is asked for.
 * @param rows a table expression `(…) m` of posting_facts.
 */
export async function skillsOf(d: Reader, rows: SQL): Promise<SkillsOf> {
  const chunks = await readChunks(
    d,
    sql`select int4send(count(*)::int) as n, string_agg(m.skill_codes, ''::bytea) as bytes
      from ${rows} group by m.verdict_terms & 15`,
  );
  const counts = new Int32Array(0x8000);
  let postings = 0;
  for (const { n, bytes } of chunks) {
    postings += n;
    const words = wordsOf(bytes);
    for (let at = 0; at < words.length;) {
      // How many skills, then how many of them are required and preferred, then their numbers.
      const end = at + 3 + (words[at] ?? 0);
      for (at += 3; at < end; at += 1) {
        const number = words[at] ?? 0;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
  }
  return { postings, counts };
}
