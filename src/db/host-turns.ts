/** Turns at hosts, kept where all workers see them. Times are the server's: the workers' clocks need not agree. */
import { sql } from 'drizzle-orm';
import type { Database } from './database.js';

/** Takes a free turn at the host for `leaseMs`; null when there is none. */
export async function takeTurn(
  d: Database,
  host: string,
  turns: number,
  holder: string,
  leaseMs: number,
): Promise<number | null> {
  const rows = await d.orm.execute<{ slot: number }>(sql`
    with free as (
      select slot from host_turns
      where host = ${host} and slot < ${turns} and free_at <= clock_timestamp()
      order by slot limit 1 for update skip locked
    )
    update host_turns t set holder = ${holder}, free_at = clock_timestamp() + ${milliseconds(leaseMs)}
    from free where t.host = ${host} and t.slot = free.slot
    returning t.slot`);
  return rows[0]?.slot ?? null;
}

/** Milliseconds until a turn may be free; null for a host that has no turns yet. */
export async function nextTurn(d: Database, host: string, turns: number): Promise<number | null> {
  const rows = await d.orm.execute<{ known: number; wait: number | null }>(sql`
    select count(*)::int as known,
      extract(epoch from min(free_at) - clock_timestamp())::float8 * 1000 as wait
    from host_turns where host = ${host} and slot < ${turns}`);
  const row = rows[0];
  return row === undefined || row.known < turns ? null : Math.max(0, row.wait ?? 0);
}

/** Gives a host its turns; those that it has stay as they are. */
export async function addTurns(d: Database, host: string, turns: number): Promise<void> {
  await d.orm.execute(sql`
    insert into host_turns (host, slot) select ${host}, n from generate_series(0, ${turns - 1}::int) n
    on conflict do nothing`);
}

/** Keeps a turn that takes long. */
export async function renewTurn(d: Database, host: string, holder: string, leaseMs: number): Promise<void> {
  await d.orm.execute(sql`
    update host_turns set free_at = clock_timestamp() + ${milliseconds(leaseMs)}
    where host = ${host} and holder = ${holder}`);
}

/**
 * Ends a turn; the next begins `delayMs` later. A turn that was lost meanwhile is not touched.
 * @param restMs all turns of the host wait at least so long: it asked for it.
 */
export async function endTurn(
  d: Database,
  host: string,
  holder: string,
  delayMs: number,
  restMs: number,
): Promise<void> {
  await d.orm.execute(sql`
    update host_turns set
      free_at = case when holder = ${holder} then clock_timestamp() + ${milliseconds(Math.max(delayMs, restMs))}
        else greatest(free_at, clock_timestamp() + ${milliseconds(restMs)}) end,
      holder = case when holder = ${holder} then null else holder end
    where host = ${host} and (holder = ${holder} or ${restMs}::float8 > 0)`);
}

function milliseconds(ms: number) {
  return sql`${ms / 1000}::float8 * interval '1 second'`;
}
