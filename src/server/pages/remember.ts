import type { Database } from '../../db/database.js';
import { readFactsStamp } from '../../db/facts-stamp.js';
import { inOneMoment } from '../../db/figures/market.js';
import type { KeptRows } from '../../db/figures/rows.js';
import type { Reader } from '../../db/figures/selection.js';
import type { ServerContext } from '../context.js';

/** What the pages work with. */
export interface PageContext extends ServerContext {
  /**
   * Figures of one moment, counted and drawn once while the store stays as it is: several people, or the way back in a
   * browser, ask for the same.
   * @param key names what is read, filter and options included.
   * @param draw makes of the figures what the page holds; it is what is kept.
   */
  moment: <F, P>(
    key: readonly unknown[],
    read: (tx: Reader) => Promise<F>,
    draw: (figures: F) => P,
  ) => Promise<P>;
}

const MOST = 100;
const LONGEST_MS = 600_000;

export function withMemory(context: ServerContext): PageContext {
  return { ...context, moment: remember(context.db) };
}

/** Selections whose rows are kept: pages of one filter are looked at one after another, and read the same. */
const SELECTIONS = 3;

function remember(db: Database): PageContext['moment'] {
  const kept = new Map<string, { stamp: string; until: number; value: Promise<unknown> }>();
  let known: { stamp: string; until: number; rows: KeptRows } = { stamp: '', until: 0, rows: new Map() };
  const readKnowing = async <F>(stamp: string, read: (tx: Reader) => Promise<F>): Promise<F> => {
    const { until, rows } =
      known.stamp === stamp && known.until > Date.now()
        ? known
        : { until: Date.now() + LONGEST_MS, rows: new Map() };
    const mine: KeptRows = new Map(rows);
    const figures = await inOneMoment(db, read, mine);
    // Only what a whole moment was read with: a failed statement leaves nothing.
    known = { stamp, until, rows: new Map([...mine].slice(-SELECTIONS)) };
    return figures;
  };
  return async <F, P>(
    key: readonly unknown[],
    read: (tx: Reader) => Promise<F>,
    draw: (figures: F) => P,
  ): Promise<P> => {
    const stamp = await readFactsStamp(db);
    if (stamp === null) return draw(await inOneMoment(db, read));
    const name = JSON.stringify(key);
    const found = kept.get(name);
    if (found?.stamp === stamp && found.until > Date.now()) return found.value as Promise<P>;
    const value = readKnowing(stamp, read).then(draw);
    // Put last, and the one that was put first leaves.
    kept.delete(name);
    kept.set(name, { stamp, until: Date.now() + LONGEST_MS, value });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    value.catch(() => kept.delete(name));
    return value;
  };
}
