/** Addresses of pages: filters as the API has them, and what a page knows besides. */
import type { TaxonomyIds } from '../../classify/taxonomy/ids.js';
import type { Reader } from '../../db/figures/selection.js';
import type { PostingFilter } from '../../db/filter.js';
import { UsageError } from '../../domain/errors.js';
import { filterOfText } from '../schemas/filter.js';

export interface Address {
  filter: PostingFilter;
  /** Values of the page's own parameters. */
  own: ReadonlyMap<string, string>;
}

/**
 * @param url path and query of the request.
 * @param own parameters of the page that are no filters.
 * @throws UsageError for unknown parameters, ids, sources, versions and values.
 */
export async function readAddress(
  url: string,
  own: readonly string[],
  ids: TaxonomyIds,
  d: Reader,
): Promise<Address> {
  const params = searchOf(url);
  const mine = new Map<string, string>();
  for (const name of own) {
    const value = params.get(name);
    if (value !== null) mine.set(name, value);
    params.delete(name);
  }
  return { filter: await filterOfText(params.toString(), ids, d), own: mine };
}

/** A form sends its empty fields too: the address without them, or null where there are none. */
export function tidyAddress(url: string): string | null {
  const [path = '/'] = url.split('?');
  const params = [...searchOf(url)];
  const said = params.filter(([, value]) => value.trim() !== '');
  if (said.length === params.length) return null;
  const query = new URLSearchParams(said).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** `?role=a%2Cb&since=...` of a filter and further parameters, or nothing. */
export function queryOf(filter: PostingFilter, more: Record<string, string | number | null> = {}): string {
  const all = { ...filter, ...more };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(all) as [
    string,
    string | number | string[] | null | undefined,
  ][]) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') params.set(name, text);
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** @throws UsageError for what is no whole number of the range. */
export function numberOf(
  { own }: Address,
  name: string,
  least: number,
  most: number,
  otherwise: number,
): number {
  const text = own.get(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${name}: expected a whole number from ${least} to ${most}, got "${text}"`);
}

export function searchOf(url: string): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}
