/** The numbers of the market report: every figure of one selection, all of one moment. */
import { sql } from 'drizzle-orm';
import { UsageError } from '../../domain/errors.js';
import type { Database } from '../database.js';
import type { PostingFilter } from '../filter.js';
import { keepNumbers } from '../known-numbers.js';
import { readBasis, type Basis } from './basis.js';
import { keepRows, type KeptRows } from './rows.js';
import type { Dimension } from './dimensions.js';
import { rolesByLevels, type RolesByLevels } from './roles-by-levels.js';
import type { Reader } from './selection.js';
import { sharesByEach, type ShareList } from './shares.js';
import { compare, type Comparison } from './compare.js';
import { movers, type Movers, type Spans } from './movers.js';
import { pay, type Pay } from './pay.js';
import { skillPairs, type SkillPairs } from './skill-pairs.js';
import { timeToClose, type TimeToClose } from './time-to-close.js';
import { trend, type Trend, type TrendUnit } from './trend.js';
import { years, type Years } from './years.js';
import { topSkills, type SkillShare } from './skills.js';
import { storeTotals, type StoreTotals } from './totals.js';

export interface MarketFigures {
  /** Of the whole store, whatever the filter. */
  totals: StoreTotals;
  basis: Basis;
  rolesByLevels: RolesByLevels;
  shares: Record<Dimension, ShareList>;
  skills: ShareList<SkillShare>;
  skillPairs: SkillPairs;
  /** All postings, the most frequent roles and the most frequent skills. */
  trend: Trend;
  /** Null where the data spans fewer than two whole months. */
  movers: Movers | null;
  pay: Pay;
  years: Years;
  timeToClose: TimeToClose;
  /** Null unless there is something to compare with (`FigureOptions.versus`). */
  comparison: Comparison | null;
}

export interface FigureOptions {
  /** Bounds every list; 1 to 10,000. */
  top: number;
  /** Figures of fewer postings are withheld. */
  minCount?: number;
  /** Unit of the trend; absent: month. */
  by?: TrendUnit;
  /** Another selection to stand beside this one. */
  versus?: PostingFilter;
  /** What risers and fallers are told of; absent: chosen from the data. */
  spans?: Spans;
}

/** @throws UsageError for a bad filter, `top` or `minCount`. */
export async function marketFigures(
  d: Database,
  filter: PostingFilter,
  options: FigureOptions,
): Promise<MarketFigures> {
  const top = wholeNumber('top', options.top, 1, 10_000);
  const minCount =
    options.minCount === undefined ? undefined : wholeNumber('min-count', options.minCount, 1, 1000);
  return inOneMoment(d, async (tx) => {
    const basis = await readBasis(tx, filter, minCount);
    const shares = await sharesByEach(tx, basis, top);
    const skills = await topSkills(tx, basis, top);
    const versus = options.versus === undefined ? null : await readBasis(tx, options.versus, minCount);
    const comparison = versus && (await compare(tx, basis, versus, top));
    return {
      totals: await storeTotals(tx),
      basis,
      rolesByLevels: await rolesByLevels(tx, basis),
      shares,
      skills,
      skillPairs: await skillPairs(tx, basis, top),
      trend: await trend(tx, basis, options.by ?? 'month', [
        { by: 'role', ids: idsOf(shares.role) },
        { by: 'skill', ids: idsOf(skills) },
      ]),
      movers: await movers(tx, basis, options.spans === undefined ? { top } : { top, spans: options.spans }),
      pay: await pay(tx, basis, top),
      years: await years(tx, basis, top),
      timeToClose: await timeToClose(tx, basis, top),
      comparison,
    };
  });
}

/** How many roles and skills the trend of a report shows. */
const SERIES = 10;

function idsOf(list: ShareList): string[] {
  return list.items.slice(0, SERIES).map(({ id }) => id);
}

/**
 * Statements that see the same rows, whatever is written meanwhile, and read the same selection once. Sorts and hashes
 * of a few hundred thousand narrow rows stay in memory, and nothing is compiled: what JIT saves of a second it costs
 * itself. Reading an index costs what reading a table costs: these rows are in memory.
 * @param rows of an earlier moment that are to stand for those of this one; what is read comes to it.
 */
export function inOneMoment<T>(d: Database, read: (tx: Reader) => Promise<T>, rows?: KeptRows): Promise<T> {
  return d.orm.transaction(
    async (tx) => {
      keepRows(tx, rows);
      keepNumbers(d.orm, tx);
      await tx.execute(
        sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('random_page_cost', '1', true)`,
      );
      return read(tx);
    },
    // Not read only: `knowFacts` makes a table that goes with it.
    { isolationLevel: 'repeatable read' },
  );
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${name}: expected a whole number from ${least} to ${most}, got ${value}`);
}
