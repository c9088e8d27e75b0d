import type { Sql } from 'postgres';
import type { MadePosting } from './postings.js';

/** As the pipeline does it: rows per statement and statements at the same time. */
const BATCH = 250;
const IN_FLIGHT = 2;

export interface Ceiling {
  insertedPerSecond: number;
  updatedPerSecond: number;
  /** Rows per second through both, one after the other: what the pipeline is compared to. */
  rowsPerSecond: number;
}

/**
 * What this machine's Postgres takes with nothing around it: rows inserted in bulk, then read and updated, with the
 * plain driver. No queue, no classification, no constraints beyond the key.
 */
export async function measureCeiling(sql: Sql, rows: readonly MadePosting[]): Promise<Ceiling> {
  await sql`drop table if exists bench_rows`;
  await sql`create table bench_rows (id text primary key, title text not null, company text not null,
    location text not null, url text not null, description text not null, state text not null default 'pending')`;
  const batches: MadePosting[][] = [];
  for (let at = 0; at < rows.length; at += BATCH) batches.push(rows.slice(at, at + BATCH));

  const inserting = await secondsFor(batches, async (batch) => {
    await sql`insert into bench_rows ${sql(batch, 'id', 'title', 'company', 'location', 'url', 'description')}`;
  });
  const updating = await secondsFor(batches, async (batch) => {
    const ids = batch.map((row) => row.id);
    const read = await sql<{ id: string }[]>`select * from bench_rows where id = any(${ids})`;
    await sql`update bench_rows set state = 'classified' where id = any(${read.map((row) => row.id)})`;
  });
  await sql`drop table bench_rows`;
  return {
    insertedPerSecond: rows.length / inserting,
    updatedPerSecond: rows.length / updating,
    rowsPerSecond: rows.length / (inserting + updating),
  };
}

async function secondsFor(
  batches: MadePosting[][],
  work: (batch: MadePosting[]) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) await work(batch);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return (performance.now() - started) / 1000;
}
