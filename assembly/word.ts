import { at, CHECKS, SLOT_MASK, SLOTS } from './desk';

/** Not in the vocabulary. */
export const UNKNOWN: i32 = 0;
/** A cell holds the id in these bits and the upper ones of the check above them. */
const ID_BITS: i32 = 20;
const ID_MASK: i32 = (1 << ID_BITS) - 1;

// Odd, with bits set all over: the digits of the golden ratio, and those of xxHash's second and third prime.
const FIRST_FACTOR: u64 = 0x9e3779b97f4a7c15;
const SECOND_FACTOR: u64 = 0xc2b2ae3d27d4eb4f;
const LAST_FACTOR: u64 = 0x165667b19e3779f9;

/** Places of a word that are hashed at once: one for each letter below 256, three for each above; see `spell`. */
export const BLOCK: i32 = 16;
/** Words of one bucket of the table, which are compared at once. */
const BUCKET_SHIFT: i32 = 4;
const BUCKET: i32 = 4;

/**
 * The hash of a word's places, sixteen at a time from 0: of the last those behind the word are 0. A stranger passes
 * for one of the words if it has the check (32 bits) of one that is met on the way from its bucket: once in some 10^9.
 */
export function mix(hash: u64, first: u64, second: u64): u64 {
  const half = (hash ^ first) * FIRST_FACTOR;
  return (half ^ (half >> 32) ^ second) * SECOND_FACTOR;
}

// The word that is spelt: its hash so far, and the letters that fill no block yet.
let spelt: u64 = 0;
let first: u64 = 0;
let second: u64 = 0;
let filled: i32 = 0;

/** Adds a folded letter to the word that is spelt; one that fills no place takes two behind a 0, which is no letter. */
export function spell(letter: i32): void {
  if (letter > 0xff) {
    put(0);
    put(letter & 0xff);
    put(letter >> 8);
  } else put(letter);
}

function put(place: i32): void {
  const placed = (place as u64) << ((filled & 7) * 8);
  if (filled < 8) first |= placed;
  else second |= placed;
  if (++filled == BLOCK) fill();
}

/** The hash of the word that was spelt; the next begins anew. */
export function speltHash(): u64 {
  if (filled != 0) fill();
  const hash = spelt;
  spelt = 0;
  return hash;
}

function fill(): void {
  spelt = mix(spelt, first, second);
  first = second = 0;
  filled = 0;
}

/**
 * Id of the word whose folded letters have this hash, else `UNKNOWN`. Nearly always told without a branch on whether it
 * is a word at all, which cannot be foretold.
 */
export function lookup(slots: usize, mask: i32, checks: usize, hash: u64): i32 {
  const check = checkOf(hash);
  const bucket = slots + ((((hash >> 32) as i32) & mask) << BUCKET_SHIFT);
  const cells = v128.load(bucket);
  const alike = alikeIn(cells, check);
  // The last cell where none is alike: an id like any other, which the check then rules out.
  const cell = load<i32>(bucket + ((ctz(alike | (1 << (BUCKET - 1))) as usize) << 2));
  const id = cell & ID_MASK;
  const known = load<i32>(checks + ((id as usize) << 2)) == check;
  if (!known && (alike != 0 || i32x4.extract_lane(cells, 3) != UNKNOWN))
    return search(slots, mask, checks, hash);
  return known ? id : UNKNOWN;
}

/** The same, where one of the bucket is much like the word or the bucket has run over. */
function search(slots: usize, mask: i32, checks: usize, hash: u64): i32 {
  const check = checkOf(hash);
  let slot = ((hash >> 32) as i32) & mask;
  while (true) {
    const bucket = slots + (slot << BUCKET_SHIFT);
    for (let at = 0; at < BUCKET; at++) {
      const cell = load<i32>(bucket + ((at as usize) << 2));
      if (cell == UNKNOWN) return UNKNOWN;
      if (load<i32>(checks + (((cell & ID_MASK) as usize) << 2)) == check) return cell & ID_MASK;
    }
    slot = (slot + 1) & mask;
  }
}

/** A bit for each cell that has the upper bits of the check. */
function alikeIn(cells: v128, check: i32): i32 {
  const differ = i32x4.shr_u(v128.xor(cells, i32x4.splat(check)), ID_BITS);
  return i32x4.bitmask(i32x4.eq(differ, i32x4.splat(0)));
}

/**
 * Enters the words that stand at `letters`, one behind the other with a 0 behind each, into the table at `SLOTS` under
 * the ids from `from` on.
 */
export function enter(letters: usize, count: i32, from: i32): void {
  const slots = at(SLOTS);
  const mask = load<i32>(SLOT_MASK);
  const checks = at(CHECKS);
  let unit = letters;
  for (let id = from; id < from + count; id++) {
    for (; load<u16>(unit) != 0; unit += 2) spell(load<u16>(unit) as i32);
    const hash = speltHash();
    unit += 2;
    const check = checkOf(hash);
    let cell = slots + ((((hash >> 32) as i32) & mask) << BUCKET_SHIFT);
    const end = slots + ((mask + 1) << BUCKET_SHIFT);
    while (load<i32>(cell) != UNKNOWN) {
      cell += 4;
      if (cell == end) cell = slots;
    }
    store<i32>(cell, (check & ~ID_MASK) | id);
    store<i32>(checks + ((id as usize) << 2), check);
  }
}

/** Other bits than those that say the bucket. */
function checkOf(hash: u64): i32 {
  return (((hash ^ (hash >> 29)) * LAST_FACTOR) >> 32) as i32;
}
