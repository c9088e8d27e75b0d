import { sql } from 'drizzle-orm';
import type { ErrorCode } from '../domain/errors.js';
import { cleanJson, cleanText, isoInstant } from './clean.js';
import type { Database } from './database.js';

export type DeadLetterQueue = 'ingest' | 'classify';

export interface NewDeadLetter {
  queue: DeadLetterQueue;
  /** The job's data; `{ ids: string[] }` for `classify`. */
  payload: unknown;
  runId: string | null;
  code: ErrorCode;
  reason: string;
  attempts: number;
}

export interface DeadLetter extends NewDeadLetter {
  id: number;
  /** ISO 8601, UTC. */
  failedAt: string;
  retriedAt: string | null;
}

/** Which letters; an absent field does not narrow. */
export interface DeadLetterFilter {
  queue?: DeadLetterQueue;
  runId?: string;
  ids?: readonly number[];
}

/** Keeps work that failed for good. Returns the letter's id. */
export async function addDeadLetter(d: Database, letter: NewDeadLetter): Promise<number> {
  const [row] = await d.orm.execute<{ id: string }>(sql`
    insert into dead_letters (queue, payload, run_id, code, reason, attempts)
    values (${letter.queue}, ${cleanJson(letter.payload)}::text::jsonb, ${letter.runId}::uuid, ${letter.code},
      ${cleanText(letter.reason)}, ${letter.attempts})
    returning id::text
  `);
  return Number(row?.id);
}

/** Newest first. `open` (default true): only those not retried yet. */
export async function listDeadLetters(
  d: Database,
  options: DeadLetterFilter & { open?: boolean; limit: number },
): Promise<DeadLetter[]> {
  const rows = await d.orm.execute<Row>(sql`
    select ${COLUMNS} from dead_letters where ${conditions(options, options.open ?? true)}
    order by failed_at desc, id desc limit ${options.limit}
  `);
  return rows.map(toLetter);
}

/** How many wait for a retry. */
export async function countDeadLetters(d: Database, filter: DeadLetterFilter = {}): Promise<number> {
  const [row] = await d.orm.execute<{ n: number }>(
    sql`select count(*)::int as n from dead_letters where ${conditions(filter, true)}`,
  );
  return row?.n ?? 0;
}

/** Marks open letters as retried and returns them, oldest first. Two callers never get the same one. */
export async function takeDeadLetters(
  d: Database,
  options: DeadLetterFilter & { limit: number },
): Promise<DeadLetter[]> {
  const rows = await d.orm.execute<Row>(sql`
    with mine as (
      select id from dead_letters where ${conditions(options, true)}
      order by failed_at, id limit ${options.limit} for update skip locked
    )
    update dead_letters set retried_at = now() from mine where dead_letters.id = mine.id
    returning ${COLUMNS}
  `);
  return rows.map(toLetter).toSorted((a, b) => a.id - b.id);
}

const COLUMNS = sql.raw(
  ['id::text', 'queue', 'payload', 'run_id', 'code', 'reason', 'attempts', 'failed_at', 'retried_at']
    .map((column) => `dead_letters.${column}`)
    .join(', '),
);

function conditions(filter: DeadLetterFilter, open: boolean): ReturnType<typeof sql> {
  const parts = [sql`true`];
  if (open) parts.push(sql`retried_at is null`);
  if (filter.queue !== undefined) parts.push(sql`queue = ${filter.queue}`);
  if (filter.runId !== undefined) parts.push(sql`run_id = ${filter.runId}::uuid`);
  if (filter.ids !== undefined) {
    parts.push(sql`dead_letters.id = any(${sql.param([...filter.ids])}::bigint[])`);
  }
  return sql.join(parts, sql` and `);
}

type Row = {
  id: string;
  queue: DeadLetterQueue;
  payload: unknown;
  run_id: string | null;
  code: ErrorCode;
  reason: string;
  attempts: number;
  failed_at: string;
  retried_at: string | null;
};

function toLetter(row: Row): DeadLetter {
  return {
    id: Number(row.id),
    queue: row.queue,
    payload: row.payload,
    runId: row.run_id,
    code: row.code,
    reason: row.reason,
    attempts: row.attempts,
    failedAt: isoInstant(row.failed_at),
    retriedAt: isoInstant(row.retried_at),
  };
}
