import { sql, type SQL, StringChunk } from 'drizzle-orm';
import type { Database } from '../../src/db/database.js';

/** Runs `work` with every SELECT of it explained and executed a second time, and prints the plans. */
export async function planned(
  d: Database,
  work: (d: Database) => Promise<unknown>,
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
          for (const row of rows) say(`      ${String(row['QUERY PLAN'])}`.slice(0, WIDTH));
          say('');
          return target.execute(query);
        };
      },
    });
  await work({ ...d, orm: explaining(d.orm) });
}

/** A set of postings as bits stands in a plan with all of its 50,000 digits. */
const WIDTH = 200;

/** A cursor has the plan of its query; closing one has none. */
function hasPlan({ queryChunks: [first] }: SQL): boolean {
  return first instanceof StringChunk && /^\s*(select|with|declare)\b/.test(first.value.join(''));
}
