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
 * Every word that some rule uses, each with a small id. A word of a text is looked up by a hash that is computed while
 * it is cut (assembly/word.ts): no string is made and no letter compared, which took a third of the time.
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

  /** Makes the words known to the reader; call once after the last `add`. */
  freeze(): void {
    this.reader.enter(this.#words, FIRST_WORD);
  }
}
