/** Versions of the rules that stored verdicts are of. */
import { sql } from 'drizzle-orm';
import { cleanText } from './clean.js';
import { UsageError } from '../domain/errors.js';
import { nearest } from '../domain/nearest.js';
import type { IdField } from './filter-ids.js';
import type { Reader } from './figures/selection.js';

export interface StoredTaxonomy {
  version: string;
  /** Verdicts of this version, and how many of them are the present one of their posting. */
  verdicts: number;
  current: number;
}

/** The most used first. */
export async function readTaxonomies(d: Reader): Promise<StoredTaxonomy[]> {
  const rows = await d.execute<{ version: string; verdicts: number; current: number }>(sql`
    select taxonomy as version, count(*)::int as verdicts, (count(*) filter (where current))::int as current
    from classifications group by 1 order by 3 desc, 2 desc, 1
  `);
  return [...rows];
}

/**
 * The stored version that is meant: itself, or the one that begins so.
 * @throws UsageError naming the versions there are.
 */
export async function resolveTaxonomy(d: Reader, asked: string): Promise<string> {
  // Most are given whole, and one verdict of them is found sooner than all are counted.
  const [one] = await d.execute<{ found: boolean }>(
    sql`select exists (select from classifications where taxonomy = ${cleanText(asked)}) as found`,
  );
  if (one?.found === true) return cleanText(asked);
  const versions = (await readTaxonomies(d)).map(({ version }) => version);
  const fitting = asked === '' ? [] : versions.filter((version) => version.startsWith(asked));
  if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0];
  if (fitting.length > 1)
    throw new UsageError(`taxonomy ${asked} is the beginning of several: ${fitting.join(', ')}`);
  if (versions.length === 0) throw new UsageError(`taxonomy ${asked}: nothing is classified yet`);
  const near = nearest(asked, versions);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `stored are ${versions.join(', ')}`;
  throw new UsageError(`taxonomy ${asked}: no stored verdict is of this version; ${hint}`);
}

/** What the verdicts of one version name: rules that are gone may have known roles and skills that the present ones do not. */
export async function idsOfTaxonomy(d: Reader, version: string): Promise<Record<IdField, string[]>> {
  const rows = await d.execute<{ field: IdField; id: string }>(sql`
    with verdicts as (select role, level, family, band from classifications where taxonomy = ${version})
    select 'role' as field, role as id from verdicts union select 'level', level from verdicts
    union select 'family', family from verdicts union select 'band', band from verdicts
    union select 'skill', skill from posting_skills where taxonomy = ${version}
  `);
  const ids: Record<IdField, string[]> = { role: [], level: [], skill: [], family: [], band: [] };
  for (const { field, id } of rows) ids[field].push(id);
  return ids;
}

/** Adapters that stored postings were read by. */
export async function readSources(d: Reader): Promise<string[]> {
  // By the numbers that postings have: a fifth of the time that the sources of all rows take.
  const rows = await d.execute<{ source: string }>(sql`
    select distinct source from fact_companies where number in (select company_number from posting_facts) order by 1
  `);
  return rows.map(({ source }) => source);
}
