import { sql } from 'drizzle-orm';
import { messageOf } from '../domain/errors.js';
import type { Posting } from '../domain/posting.js';
import type { Verdict } from '../domain/verdict.js';
import { cleanJson, cleanText } from './clean.js';
import { regroup } from './copies.js';
import type { Database } from './database.js';
import { refreshFacts } from './facts.js';
import { POSTING_COLUMNS, type PostingRow, toPosting } from './posting-row.js';
import { toVerdictRecord } from './verdict-row.js';
import { writeWords } from './words.js';

export interface BatchResult {
  classified: number;
  /** Not pending any more, unknown, or locked by another worker. */
  gone: number;
  /** `decide` threw: marked failed, with a dead letter, in the same transaction. */
  failed: { id: string; reason: string }[];
}

type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];
type Claimed = PostingRow & { run_id: string; known: boolean; has_words: boolean };

/**
 * Classifies the pending ones of `ids` in one transaction: claims their rows, asks `decide` for each, writes the
 * verdicts and the states, and says which are copies of which. Of two workers with the same id one gets the row and the other goes on without it; a
 * killed one leaves everything as it was.
 *
 * `decide` is called synchronously while the rows are locked; what it throws costs that one posting.
 */
export async function classifyBatch(
  d: Database,
  ids: readonly string[],
  decide: (posting: Posting) => Verdict,
): Promise<BatchResult> {
  const wanted = new Set(ids);
  return d.orm.transaction(async (tx) => {
    const claimed = await tx.execute<Claimed>(sql`
      select ${POSTING_COLUMNS}, p.run_id,
        exists (select from classifications c where c.posting_id = p.id) as known, exists (
          select from posting_words w join classifications c on c.posting_id = w.posting_id
          where w.posting_id = p.id and w.words is not null and c.current and c.content_hash = p.content_hash
        ) as has_words
      from postings p where p.id = any(${sql.param([...wanted])}::text[]) and p.state = 'pending'
      order by p.id for update of p skip locked
    `);
    const records: object[] = [];
    const failed: { id: string; reason: string; runId: string }[] = [];
    const decided: Posting[] = [];
    const rewritten: Posting[] = [];
    let known = false;
    for (const row of claimed) {
      const posting = toPosting(row);
      try {
        records.push(toVerdictRecord(posting, decide(posting)));
        decided.push(posting);
        if (!row.has_words) rewritten.push(posting);
        known ||= row.known;
      } catch (error) {
        failed.push({ id: row.id, reason: cleanText(messageOf(error)), runId: row.run_id });
      }
    }
    const json = cleanJson(records);
    if (known) await retireVerdicts(tx, json);
    if (records.length > 0) await writeVerdicts(tx, json);
    if (failed.length > 0) await writeFailures(tx, failed);
    await writeWords(tx, rewritten);
    const moved = await regroup(tx, decided);
    await refreshFacts(tx, [...decided.map(({ id }) => id), ...moved]);
    return {
      classified: records.length,
      gone: wanted.size - claimed.length,
      failed: failed.map(({ id, reason }) => ({ id, reason })),
    };
  });
}

/** Makes room for new verdicts: those of other taxonomies are current no more, those of the same lose their skills. */
async function retireVerdicts(tx: Transaction, json: string): Promise<void> {
  await tx.execute(sql`
    with incoming as (
      select * from json_to_recordset(${json}::json) as v (posting_id text, taxonomy text)
    ), retired as (
      update classifications c set current = false from incoming v
      where c.posting_id = v.posting_id and c.taxonomy <> v.taxonomy and c.current
    )
    delete from posting_skills s using incoming v where s.posting_id = v.posting_id and s.taxonomy = v.taxonomy
  `);
}

/** Verdicts, skills and states in one statement. A skill named twice in a verdict counts once, the first. */
async function writeVerdicts(tx: Transaction, json: string): Promise<void> {
  await tx.execute(sql`
    with incoming as (
      select * from json_to_recordset(${json}::json) as v (
        posting_id text, taxonomy text, content_hash text, role text, role_label text, family text, soc text,
        isco text, role_confidence real, level text, level_label text, band text, level_confidence real,
        level_basis text, years_min real, years_max real, country text, region text, city text, remote text,
        employment_type text, salary_min float8, salary_max float8, salary_currency text, salary_period text,
        language text, evidence json, skills json
      )
    ), verdicts as (
      insert into classifications (${VERDICT_COLUMNS}) select ${VERDICT_COLUMNS} from incoming
      on conflict (posting_id, taxonomy) do update set ${REPLACE_VERDICT}, current = true, classified_at = now()
    ), skills as (
      insert into posting_skills (posting_id, taxonomy, skill, position, label, category, requirement, in_title)
      select v.posting_id, v.taxonomy, s.skill, s.position, s.label, s.category, s.requirement, s.in_title
      from incoming v cross join lateral json_to_recordset(v.skills) as s (
        skill text, position smallint, label text, category text, requirement text, in_title boolean
      )
      on conflict do nothing
    )
    update postings p set state = 'classified' from incoming v where p.id = v.posting_id
  `);
}

const VERDICT_FIELDS = [
  ...[
    'posting_id',
    'taxonomy',
    'content_hash',
    'role',
    'role_label',
    'family',
    'soc',
    'isco',
    'role_confidence',
  ],
  ...['level', 'level_label', 'band', 'level_confidence', 'level_basis', 'years_min', 'years_max', 'country'],
  ...[
    'region',
    'city',
    'remote',
    'employment_type',
    'salary_min',
    'salary_max',
    'salary_currency',
    'salary_period',
  ],
  ...['language', 'evidence'],
];
const VERDICT_COLUMNS = sql.raw(VERDICT_FIELDS.join(', '));
const REPLACE_VERDICT = sql.raw(
  VERDICT_FIELDS.slice(2)
    .map((field) => `${field} = excluded.${field}`)
    .join(', '),
);

async function writeFailures(
  tx: Transaction,
  failed: { id: string; reason: string; runId: string }[],
): Promise<void> {
  await tx.execute(sql`
    with incoming as (
      select * from json_to_recordset(${cleanJson(failed)}::json) as f (id text, reason text, "runId" uuid)
    ), letters as (
      insert into dead_letters (queue, payload, run_id, code, reason, attempts)
      select 'classify', jsonb_build_object('ids', jsonb_build_array(id)), "runId", 'classification-failed', reason, 1
      from incoming
    )
    update postings p set state = 'failed' from incoming f where p.id = f.id
  `);
}
