import { sql, type SQL, StringChunk } from 'drizzle-orm';
import type { Database } from '../../src/db/database.js';

/**
 * Runs `work` with every SELECT of it explained and executed a second time, and tells the plans.
 * @param whole each plan as the server writes it; else a line for each, of what it reads.
 */
export async function planned(
  d: Database,
  work: (d: Database) => Promise<unknown>,
  whole: boolean,
  say: (line: string) => void,
): Promise<void> {
  const explaining = (orm: Database['orm']): Database['orm'] =>
    new Proxy(orm, {
      get(target, name) {
        if (name === 'transaction') {
          return (run: (tx: Database['orm']) => Promise<unknown>, options: object) =>
            target.transaction((tx) => run(explaining(tx as unknown as Database['orm'])), options);
        }
        if (name !== 'execute') return Reflect.get(target, name);
        return async (query: SQL) => {
          if (!hasPlan(query)) return target.execute(query);
          const rows = await target.execute(sql`explain (analyze, buffers) ${query}`);
          const lines = rows.map((row) => String(row['QUERY PLAN']));
          for (const line of whole ? [...lines, ''] : reads(lines)) say(`      ${line}`.slice(0, WIDTH));
          return target.execute(query);
        };
      },
    });
  await work({ ...d, orm: explaining(d.orm) });
}

/** `4.9 ms: 32716 of posting_facts_other, 363 of fact_terms`; nothing for what reads no table. */
function reads(plan: readonly string[]): string[] {
  const scans = plan.flatMap((line) => {
    const scan = /Scan.*? (?:using|on) (\w+).*actual time=\S+ rows=(\d+)\S* loops=(\d+)/.exec(line);
    if (scan === null || line.includes('Bitmap Heap')) return [];
    const [, from, rows, loops] = scan;
    return [`${rows} of ${from}${loops === '1' ? '' : `, ${loops} times`}`];
  });
  const time = plan.map((line) => /^Execution Time: (\S+)/.exec(line)?.[1]).find(Boolean);
  return scans.length === 0 ? [] : [`${time} ms: ${scans.join('; ')}`];
}

/** A set of postings as bits stands in a plan with all of its 50,000 digits. */
const WIDTH = 200;

/** A cursor has the plan of its query; closing one has none. */
function hasPlan({ queryChunks: [first] }: SQL): boolean {
  return first instanceof StringChunk && /^\s*(select|with|declare)\b/.test(first.value.join(''));
}
