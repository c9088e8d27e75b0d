import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from './figures/selection.js';

/** A posting and the taxonomy whose verdict of it is meant. */
export type VerdictKey = { id: string; taxonomy: string };

/**
 * Hands on the keys that a statement gives, some at a time: only keys wait in the server, where a cursor over whole rows
 * would sort texts and evidence.
 * @param tx a transaction: the cursor lives as long, and one at a time.
 * @param keys a SELECT of `id` and `taxonomy`.
 */
export async function eachKeys(
  tx: Reader,
  keys: SQL,
  atOnce: number,
  each: (keys: VerdictKey[]) => Promise<void>,
): Promise<void> {
  await tx.execute(sql`declare verdict_keys no scroll cursor for ${keys}`);
  for (;;) {
    const found = await tx.execute<VerdictKey>(sql.raw(`fetch forward ${atOnce} from verdict_keys`));
    if (found.length === 0) break;
    await each([...found]);
  }
  await tx.execute(sql`close verdict_keys`);
}
