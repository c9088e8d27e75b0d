/** The facets of a Workday search: what it can be narrowed by, and how many postings each value has. */
import { isObject, textOf, type Json } from './item.js';

export interface Facet {
  name: string;
  values: { id: string; count: number }[];
}

/** Places are the facet of which a posting has several: their counts say nothing of the whole. */
const MANY_VALUED = /location|country|city|region|state/i;
/** Facets lie in groups (`locationMainGroup` holds countries and sites), never deeper. */
const MAX_DEPTH = 4;

/** The facets of an answer that can still be applied: of one that is, the counts take no notice of it. */
export function facetsIn(answer: unknown, applied: Readonly<Record<string, unknown>>): Facet[] {
  const found: Facet[] = [];
  collect(isObject(answer) ? answer['facets'] : null, found, 0);
  return found.filter(({ name, values }) => !Object.hasOwn(applied, name) && values.length > 1);
}

function collect(list: unknown, found: Facet[], depth: number): void {
  if (!Array.isArray(list) || depth > MAX_DEPTH) return;
  for (const facet of list.filter(isObject)) {
    const [name, values] = [textOf(facet['facetParameter']), facet['values']];
    if (name === null || !Array.isArray(values)) continue;
    const own = values.filter(isObject).flatMap(valueOf);
    if (own.length > 0) found.push({ name, values: own });
    collect(values, found, depth + 1);
  }
}

function valueOf(value: Json): Facet['values'] {
  const [id, count] = [textOf(value['id']), value['count']];
  if (id === null || typeof count !== 'number' || count <= 0) return [];
  return [{ id, count }];
}

/**
 * The facet to read a search by: one that every posting has (its counts add up to the most), and of those the one that
 * cuts it into the smallest parts.
 */
export function splittingFacet(facets: readonly Facet[]): Facet | null {
  const usable = countable(facets);
  const most = statedCount(facets);
  const largest = ({ values }: Facet): number => Math.max(...values.map(({ count }) => count));
  const [best] = usable.filter((facet) => sum(facet) === most).toSorted((a, b) => largest(a) - largest(b));
  return best ?? null;
}

/** Postings that there are at least: the most that one facet counts. */
export function statedCount(facets: readonly Facet[]): number {
  return Math.max(0, ...countable(facets).map(sum));
}

function countable(facets: readonly Facet[]): readonly Facet[] {
  const single = facets.filter(({ name }) => !MANY_VALUED.test(name));
  return single.length > 0 ? single : facets;
}

function sum({ values }: Facet): number {
  return values.reduce((total, { count }) => total + count, 0);
}
