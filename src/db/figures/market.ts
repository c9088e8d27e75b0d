/** The numbers of the market report: every figure of one selection, all of one moment. */
import { UsageError } from '../../domain/errors.js';
import type { Database } from '../database.js';
import type { PostingFilter } from '../filter.js';
import { readBasis, type Basis } from './basis.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';
import { rolesByLevels, type RolesByLevels } from './roles-by-levels.js';
import type { Reader } from './selection.js';
import { sharesBy, type ShareList } from './shares.js';
import { topSkills, type SkillShare } from './skills.js';
import { storeTotals, type StoreTotals } from './totals.js';

export interface MarketFigures {
  /** Of the whole store, whatever the filter. */
  totals: StoreTotals;
  basis: Basis;
  rolesByLevels: RolesByLevels;
  shares: Record<Dimension, ShareList>;
  skills: ShareList<SkillShare>;
}

export interface FigureOptions {
  /** Bounds every list; 1 to 10,000. */
  top: number;
  /** Figures of fewer postings are withheld. */
  minCount?: number;
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
    const shares = {} as Record<Dimension, ShareList>;
    for (const dimension of DIMENSIONS) shares[dimension] = await sharesBy(tx, basis, dimension, top);
    return {
      totals: await storeTotals(tx),
      basis,
      rolesByLevels: await rolesByLevels(tx, basis),
      shares,
      skills: await topSkills(tx, basis, top),
    };
  });
}

/** Statements that see the same rows, whatever is written meanwhile. */
export function inOneMoment<T>(d: Database, read: (tx: Reader) => Promise<T>): Promise<T> {
  return d.orm.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${name}: expected a whole number from ${least} to ${most}, got ${value}`);
}
