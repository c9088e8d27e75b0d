import { BREAK, FOLD, SILENT } from './fold.js';

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

  /** Builds the lookup table; call once after the last `add`. Load factor at most one half. */
  freeze(): void {
    let size = 1024;
    while (size < this.#words.length * 2) size *= 2;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    this.#words.forEach((word, index) => {
      let hash = 0;
      for (let i = 0; i < word.length; i++) hash = mix(hash, word.charCodeAt(i));
      let slot = hash & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = FIRST_WORD + index;
    });
  }

  /** Id of `text[start, end)`, whose folded letters hash to `hash` and number `length`. */
  lookup(text: string, start: number, end: number, hash: number, length: number): number {
    const slots = this.#slots;
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const id = slots[slot] ?? 0;
      if (id === 0) return UNKNOWN;
      const word = this.#words[id - FIRST_WORD] ?? '';
      if (word.length === length && sameLetters(word, text, start, end)) return id;
    }
  }
}

/** One step of the word hash (FNV-1a's shape, on code units); shared by tokenizer and vocabulary. */
export function mix(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

function sameLetters(word: string, text: string, start: number, end: number): boolean {
  let at = 0;
  for (let i = start; i < end; i++) {
    const folded = FOLD[text.charCodeAt(i)] ?? BREAK;
    if (folded === SILENT) continue;
    if (word.charCodeAt(at) !== folded) return false;
    at++;
  }
  return at === word.length;
}
