import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.js';
import { fillWords } from '../../src/db/words.js';
import { emptyTables, startRun } from './store.js';

/**
 * So many classified postings in place of all others, "Weaver 1" and on, the id of each the md5 of its number: in a second what
 * the classifier would take ten for.
 * @param description over the number `n`.
 */
export async function storeMany(d: Database, count: number, description: SQL): Promise<void> {
  await emptyTables(d);
  const { runId, sourceRef } = await startRun(d);
  await d.orm.execute(sql`
    insert into postings (id, source, source_ref, title, description, content_hash, state, first_run_id, run_id, last_run_id)
    select md5(n::text), 'csv', ${sourceRef}::int, 'Weaver ' || n, ${description}, 'h', 'classified', ${runId}::uuid,
      ${runId}::uuid, ${runId}::uuid
    from generate_series(1, ${count}) n
  `);
  await d.orm.execute(sql`
    insert into classifications (posting_id, taxonomy, content_hash, role, role_label, family, role_confidence, level, level_label,
      band, level_confidence, level_basis, evidence)
    select id, 't', 'h', 'weaver', 'Weaver', 'craft', 0.9, 'mid', 'Mid', 'middle', 0.9, 'title', '[]' from postings
  `);
  await d.orm.execute(sql`select rolemill_refresh_facts(array(select id from postings))`);
  await fillWords(d.orm, () => undefined);
}
