import type { RawPosting } from '../../domain/posting.js';
import type { Item } from './item.js';
import { BOARDS } from './registry.js';

/** Postings held until all their locations are known; more than any board of such a service has. */
const MAX_HELD = 5000;

type Raw = Extract<Item, { type: 'raw' }>;

/**
 * Some services list a posting once for every location (Rippling, Workable). Such entries become one posting with all
 * its locations; as postings of their own they would overwrite each other, since they have one id. Their neighbours
 * pass through as they come.
 */
export async function* onePerPosting(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const held = new Map<string, Raw>();
  try {
    for await (const item of items) {
      const key = item.type === 'raw' ? keyOf(item.raw) : null;
      if (item.type !== 'raw' || key === null) {
        yield item;
        continue;
      }
      const first = held.get(key);
      held.set(key, first === undefined ? item : { ...first, raw: joined(first.raw, item.raw) });
      if (held.size < MAX_HELD) continue;
      yield* held.values();
      held.clear();
    }
  } catch (error) {
    // What was read before a fault stays valid.
    yield* held.values();
    throw error;
  }
  yield* held.values();
}

function keyOf(raw: RawPosting): string | null {
  if (raw.sourceId === null || raw.sourceId === '') return null;
  const perLocation = BOARDS.some((board) => board.name === raw.source && board.perLocation === true);
  return perLocation ? JSON.stringify([raw.source, raw.scope, raw.sourceId]) : null;
}

/** The first entry's words, with every location; a single country only where all entries agree on it. */
function joined(first: RawPosting, next: RawPosting): RawPosting {
  const samePlace = JSON.stringify(first.place) === JSON.stringify(next.place);
  const sameCountry = first.place?.country === next.place?.country;
  const country = sameCountry ? (first.place?.country ?? null) : null;
  return {
    ...first,
    locations: [...new Set([...first.locations, ...next.locations])],
    place: samePlace ? first.place : { country, region: null, city: null },
    description: first.description ?? next.description,
    // "Remote" in one entry and an office in another: which it is, is the applicant's choice.
    remote: first.remote === next.remote ? first.remote : null,
  };
}
