import { type FactMarks, markNumber, markWord, noMarks } from '../facts/marks.js';
import type { SectionKind } from '../taxonomy/section-kinds.js';
import {
  type CompiledTaxonomy,
  IS_HEADING,
  IS_INLINE,
  IS_NEGATION,
  IS_RESTATED,
  IS_SAID,
  IS_SIGNAL,
  IS_SKILL,
  IS_STORY,
  IS_TITLE_SIGNAL,
  IS_UNHEARD,
  type PhraseMeaning,
} from '../taxonomy/compiled.js';
import { TIME_WORD } from '../text/kinds.js';
import { MATCH } from '../text/reader/reader.js';
import { COLON, NEWLINE, PIPE, STOP, type Tokens } from '../text/tokens.js';
import { MARKS } from '../text/vocabulary.js';
import { markStory, sentenceAt, type Stretch } from './sentence.js';
import { isDigit } from '../text/units.js';

/** A phrase that some rule knows, at tokens `[from, to)`. */
export interface Hit {
  from: number;
  to: number;
  phrase: number;
}

/** Everything one pass over a text finds; later steps read only this. */
export interface Scan {
  tokens: Tokens;
  /** Phrases that are (or block) skills, by start, longest first. */
  skills: Hit[];
  signals: Hit[];
  said: Hit[];
  titleSignals: Hit[];
  /** Stretches in which no signal is heard. */
  unheard: Hit[];
  /** Tokens at which the job is named again. */
  restated: number[];
  /** Tokens before which a negation ends. */
  negated: Set<number>;
  sections: SectionMark[];
  /** Sentences that say what they are ("a plus"), in order. */
  inline: SentenceMark[];
  /** Sentences of the company's own story, in order. */
  story: Stretch[];
  /** By token, the part it stands in; made when first asked for: see sections.ts. */
  parts: Uint8Array | null;
  /** Tokens that are a word for "years" or "months". */
  years: number[];
  /** Where pay, place and kind of employment may be said. */
  marks: FactMarks;
}

/** From token `from` on the text is of this kind, until the next mark. */
export interface SectionMark {
  from: number;
  /** Where its heading ends. */
  to: number;
  /** Null: no heading says. */
  kind: SectionKind | null;
  rule: string;
}

/** Tokens `[from, to)` are of this kind, whatever the heading above says. */
export interface SentenceMark {
  from: number;
  to: number;
  kind: SectionKind;
}

/** A heading has at most this many words besides the phrase that makes it one. */
const HEADING_SPARE_WORDS = 4;

/** A word that speaks for a role in a title ("core", "search") says nothing in a description. */
const OF_DESCRIPTION = ~IS_TITLE_SIGNAL;
const OF_TITLE = 0xffff;

/** Scans a description: one pass, every phrase of every rule, addresses on the web left out. */
export function scan(tokens: Tokens, taxonomy: CompiledTaxonomy): Scan {
  return scanFor(OF_DESCRIPTION, tokens, taxonomy);
}

/** The same for a title. */
export function scanTitle(tokens: Tokens, taxonomy: CompiledTaxonomy): Scan {
  return scanFor(OF_TITLE, tokens, taxonomy);
}

