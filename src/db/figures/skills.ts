import { katz } from '../../domain/statistics/differences.js';
import type { Interval } from '../../domain/statistics/wilson.js';
import type { Basis } from './basis.js';
import { byCount, tallyRequirements } from './counts.js';
import { rowsOf } from './rows.js';
import { skillsOf } from './skills-of.js';
import { shareOf, type Share, type ShareList } from './shares.js';
import { restOfMarket, type Reader } from './selection.js';

/** How a share stands to the same share in the rest of the market. */
export interface Lift {
  /** Share in the selection / share in the rest. */
  ratio: number;
  /** Katz's 95 % interval of the ratio. */
  interval: Interval;
  rest: { count: number; of: number; share: number };
}

export interface SkillShare extends Share {
  category: string;
  /** How many of `count` ask for it as a requirement, and how many would only like it. */
  required: number;
  preferred: number;
  /**
   * Against all other postings of the same period and state; null where there are none, or where they name it fewer
   * than `minCount` times.
   */
  lift: Lift | null;
}

/** Skills that the postings of a selection name; shares of all of them, also of those that name none. */
export async function topSkills(d: Reader, basis: Basis, top: number): Promise<ShareList<SkillShare>> {
  const { minCount, postings } = basis;
  const here = await rowsOf(d, basis.filter);
  const { all: counts, required, preferred } = tallyRequirements(here);
  const others = restOfMarket(basis.filter);
  const rest = others === null ? null : await skillsOf(d, others);
  const restCounts = rest && rest.counts;
  const of = rest?.postings ?? 0;
  const rows = [...here.skillNames].flatMap(([number, { id, label, category }]) => {
    const at = (tallied: Int32Array | null): number => tallied?.[number] ?? 0;
    if (at(counts) === 0) return [];
    const parts = { required: at(required), preferred: at(preferred), rest: at(restCounts) };
    return [{ id, label, category, count: at(counts), ...parts }];
  });
  const enough = rows.filter(({ count }) => count >= minCount);
  return {
    of: postings,
    coverage: postings === 0 ? null : basis.known.skills / postings,
    distinct: rows.length,
    withheld: rows.length - enough.length,
    items: enough
      .toSorted(byCount)
      .slice(0, top)
      .map(({ rest: restCount, ...row }) => ({
        ...row,
        ...shareOf(row.count, postings),
        lift: restCount < minCount ? null : liftOf(row.count, postings, restCount, of),
      })),
  };
}

function liftOf(count: number, of: number, restCount: number, restOf: number): Lift | null {
  const ratio = katz(count, of, restCount, restOf);
  return ratio && { ...ratio, rest: { count: restCount, of: restOf, share: restCount / restOf } };
}
