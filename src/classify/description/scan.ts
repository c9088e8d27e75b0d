import type { SectionKind } from '../taxonomy/authored.js';
import type { CompiledTaxonomy, PhraseMeaning } from '../taxonomy/compiled.js';
import { COLON, NEWLINE, STOP, type Tokens } from '../text/tokens.js';
import { MARKS } from '../text/vocabulary.js';

/** A phrase that some rule knows, at tokens `[from, to)`. */
export interface Hit {
  from: number;
  to: number;
  meaning: PhraseMeaning;
}

/** Everything one pass over a text finds; later steps read only this. */
export interface Scan {
  tokens: Tokens;
  /** Phrases that are (or block) skills, by start, longest first. */
  skills: Hit[];
  signals: Hit[];
  said: Hit[];
  /** Tokens before which a negation ends. */
  negated: Set<number>;
  sections: SectionMark[];
  /** What single lines say of themselves ("a plus"), by line number. */
  inline: Map<number, SectionKind>;
  /** Tokens that are a word for "years" or "months". */
  years: number[];
}

/** From token `from` on the text is of this kind, until the next mark. */
export interface SectionMark {
  from: number;
  kind: SectionKind;
  rule: string;
}

/** A heading has at most this many words besides the phrase that makes it one. */
const HEADING_SPARE_WORDS = 4;

/** One pass: every phrase of every rule, addresses on the web left out. */
export function scan(tokens: Tokens, taxonomy: CompiledTaxonomy): Scan {
  const result: Scan = {
    tokens,
    skills: [],
    signals: [],
    said: [],
    negated: new Set(),
    sections: [],
    inline: new Map(),
    years: [],
  };
  const { phrases, meanings, words } = taxonomy;
  let blindUntil = -1;
  let here: Hit[] = [];
  const onPhrase = (phrase: number, from: number, to: number): void => {
    const meaning = meanings[phrase];
    if (meaning === undefined) return;
    const hit = { from, to, meaning };
    if (meaning.skills.length > 0 || meaning.blocked) here.push(hit);
    if (meaning.signals.length > 0) result.signals.push(hit);
    if (meaning.said !== -1) result.said.push(hit);
    if (meaning.negation) result.negated.add(to);
    if (meaning.heading !== null && isHeading(tokens, from, to)) {
      result.sections.push({ from, ...meaning.heading });
    }
    if (meaning.inline !== null) result.inline.set(tokens.lines[from] ?? 0, meaning.inline);
  };
  for (let i = 0; i < tokens.count; i++) {
    if ((tokens.starts[i] ?? 0) < blindUntil) continue;
    const id = tokens.ids[i] ?? 0;
    if (id === 0) continue;
    if (words.urls.has(id) && isAddress(tokens, i)) {
      blindUntil = endOfWord(tokens.text, tokens.starts[i] ?? 0);
      continue;
    }
    if (words.years.has(id) || words.months.has(id)) result.years.push(i);
    phrases.matchAt(tokens, i, onPhrase);
    if (here.length > 0) {
      if (here.length > 1) here.reverse();
      for (const hit of here) result.skills.push(hit);
      here = [];
    }
  }
  return result;
}

function isAddress(tokens: Tokens, at: number): boolean {
  const end = tokens.ends[at] ?? 0;
  return tokens.text.startsWith('://', end) || tokens.text[end] === '.';
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) > 0x20) end++;
  return end;
}

/**
 * A phrase is a heading when it opens its line and little follows, or a colon does, or when it opens a
 * sentence and a colon follows (texts whose line breaks were lost).
 */
function isHeading(tokens: Tokens, from: number, to: number): boolean {
  const gap = tokens.gaps[from] ?? NEWLINE;
  const behind = tokens.gaps[to] ?? NEWLINE;
  const colon = to < tokens.count && behind === COLON;
  if (gap !== NEWLINE && !opensLine(tokens, from)) return colon && gap >= STOP && isCapital(tokens, from);
  if (colon || to >= tokens.count) return true;
  const line = tokens.lines[from];
  let spare = 0;
  for (let i = to; i < tokens.count && tokens.lines[i] === line; i++) {
    if (++spare > HEADING_SPARE_WORDS) return tokens.gaps[i] === COLON;
    if (tokens.gaps[i + 1] === COLON) return true;
  }
  return !endsSentence(tokens, to - 1);
}

/** Only marks or a number stand before it on its line: "## Requirements", "2. Requirements". */
function opensLine(tokens: Tokens, from: number): boolean {
  const line = tokens.lines[from];
  for (let i = from - 1; i >= 0 && tokens.lines[i] === line; i--) {
    const id = tokens.ids[i] ?? 0;
    if (id > 0 && id !== MARKS['#'] && id !== MARKS['.']) return false;
    if (id === 0) return false;
  }
  return true;
}

function isCapital(tokens: Tokens, at: number): boolean {
  const letter = tokens.text[tokens.starts[at] ?? 0] ?? '';
  return letter !== letter.toLowerCase();
}

/** A line that ends with a full stop is a sentence, not a heading. */
function endsSentence(tokens: Tokens, at: number): boolean {
  const newline = tokens.text.indexOf('\n', tokens.ends[at] ?? 0);
  const end = newline === -1 ? tokens.text.length : newline;
  return tokens.text.slice(0, end).trimEnd().endsWith('.');
}