function scanFor(listened: number, tokens: Tokens, taxonomy: CompiledTaxonomy): Scan {
  const result: Scan = {
    tokens,
    skills: [],
    signals: [],
    said: [],
    negated: new Set(),
    sections: [],
    inline: [],
    story: [],
    parts: null,
    titleSignals: [],
    unheard: [],
    restated: [],
    years: [],
    marks: noMarks(),
  };
  const { phrases, meanings, meaningKinds, kinds } = taxonomy;
  const { marks } = result;
  const hear = (is: number, hit: Hit): void => {
    const { from, to, phrase } = hit;
    if (is & IS_SIGNAL) result.signals.push(hit);
    if (is & IS_TITLE_SIGNAL) result.titleSignals.push(hit);
    if (is < IS_SAID) return;
    const { heading, inline } = meanings[phrase] as PhraseMeaning;
    if (is & IS_SAID) result.said.push(hit);
    if (is & IS_UNHEARD) result.unheard.push(hit);
    if (is & IS_RESTATED) result.restated.push(to);
    if (is & IS_NEGATION) result.negated.add(to);
    if (is & IS_HEADING && heading !== null && isHeading(tokens, from, to)) {
      const mark = { from, to, kind: heading.kind, rule: heading.rule };
      markSection(result.sections, mark);
      endLabel(result.sections, tokens, mark);
    }
    if (is & IS_INLINE && inline !== null) markSentence(result.inline, tokens, from, inline);
    if (is & IS_STORY) markStory(result.story, tokens, from, taxonomy.words);
  };
  for (const figure of tokens.figures) markNumber(marks, tokens, figure, kinds);
  const last = phrases.find(tokens, listened) * MATCH;
  const { matches } = phrases;
  for (let at = 0; at < last; at += MATCH) {
    const phrase = matches[at] as number;
    const from = matches[at + 1] as number;
    if (phrase < 0) {
      markWord(marks, ~phrase, from);
      if (~phrase & TIME_WORD) result.years.push(from);
      continue;
    }
    const is = (meaningKinds[phrase] as number) & listened;
    const to = matches[at + 2] as number;
    // A third of all phrases could be headings, and one of eight of these is.
    if (is === IS_HEADING && !isHeading(tokens, from, to)) continue;
    const hit = { from, to, phrase };
    if (is & IS_SKILL) result.skills.push(hit);
    if (is >= IS_SIGNAL) hear(is, hit);
  }
  return result;
}

/** Of headings that overlap the earliest, then the longest counts: "Preferred Qualifications" is one. */
function markSection(sections: SectionMark[], mark: SectionMark): void {
  const last = sections.at(-1);
  if (last !== undefined && mark.from < last.to) {
    if (mark.from === last.from && mark.to > last.to) sections[sections.length - 1] = mark;
    return;
  }
  sections.push(mark);
}

/** Parts that a label of one line ("Benefits: see below") does not open: what follows is what was before. */
const LABELS: ReadonlySet<SectionKind | null> = new Set(['about', 'benefits', 'legal', 'other-jobs']);

/** "Benefits: 30 days" among other labelled lines speaks of its line only. */
function endLabel(sections: SectionMark[], tokens: Tokens, mark: SectionMark): void {
  if (sections.at(-1) !== mark || !LABELS.has(mark.kind) || !isLabel(tokens, mark)) return;
  const before = sections.at(-2);
  // "… | Salary: 60k | Join our team of …": between bars it ends at the next.
  const barred = tokens.gaps[mark.from] === PIPE;
  let next = mark.to;
  while (next < tokens.count && tokens.lines[next] === tokens.lines[mark.from]) {
    if (barred && tokens.gaps[next] === PIPE) break;
    next++;
  }
  if (next >= tokens.count) return;
  sections.push({ from: next, to: next, kind: before?.kind ?? null, rule: before?.rule ?? mark.rule });
}

/** A colon ends the label, within the words that a heading may have, and the same line goes on behind it. */
function isLabel(tokens: Tokens, mark: SectionMark): boolean {
  const line = tokens.lines[mark.from];
  for (let i = mark.to; i <= mark.to + HEADING_SPARE_WORDS && tokens.lines[i] === line; i++) {
    if (i >= tokens.count) return false;
    if (tokens.gaps[i] === COLON) return true;
  }
  return false;
}

/** Marks the sentence (or the line, where it has no full stop) that token `at` stands in. */
function markSentence(marks: SentenceMark[], tokens: Tokens, at: number, kind: SectionKind): void {
  const { from, to } = sentenceAt(tokens, at);
  const last = marks.at(-1);
  if (last !== undefined && last.to > from) last.to = Math.max(last.to, to);
  else marks.push({ from, to, kind });
}

/**
 * A phrase is a heading when it opens its line and little follows, or a colon does, or when it opens a
 * sentence and a colon follows, or a capital in a text whose line breaks were lost ("… at scale.
 * Responsibilities Design and build …").
 */
