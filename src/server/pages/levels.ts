import type { CompiledTaxonomy } from '../../classify/taxonomy/compiled.js';
import type { Share } from '../../db/figures/shares.js';
import { levelColour } from '../../report/html/colours.js';
import { inOrder } from '../../report/market.js';

/** Levels as steps of a ladder, lowest first. */
export function byRank({ levels }: CompiledTaxonomy, items: readonly Share[]): Share[] {
  return inOrder(
    items,
    levels.map(({ id }) => id),
  );
}

/** The colour of each level, the lowest palest. */
export function levelColours({ levels }: CompiledTaxonomy): (id: string) => string {
  const ids = levels.map((level) => level.id);
  return (id) => levelColour(ids.includes(id) ? ids.indexOf(id) : ids.length, ids.length);
}
