import { FOLD, SILENT } from './fold.js';

/** Ids of the marks that are tokens of their own. Words start at `FIRST_WORD`. */
export const MARKS = { '.': 1, '+': 2, '#': 3, '/': 4, '&': 5, '@': 6 } as const;
const FIRST_WORD = 8;
/** A word no rule knows. */
export const UNKNOWN = 0;
/** Pure digits up to this many become their value: `-1 - value`. Longer ones are ids and telephone numbers. */
const MAX_DIGITS = 6;

/** Token id of a number. */
export function numberToken(value: number): number {
  return -1 - value;
}

/** Value of a number token, or null for any other token. */
export function numberOf(token: number): number | null {
  return token < 0 ? -1 - token : null;
}

/**
 * Every word that some rule uses, each with a small id. Looking a word up while reading a text costs one
 * hash that the tokenizer has computed on the way and, mostly, one comparison; no string is made.
 */
export class Vocabulary {
  #ids = new Map<string, number>();
  #words: string[] = [];
  #slots = new Int32Array(0);
  #mask = 0;
  /** Full hash, length and place in `#letters` of each word, by id: most strangers differ in the hash alone. */
  #hashes = new Int32Array(0);
  #lengths = new Int32Array(0);
  #offsets = new Int32Array(0);
  #letters = new Uint16Array(0);

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

  /** Builds the lookup table; call once after the last `add`. Load factor at most one quarter. */
  freeze(): void {
    let size = 1024;
    while (size < this.#words.length * 4) size *= 2;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    this.#hashes = new Int32Array(this.size);
    this.#lengths = new Int32Array(this.size);
    this.#offsets = new Int32Array(this.size);
    this.#letters = new Uint16Array(this.#words.reduce((sum, word) => sum + word.length, 0));
    let offset = 0;
    this.#words.forEach((word, index) => {
      const id = FIRST_WORD + index;
      let hash = 0;
      for (let i = 0; i < word.length; i++) {
        this.#letters[offset + i] = word.charCodeAt(i);
        hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
      }
      this.#hashes[id] = hash;
      this.#lengths[id] = word.length;
      this.#offsets[id] = offset;
      offset += word.length;
      let slot = spread(hash) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    });
  }

  /** Id of the word at `text[start…]`, whose folded letters hash to `hash` and number `length`. */
  lookup(text: string, start: number, hash: number, length: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] as number;
      if (id === 0) return UNKNOWN;
      if (this.#hashes[id] === hash && this.#lengths[id] === length && this.#sameLetters(id, text, start))
        return id;
    }
  }

  #sameLetters(id: number, text: string, start: number): boolean {
    const letters = this.#letters;
    let at = this.#offsets[id] as number;
    const end = at + (this.#lengths[id] as number);
    for (let i = start; at < end; i++) {
      const folded = FOLD[text.charCodeAt(i)] as number;
      if (folded === SILENT) continue;
      if (letters[at] !== folded) return false;
      at++;
    }
    return true;
  }
}

/** Of the word hash, FNV-1a's on code units: hash = (hash ^ unit) * prime, from 0. */
export const HASH_PRIME = 0x01000193;

/** The product leaves the low bits poor; the table takes its slot from all of them. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
