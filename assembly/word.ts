import { at, CHECKS, SLOT_MASK, SLOTS, UNITS } from './desk';

/** Not in the vocabulary. */
export const UNKNOWN: i32 = 0;
/** A slot holds the id in these bits and the upper ones of the check above them. */
const ID_BITS: i32 = 20;
const ID_MASK: i32 = (1 << ID_BITS) - 1;

// Odd, with bits set all over: the digits of the golden ratio, and those of xxHash's second and third prime.
const FIRST_FACTOR: u64 = 0x9e3779b97f4a7c15;
const SECOND_FACTOR: u64 = 0xc2b2ae3d27d4eb4f;
const LAST_FACTOR: u64 = 0x165667b19e3779f9;

/** Units that are hashed at once. */
export const BLOCK: i32 = 8;

/**
 * The hash of a word's letters, eight at a time from 0: of the last the places behind the word are 0. A stranger passes
 * for one of the words if it has the check (32 bits) of one that is met on the way from its slot: once in some 10^9.
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

/** Adds a folded letter to the word that is spelt. */
export function spell(letter: i32): void {
  const placed = (letter as u64) << ((filled & 3) * 16);
  if (filled < 4) first |= placed;
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

/** Id of the word whose folded letters have this hash, else `UNKNOWN`. */
export function lookup(slots: usize, mask: i32, checks: usize, hash: u64): i32 {
  const check = checkOf(hash);
  let slot = ((hash >> 32) as i32) & mask;
  while (true) {
    const cell = load<i32>(slots + ((slot as usize) << 2));
    if (cell == UNKNOWN) return UNKNOWN;
    // Nearly every stranger is told from the words here by the upper bits of its check.
    if ((cell ^ check) >>> ID_BITS == 0) {
      const id = cell & ID_MASK;
      if (load<i32>(checks + ((id as usize) << 2)) == check) return id;
    }
    slot = (slot + 1) & mask;
  }
}

/**
 * Enters the words that stand at `UNITS`, one behind the other with a 0 behind each, into the table at `SLOTS` under
 * the ids from `from` on.
 */
export function enter(count: i32, from: i32): void {
  const slots = at(SLOTS);
  const mask = load<i32>(SLOT_MASK);
  const checks = at(CHECKS);
  let unit = at(UNITS);
  for (let id = from; id < from + count; id++) {
    for (; load<u16>(unit) != 0; unit += 2) spell(load<u16>(unit) as i32);
    const hash = speltHash();
    unit += 2;
    const check = checkOf(hash);
    let slot = ((hash >> 32) as i32) & mask;
    while (load<i32>(slots + ((slot as usize) << 2)) != UNKNOWN) slot = (slot + 1) & mask;
    store<i32>(slots + ((slot as usize) << 2), (check & ~ID_MASK) | id);
    store<i32>(checks + ((id as usize) << 2), check);
  }
}

/** Other bits than those that say the slot. */
function checkOf(hash: u64): i32 {
  return (((hash ^ (hash >> 29)) * LAST_FACTOR) >> 32) as i32;
}
