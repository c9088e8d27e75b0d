/** One thing that was counted. */
export interface Counted {
  text: string;
  count: number;
  examples: string[];
}

interface Entry extends Counted {
  /** How often it may have been seen before it was (re)entered. */
  missed: number;
}

const MOST_EXAMPLES = 3;

/**
 * Counts in bounded memory (lossy counting, Manku and Motwani 2002): when there are too many different things, the
 * rarest are dropped. What is frequent stays; a count is too low by at most `droppedAt`.
 */
export class LossyCounter {
  #entries = new Map<string, Entry>();
  #capacity: number;
  /** Things seen at most this often may have been dropped. */
  droppedAt = 0;

  /** @param capacity different things kept. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @param key what counts as the same; `text` is how it was first written. */
  add(key: string, text: string, example: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { text, count: 1, missed: this.droppedAt, examples: [example] });
      while (this.#entries.size > this.#capacity) this.#drop();
      return;
    }
    entry.count++;
    if (entry.examples.length < MOST_EXAMPLES && !entry.examples.includes(example))
      entry.examples.push(example);
  }

  #drop(): void {
    this.droppedAt++;
    for (const [key, entry] of this.#entries) {
      if (entry.count + entry.missed <= this.droppedAt) this.#entries.delete(key);
    }
  }

  /** The most frequent first, then by text. */
  top(limit: number, atLeast: number): Counted[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.count >= atLeast)
      .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, limit)
      .map(({ text, count, examples }) => ({ text, count, examples }));
  }
}
