import type { Scan } from './description/scan.js';
import { foldWord } from './text/fold.js';
import { GLUED, HARD, NEWLINE, STOP, type Tokens } from './text/tokens.js';
import { MARKS } from './text/vocabulary.js';

/** A name that no skill alias covers, at `[start, end)` of the text. */
export interface Term {
  /** The same for all ways to write it in capitals and accents. */
  key: string;
  text: string;
  start: number;
  end: number;
}

/** One item of an enumeration: tokens `[from, to)`. */
interface Item {
  from: number;
  to: number;
  /** A skill alias covers some of it. */
  known: boolean;
}

/** A name is a word or two; three words in a row are prose. */
const MOST_WORDS = 2;
/** Items further than this from a known skill are another list. */
const REACH = 2;
const BETWEEN = new Set([
  'and',
  'or',
  'und',
  'oder',
  'et',
  'ou',
  'y',
  'e',
  'o',
  'i',
  'lub',
  'oraz',
  'en',
  'of',
]);
/** Words behind which names of skills follow. */
const CUES = new Set(
  'with in of using knowledge experience like including mit in avec en con z w'.split(' '),
);
const CUE_NOUNS = new Set(
  'experience expertise knowledge familiarity familiar proficient proficiency skilled background erfahrung kenntnisse expérience connaissance experiencia conocimientos doświadczenie znajomość'
    .split(' ')
    .map(foldWord),
);

/** Names in enumerations beside known skills, and behind "experience with"; in the order of the text. */
export function* termsOf(found: Scan): Generator<Term> {
  const { tokens } = found;
  const covered = new Uint8Array(tokens.count);
  for (const hit of found.skills) {
    // "js" in "Foo.js" is part of another name.
    const inName = tokens.gaps[hit.from] === GLUED && tokens.ids[hit.from - 1] === MARKS['.'];
    if (!inName) covered.fill(1, hit.from, hit.to);
  }
  for (let from = 0; from < tokens.count;) {
    let to = from + 1;
    while (to < tokens.count && tokens.lines[to] === tokens.lines[from] && !endsSentence(tokens, to)) to++;
    yield* termsOfSentence(tokens, from, to, covered);
    from = to;
  }
}

function endsSentence(tokens: Tokens, at: number): boolean {
  const gap = tokens.gaps[at] as number;
  return gap === STOP || gap === NEWLINE;
}

function* termsOfSentence(tokens: Tokens, from: number, to: number, covered: Uint8Array): Generator<Term> {
  const items = itemsOf(tokens, from, to, covered);
  for (const [n, item] of items.entries()) {
    if (item.known || item.to - item.from > MOST_WORDS * 2) continue;
    const beside = items.slice(Math.max(0, n - REACH), n + REACH + 1).some((other) => other.known);
    if (!beside && !followsCue(tokens, from, item.from)) continue;
    if (!isName(tokens, item, item.from === from)) continue;
    const start = tokens.starts[item.from] as number;
    const end = tokens.ends[item.to - 1] as number;
    const text = tokens.text.slice(start, end);
    yield {
      key: text
        .split(/[\s-]+/)
        .map(foldWord)
        .join(' '),
      text,
      start,
      end,
    };
  }
}

/** Cuts a sentence at commas, slashes, brackets, "and", and behind the words that introduce names. */
function itemsOf(tokens: Tokens, from: number, to: number, covered: Uint8Array): Item[] {
  const items: Item[] = [];
  let open: Item | null = null;
  for (let i = from; i < to; i++) {
    const cuts = isBetween(tokens, i) && covered[i] === 0;
    if (open !== null && (cuts || (tokens.gaps[i] as number) >= HARD)) {
      items.push(open);
      open = null;
    }
    if (cuts) continue;
    open ??= { from: i, to: i, known: false };
    open.to = i + 1;
    open.known ||= covered[i] === 1;
  }
  if (open !== null) items.push(open);
  return items;
}

function isBetween(tokens: Tokens, at: number): boolean {
  const id = tokens.ids[at] as number;
  if (id === MARKS['/'] || id === MARKS['&']) return true;
  const word = wordAt(tokens, at);
  return BETWEEN.has(word) || CUES.has(word);
}

function wordAt(tokens: Tokens, at: number): string {
  return tokens.text.slice(tokens.starts[at], tokens.ends[at]).toLowerCase();
}

/** "experience with Foo", "knowledge of Foo": the item follows such words directly. */
function followsCue(tokens: Tokens, from: number, at: number): boolean {
  if (at - 2 < from || !CUES.has(wordAt(tokens, at - 1))) return false;
  return CUE_NOUNS.has(foldWord(wordAt(tokens, at - 2)));
}

/**
 * One or two words, each with a capital letter or a digit, or with marks in it ("Foo.js", "F#"). The first word of a
 * sentence has its capital from there, so it must have another.
 */
function isName(tokens: Tokens, item: Item, opens: boolean): boolean {
  let words = 0;
  for (let i = item.from; i < item.to; i++) {
    const id = tokens.ids[i] as number;
    if (id > 0 && id < 8) continue;
    if (i === item.from || tokens.gaps[i] !== GLUED) words++;
    const text = tokens.text.slice(tokens.starts[i], tokens.ends[i]);
    const inner = i === item.from && opens ? text.slice(1) : text;
    const glued = i > item.from && tokens.gaps[i] === GLUED;
    if (!glued && !/\p{Lu}/u.test(inner) && !/\p{L}.*\d/u.test(inner)) return false;
  }
  const length = (tokens.ends[item.to - 1] as number) - (tokens.starts[item.from] as number);
  return words > 0 && words <= MOST_WORDS && length >= 2;
}
