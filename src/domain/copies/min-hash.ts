/**
 * MinHash: how much two texts have in common, told from 256 bytes of each.
 *
 * A. Broder, "On the resemblance and containment of documents" (1997): under a random order of all shingles (runs of
 * words), the share of orders in which two texts have the same smallest shingle is the Jaccard similarity of their
 * sets of shingles. Here 128 orders by universal hashing, of each minimum the lowest 16 bits (P. Li, A. König, "b-bit
 * minwise hashing", 2010: what chance agreement that adds, 1 in 65,536, is below the sampling error of 0.03).
 */
const SIZE = 128;
/** Words in a shingle: of three, common phrases alone make no two texts alike. */
const SHINGLE = 3;
/** Texts of fewer words than this say too little to be told apart by. */
const MIN_WORDS = 12;

/** Bytes of a signature. */
export const SIGNATURE_BYTES = SIZE * 2;

/** Multipliers (odd) and offsets of the 128 orders: fixed, since signatures of different versions meet in a store. */
const [FACTORS, OFFSETS] = makeOrders();

/** @returns null for a text too short to be compared. */
export function minHash(words: readonly string[]): Uint8Array | null {
  if (words.length < MIN_WORDS) return null;
  const shingles = shinglesOf(words);
  const signature = new Uint8Array(SIGNATURE_BYTES);
  for (let order = 0; order < SIZE; order++) {
    const least = minimum(shingles, FACTORS[order] ?? 1, OFFSETS[order] ?? 0);
    signature[2 * order] = least & 0xff;
    signature[2 * order + 1] = (least >>> 8) & 0xff;
  }
  return signature;
}

function shinglesOf(words: readonly string[]): Int32Array {
  const hashes = words.map(hashOf);
  const shingles = new Int32Array(hashes.length - SHINGLE + 1);
  for (let at = 0; at < shingles.length; at++) {
    let shingle = 0;
    for (let n = 0; n < SHINGLE; n++) shingle = mix(Math.imul(shingle, 31) + (hashes[at + n] ?? 0));
    shingles[at] = shingle;
  }
  return shingles;
}

/** The smallest of all in one order. The inner loop, 90,000 rounds for a posting: all of it stays within 32-bit integers. */
function minimum(shingles: Int32Array, factor: number, offset: number): number {
  let least = 0x7fffffff;
  for (let at = 0; at < shingles.length; at++) {
    const product = (Math.imul(shingles[at] ?? 0, factor) + offset) | 0;
    // Low bits of a product depend on low bits only: the high ones are folded in.
    const value = product ^ (product >>> 15);
    if (value < least) least = value;
  }
  return least;
}

/** Estimated Jaccard similarity, 0 to 1. */
export function similarity(a: Uint8Array, b: Uint8Array): number {
  let same = 0;
  for (let at = 0; at < SIGNATURE_BYTES; at += 2) if (a[at] === b[at] && a[at + 1] === b[at + 1]) same++;
  return same / SIZE;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** Finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function makeOrders(): [Int32Array, Int32Array] {
  const factors = new Int32Array(SIZE);
  const offsets = new Int32Array(SIZE);
  for (let order = 0; order < SIZE; order++) {
    factors[order] = mix(2 * order + 1) | 1;
    offsets[order] = mix(0x9e3779b9 + order);
  }
  return [factors, offsets];
}
