/** A place in the phrases, after some of their words: where each next word leads, and what ends here. */
export interface Place {
  next: Map<number, number> | null;
  any: readonly number[];
  /** Places reached without a word. */
  free: readonly number[];
  phrases: readonly number[];
}

/** All places in a few typed arrays: quick to store and to read again, and to keep. Lists of place `p` are at `[from[p], from[p + 1])`. */
export interface Places {
  count: number;
  nextFrom: Int32Array;
  /** Words that lead on, ascending, and where each leads. */
  nextTokens: Int32Array;
  nextTargets: Int32Array;
  anyFrom: Int32Array;
  any: Int32Array;
  freeFrom: Int32Array;
  free: Int32Array;
  phrasesFrom: Int32Array;
  phrases: Int32Array;
}

export function flatten(places: readonly Place[]): Places {
  const next = places.map((place) => [...(place.next ?? [])].sort(([a], [b]) => a - b));
  const [nextFrom, ways] = joined(next);
  const [anyFrom, any] = joined(places.map((place) => place.any));
  const [freeFrom, free] = joined(places.map((place) => place.free));
  const [phrasesFrom, phrases] = joined(places.map((place) => place.phrases));
  return {
    count: places.length,
    nextFrom,
    nextTokens: Int32Array.from(ways, ([token]) => token),
    nextTargets: Int32Array.from(ways, ([, target]) => target),
    anyFrom,
    any: Int32Array.from(any),
    freeFrom,
    free: Int32Array.from(free),
    phrasesFrom,
    phrases: Int32Array.from(phrases),
  };
}

function joined<Item>(lists: readonly (readonly Item[])[]): [from: Int32Array, all: Item[]] {
  const from = new Int32Array(lists.length + 1);
  const all: Item[] = [];
  lists.forEach((list, at) => {
    for (const item of list) all.push(item);
    from[at + 1] = all.length;
  });
  return [from, all];
}

/** Where `token` leads from `place`, or -1. */
export function nextPlace(places: Places, place: number, token: number): number {
  let low = places.nextFrom[place] as number;
  let high = places.nextFrom[place + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = places.nextTokens[middle] as number;
    if (at === token) return places.nextTargets[middle] as number;
    if (at < token) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** The items of one of a place's lists. */
export function listOf(from: Int32Array, items: Int32Array, place: number): Int32Array {
  return items.subarray(from[place], from[place + 1]);
}
