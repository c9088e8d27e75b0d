/**
 * What the taxonomy does not know: names that stand in lists of skills and are none, titles that no rule explains,
 * words of titles that no rule uses. Reads one posting after the other in bounded memory.
 */
import { classify, type ClassifierInput } from './classify.js';
import { scan } from './description/scan.js';
import { LossyCounter, type Counted } from './lossy-counter.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import { foldWord } from './text/fold.js';
import { tokenize } from './text/tokenize.js';
import { Tokens } from './text/tokens.js';
import { MARKS, UNKNOWN } from './text/vocabulary.js';
import { termsOf } from './suggest-terms.js';

/** Frequent unknowns, most frequent first; each counted once a posting. */
export interface Suggestions {
  postings: number;
  /** Names in lists of skills. */
  terms: Suggestion[];
  /** Whole titles that no title rule explains. */
  titles: Suggestion[];
  /** Words of titles that no rule uses. */
  words: Suggestion[];
}

export interface Suggestion extends Counted {
  /** Of the postings read. */
  share: number;
}

/** Different things kept of each kind: some 40 MB at most, and far more than a person reads. */
const CAPACITY = 50_000;
const LONGEST_EXAMPLE = 160;
const SHORTEST_WORD = 3;

/** Collects unknowns over any number of postings. */
export class Suggester {
  #taxonomy: CompiledTaxonomy;
  #tokens = new Tokens();
  #terms: LossyCounter;
  #titles: LossyCounter;
  #words: LossyCounter;
  #postings = 0;

  constructor(taxonomy: CompiledTaxonomy, capacity = CAPACITY) {
    this.#taxonomy = taxonomy;
    this.#terms = new LossyCounter(capacity);
    this.#titles = new LossyCounter(capacity);
    this.#words = new LossyCounter(capacity);
  }

  get postings(): number {
    return this.#postings;
  }

  add(posting: ClassifierInput): void {
    this.#postings++;
    this.#addTitle(posting);
    const found = scan(
      tokenize(posting.description, this.#taxonomy.vocabulary, this.#tokens),
      this.#taxonomy,
    );
    const seen = new Set<string>();
    for (const term of termsOf(found)) {
      if (seen.has(term.key)) continue;
      seen.add(term.key);
      this.#terms.add(term.key, term.text, around(posting.description, term.start, term.end));
    }
  }

  #addTitle(posting: ClassifierInput): void {
    const title = posting.title.slice(0, LONGEST_EXAMPLE).replaceAll(/\s+/g, ' ').trim();
    if (title === '') return;
    const { evidence } = classify({ title, description: '' }, this.#taxonomy, { evidence: true });
    const tokens = tokenize(title, this.#taxonomy.vocabulary, this.#tokens);
    const words: string[] = [];
    const unknown = new Map<string, string>();
    for (let i = 0; i < tokens.count; i++) {
      const id = tokens.ids[i] as number;
      const text = title.slice(tokens.starts[i], tokens.ends[i]);
      if (id === UNKNOWN || id > MARKS['@']) words.push(foldWord(text));
      if (id === UNKNOWN && text.length >= SHORTEST_WORD && !/\d/.test(text))
        unknown.set(foldWord(text), text);
    }
    for (const [key, text] of unknown) this.#words.add(key, text, title);
    const explained = evidence.some((item) => item.about === 'role' && item.field === 'title' && item.used);
    if (!explained && words.length > 0) this.#titles.add(words.join(' '), title, title);
  }

  /** @param top how many of each kind; @param atLeast postings that must have it. */
  suggestions(top: number, atLeast: number): Suggestions {
    const list = (counter: LossyCounter): Suggestion[] =>
      counter.top(top, atLeast).map((item) => ({ ...item, share: item.count / Math.max(1, this.#postings) }));
    return {
      postings: this.#postings,
      terms: list(this.#terms),
      titles: list(this.#titles),
      words: list(this.#words),
    };
  }
}

/** The line around `[start, end)`, cut to what a person takes in at a glance. */
function around(text: string, start: number, end: number): string {
  const spare = Math.max(0, (LONGEST_EXAMPLE - (end - start)) >> 1);
  const before =
    text
      .slice(Math.max(0, start - spare), start)
      .split('\n')
      .at(-1) ?? '';
  const behind = text.slice(end, end + spare).split('\n')[0] ?? '';
  return `${before}${text.slice(start, end)}${behind}`.replaceAll(/\s+/g, ' ').trim();
}
