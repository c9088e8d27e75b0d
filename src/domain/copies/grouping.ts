import { similarity } from './min-hash.js';

/** Texts are near-identical from here on; docs/duplicates.md has what was measured. */
export const NEAR_IDENTICAL = 0.85;

export interface Member {
  id: string;
  /** Sorts as text in the order of time. */
  firstSeen: string;
  signature: Uint8Array;
}

/**
 * Groups postings of one key by their texts: two are together when a chain of near-identical ones joins them. The
 * result depends on the members alone, not on their order.
 * @returns of every member the canonical one of its group: the earliest first seen, then the smallest id.
 */
export function groupCopies(members: readonly Member[]): Map<string, string> {
  const sorted = members.toSorted((a, b) => compare(a.firstSeen, b.firstSeen) || compare(a.id, b.id));
  const parent = sorted.map((_, n) => n);
  const root = (n: number): number => {
    let at = n;
    while (parent[at] !== at) at = parent[at] ?? at;
    return (parent[n] = at);
  };
  // The smaller index is the earlier posting: it stays the root, and so the canonical one.
  const join = (a: number, b: number): void => {
    const [x, y] = [root(a), root(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  // Equal texts, the commonest case, are joined without comparing each with each.
  const texts = new Map<string, number>();
  sorted.forEach(({ signature }, n) => {
    const text = String.fromCharCode(...signature);
    const known = texts.get(text);
    if (known === undefined) texts.set(text, n);
    else join(known, n);
  });
  for (const [a, b] of candidates(sorted, [...texts.values()])) {
    const [one, other] = [sorted[a], sorted[b]];
    if (one === undefined || other === undefined || root(a) === root(b)) continue;
    if (similarity(one.signature, other.signature) >= NEAR_IDENTICAL) join(a, b);
  }
  return new Map(sorted.map(({ id }, n) => [id, sorted[root(n)]?.id ?? id]));
}

/** Up to here each text is compared with each. */
const COMPARE_ALL = 200;
/** Rows of a band: near-identical texts share one of the 32 bands but for 1 pair in 10 million, unlike ones rarely do. */
const BAND_BYTES = 8;

/**
 * Pairs worth comparing, as indexes into `sorted`. Of many texts under one key (a common title, no company) only those
 * that share a band of their signatures (locality-sensitive hashing: Leskovec, Rajaraman, Ullman, "Mining of Massive
 * Datasets", 3.4).
 */
function* candidates(sorted: readonly Member[], texts: readonly number[]): Generator<[number, number]> {
  if (texts.length <= COMPARE_ALL) {
    for (const [n, b] of texts.entries()) for (const a of texts.slice(0, n)) yield [a, b];
    return;
  }
  const bands = new Map<string, number[]>();
  for (const b of texts) {
    const signature = sorted[b]?.signature ?? new Uint8Array();
    for (let at = 0; at < signature.length; at += BAND_BYTES) {
      const band = `${at}:${String.fromCharCode(...signature.subarray(at, at + BAND_BYTES))}`;
      const others = bands.get(band);
      if (others === undefined) bands.set(band, [b]);
      else {
        for (const a of others) yield [a, b];
        others.push(b);
      }
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