function isHeading(tokens: Tokens, from: number, to: number): boolean {
  const gap = tokens.gaps[from] ?? NEWLINE;
  const behind = tokens.gaps[to] ?? NEWLINE;
  const colon = to < tokens.count && behind === COLON;
  if (gap !== NEWLINE && !opensLine(tokens, from)) {
    if (!isCapital(tokens, from)) return false;
    return colon ? gap >= STOP || isRunTogether(tokens, from) : isBareHeading(tokens, from, to);
  }
  if (colon || to >= tokens.count) return true;
  const line = tokens.lines[from];
  // "- Experience with Kafka" is what is asked for, under whatever heading it stands.
  if (tokens.lines[to] === line && isListItem(tokens, from)) return hasColon(tokens, to);
  let spare = 0;
  for (let i = to; i < tokens.count && tokens.lines[i] === line; i++) {
    if (++spare > HEADING_SPARE_WORDS) return tokens.gaps[i] === COLON;
    if (tokens.gaps[i + 1] === COLON) return true;
  }
  return !endsSentence(tokens, to - 1);
}

const BULLETS = new Set(Array.from('-–•*·●▪◦‣○■', (mark) => mark.charCodeAt(0)));

/** A bullet stands before it. */
function isListItem({ units, starts }: Tokens, at: number): boolean {
  let before = (starts[at] ?? 0) - 1;
  while (units[before] === 0x20 || units[before] === 0x09 || units[before] === 0xa0) before--;
  return BULLETS.has(units[before] ?? 0);
}

/** A colon stands within the words that a heading may have, on the same line. */
function hasColon(tokens: Tokens, from: number): boolean {
  for (let i = from; i <= from + HEADING_SPARE_WORDS && i < tokens.count; i++) {
    if (tokens.lines[i] !== tokens.lines[from]) return false;
    if (tokens.gaps[i] === COLON) return true;
  }
  return false;
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

/** Room around a heading in which a text with its line breaks would have one. */
const LONG_LINE = 500;

function isRunTogether(tokens: Tokens, from: number): boolean {
  const start = tokens.starts[from] ?? 0;
  return !tokens.text.slice(Math.max(0, start - LONG_LINE), start + LONG_LINE).includes('\n');
}

/** "… at scale. Responsibilities Design …", "… worldwide Who We Are Acme is …": capitals, and one more behind. */
function isBareHeading(tokens: Tokens, from: number, to: number): boolean {
  if (to >= tokens.count || !(isCapital(tokens, to) || isNumber(tokens, to))) return false;
  let capitals = 0;
  for (let i = from; i < to; i++) if (isCapital(tokens, i)) capitals++;
  const opensSentence = tokens.gaps[from] === STOP;
  return (opensSentence || (to - from > 1 && capitals === to - from)) && isRunTogether(tokens, from);
}

/** Whether the token begins with a capital letter. */
function isCapital(tokens: Tokens, at: number): boolean {
  const unit = tokens.units[tokens.starts[at] ?? 0] ?? 0;
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const letter = String.fromCharCode(unit);
  return letter !== letter.toLowerCase();
}

function isNumber(tokens: Tokens, at: number): boolean {
  return isDigit(tokens.units[tokens.starts[at] ?? 0] ?? 0);
}

/** A line that ends with a full stop is a sentence, not a heading. */
function endsSentence(tokens: Tokens, at: number): boolean {
  const { text, units } = tokens;
  const start = tokens.ends[at] ?? 0;
  const newline = text.indexOf('\n', start);
  let end = newline === -1 ? text.length : newline;
  while (end > start && isSpace(units[end - 1] as number)) end--;
  return end > start && units[end - 1] === FULL_STOP;
}

const FULL_STOP = 0x2e;
const LAST_OF_ASCII = 0x7f;

function isSpace(unit: number): boolean {
  if (unit <= LAST_OF_ASCII) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return String.fromCharCode(unit).trim() === '';
}
