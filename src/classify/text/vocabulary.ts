import { Reader } from './reader/reader.js';

/** Ids of the marks that are tokens of their own. Words start at `FIRST_WORD`. */
export const MARKS = { '.': 1, '+': 2, '#': 3, '/': 4, '&': 5, '@': 6 } as const;
export const FIRST_WORD = 8;
/** A word no rule knows. */
export const UNKNOWN = 0;
/** Pure digits up to this many become their value: `-1 - value`. Longer ones are ids and telephone numbers. */
export const MAX_DIGITS = 6;

/** Token id of a number. */
export function numberToken(value: number): number {
  return -1 - value;
}

/** Value of a number token, or null for any other token. */
export function numberOf(token: number): number | null {
  return token < 0 ? -1 - token : null;
}

/**
 * Every word that some rule uses, each with a small id. A word of a text is looked up by two hashes of 32
 * bits that are computed while it is cut: no string is made and no letter compared (which took a third of the
 * time). A stranger passes for one of ten thousand words once in some 10^10.
 */
export class Vocabulary {
  /** Cuts texts into these words. */
  readonly reader = new Reader();
  #ids = new Map<string, number>();
  #words: string[] = [];

  /** Words in the order of their ids; `Vocabulary.of` makes the same vocabulary of them. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** The frozen vocabulary of these words. */
  static of(words: readonly string[]): Vocabulary {
    const vocabulary = new Vocabulary();
    for (const word of words) vocabulary.add(word);
    vocabulary.freeze();
    return vocabulary;
  }

  /** Number of ids handed out, marks included. */
  get size(): number {
    return FIRST_WORD + this.#words.length;
  }

  /** Id of a folded word, made if new. Digits are never stored: they are their own id. */
  add(folded: string): number {
    if (/^\d+$/.test(folded) && folded.length <= MAX_DIGITS) return numberToken(Number(folded));
    const known = this.#ids.get(folded);
    if (known !== undefined) return known;
    const id = FIRST_WORD + this.#words.length;
    this.#words.push(folded);
    this.#ids.set(folded, id);
    return id;
  }

  /** Id of a folded word if some rule knows it, else `UNKNOWN`. */
  get(folded: string): number {
    return this.#ids.get(folded) ?? UNKNOWN;
  }

  wordOf(id: number): string {
    return this.#words[id - FIRST_WORD] ?? '';
  }

  /**
   * Builds the lookup table; call once after the last `add`. Open addressing; a cell holds the id and the upper bits
   * of the check, so that the table of ten thousand words stays in the cache beside the text. At most half is in use.
   */
  freeze(): void {
    let size = 1024;
    while (size < this.#words.length * 2) size *= 2;
    const slots = new Int32Array(size);
    const checks = new Int32Array(this.size);
    const mask = size - 1;
    this.#words.forEach((word, index) => {
      let hash = 0;
      let check = 0;
      for (let i = 0; i < word.length; i++) {
        hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
        check = (Math.imul(check, CHECK_FACTOR) + word.charCodeAt(i)) | 0;
      }
      let slot = spread(hash) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      const id = FIRST_WORD + index;
      slots[slot] = (check & ~ID_MASK) | id;
      checks[id] = check;
    });
    this.reader.useSlots(slots, checks);
  }
}

/** FNV-1a's on code units: hash = (hash ^ unit) * prime, from 0. */
const HASH_PRIME = 0x01000193;
/** The second hash: check = check * factor + unit, from 0. */
const CHECK_FACTOR = 0x2c1b3c6d;

/** Bits of a cell for the id: a million words. */
const ID_MASK = (1 << 20) - 1;

/** The product leaves the low bits poor; the table takes its slot from all of them. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
