import { storeTotals } from '../db/figures/totals.js';
import type { Reader } from '../db/figures/selection.js';

/** What to do where nothing was found; null where something was. */
export async function hintFor(d: Reader, found: number): Promise<string | null> {
  if (found > 0) return null;
  const { postings, classified, pending } = await storeTotals(d);
  if (postings === 0)
    return 'Nothing is stored yet. Ask the person to run `rolemill run FILE_OR_URL` (or `rolemill demo`) first.';
  if (classified === 0)
    return `${pending} postings are stored and none is classified yet: \`rolemill work\` classifies them.`;
  return `No posting fits this filter; ${classified} are classified. Leave out a part of the filter.`;
}
