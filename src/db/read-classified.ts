import { sql } from 'drizzle-orm';
import type { ClassifiedPosting } from '../domain/verdict.js';
import type { Reader } from './figures/selection.js';
import type { VerdictKey } from './key-cursor.js';
import { CLASSIFIED_COLUMNS, type ClassifiedRow, toClassified } from './verdict-row.js';

/** Postings with the verdicts that these keys name, by their ids; those that are gone are left out. */
export async function readClassified(
  d: Reader,
  keys: readonly VerdictKey[],
  { evidence }: { evidence: boolean },
): Promise<Map<string, ClassifiedPosting>> {
  const ids = keys.map(({ id }) => id);
  const versions = keys.map(({ taxonomy }) => taxonomy);
  const rows = await d.execute<ClassifiedRow>(sql`
    select ${CLASSIFIED_COLUMNS} ${evidence ? sql`, c.evidence` : sql``}
    from unnest(${sql.param(ids)}::text[], ${sql.param(versions)}::text[]) k(id, taxonomy)
      join postings p on p.id = k.id
      join classifications c on c.posting_id = k.id and c.taxonomy = k.taxonomy
  `);
  return new Map(rows.map((row) => [row.id, toClassified(row)]));
}
