import type { Scan } from '../description/scan.js';
import { isSilent, kindAt, sectionAt } from '../description/sections.js';
import {
  type CompiledTaxonomy,
  DIRECT_EXPERIENCE,
  EXPERIENCE,
  MONTHS,
  NO_EXPERIENCE,
  RANGE,
  usesOf,
  type WordUses,
} from '../taxonomy/compiled.js';
import { SOFT, STOP, type Tokens } from '../text/tokens.js';
import { FIRST_WORD, MARKS, numberOf, UNKNOWN } from '../text/vocabulary.js';

/** Years of experience that one phrase asks for, at tokens `[from, to)`. */
export interface YearsMention {
  min: number;
  max: number | null;
  from: number;
  to: number;
  preferred: boolean;
  /** What is asked for in place of a better degree: "a bachelor's and 4 years, or an associate's and 6". */
  instead: boolean;
}

/** Nobody asks for more; above it the number is a date, a page or the age of the company. */
const MOST_YEARS = 25;
/** Words on each side of the number in which a word for experience must stand. */
const WINDOW = 12;

/**
 * Every "5+ years of experience", "3–5 yrs", "two years", "at least 18 months" in the text that speaks of
 * experience: a word for it stands near on the line, and none for an age, a contract or the company's life.
 */
export function readYears(scan: Scan, taxonomy: CompiledTaxonomy): YearsMention[] {
  const mentions: YearsMention[] = [];
  const { words } = taxonomy;
  for (const at of scan.years) {
    const mention = readOne(scan.tokens, at, words);
    if (mention === null) continue;
    const kind = kindAt(scan, at);
    if (isSilent(kind) || kind === 'about' || !isExperience(scan.tokens, mention, at, words)) continue;
    // Not a copy by spreading: that took more time than all the reading.
    mention.preferred = kind === 'preferred' && !isWishedBehind(scan, mention);
    mention.instead = isInstead(scan.tokens, mentions.at(-1), mention);
    mentions.push(mention);
  }
  return mentions;
}

/** "5+ years of sales, ideally in software": what is wished for begins behind the years. */
const WISH_BEHIND = /^[^\n.]{0,160}?[,;(]\s*(?:ideally|preferably)\b/i;

function isWishedBehind(scan: Scan, { from, to }: { from: number; to: number }): boolean {
  const { tokens } = scan;
  if (sectionAt(scan, from) === 'preferred') return false;
  const end = tokens.ends[to - 1] ?? 0;
  if (!WISH_BEHIND.test(tokens.text.slice(end, end + 200))) return false;
  const start = tokens.starts[from] ?? 0;
  return !/\b(?:ideally|prefer\w*|plus|bonus|nice)\b[^\n.]*$/i.test(
    tokens.text.slice(Math.max(0, start - 80), start),
  );
}

/** From the years that go with one degree to those that go with another: an "or", and a few words around it. */
const INSTEAD = /^[^\n.;]{0,60}?(?:\b(?:or|OR|Or)\b|(?<=[a-z])OR\b)[^\n;]{0,60}$/;
const DEGREE = /\b(?:degree|bachelor|master|ph\.?d|b\.?s\.?|m\.?s\.?|b\.?a\.?|diploma|ged|associates?)\b/i;
/** Before the first years, the degree that they go with. */
const DEGREE_REACH = 120;

/** Years behind an "or" in a trade of years for degrees: the first ones count (labelling guide, level 3). */
function isInstead(tokens: Tokens, before: YearsMention | undefined, { from }: { from: number }): boolean {
  if (before === undefined) return false;
  const end = tokens.ends[before.to - 1] ?? 0;
  if (!INSTEAD.test(tokens.text.slice(end, tokens.starts[from]))) return false;
  if (before.instead) return true;
  const start = tokens.starts[before.from] ?? 0;
  return DEGREE.test(tokens.text.slice(Math.max(0, start - DEGREE_REACH), start));
}

function valueOf(tokens: Tokens, at: number, words: WordUses): number | null {
  if (at < 0) return null;
  const id = tokens.ids[at] as number;
  return numberOf(id) ?? words.numbers.get(id) ?? null;
}

/** "10 or more years" */
const OR_MORE = /^or\s+(?:more|greater|above)$/i;
const OR_LENGTH = 2;

/** Reads backwards from the word "years": `5`, `5+`, `3-5`, `3 to 5`, `five (5)`, `5 or more`. */
function readOne(tokens: Tokens, at: number, words: WordUses): YearsMention | null {
  let i = at - 1;
  let open = false;
  if (tokens.ids[i] === MARKS['+']) {
    open = true;
    i--;
  } else if (
    i > 0 &&
    (tokens.ends[i - 1] as number) - (tokens.starts[i - 1] as number) === OR_LENGTH &&
    valueOf(tokens, i, words) === null &&
    OR_MORE.test(tokens.text.slice(tokens.starts[i - 1], tokens.ends[i]))
  ) {
    open = true;
    i -= 2;
  }
  const last = valueOf(tokens, i, words);
  if (last === null) return null;
  const unit = usesOf(words, tokens.ids[at] as number) & MONTHS ? 12 : 1;
  let first: number | null = null;
  let from = i;
  const before = tokens.ids[i - 1] ?? 0;
  const left = valueOf(tokens, i - 1, words);
  if (left !== null && isDash(tokens, i)) {
    first = left;
    from = i - 1;
  } else if (usesOf(words, before) & RANGE) {
    first = valueOf(tokens, i - 2, words);
    if (first !== null) from = i - 2;
  } else if (before === MARKS['+']) {
    first = valueOf(tokens, i - 2, words);
    if (first !== null) from = i - 2;
  }
  const min = (first ?? last) / unit;
  const max = first === null ? null : last / unit;
  if (min > MOST_YEARS || (max !== null && max < min)) return null;
  return { min, max: open ? null : max, from, to: at + 1, preferred: false, instead: false };
}

const ONLY_DASH = /^\s*[-–—−~]\s*$/;

/** Only a dash stands before token `at`. */
function isDash(tokens: Tokens, at: number): boolean {
  if (tokens.gaps[at] === STOP) return false;
  return ONLY_DASH.test(tokens.text.slice(tokens.ends[at - 1], tokens.starts[at]));
}

/** "of", four words and one for experience; "and/or" counts for three. */
const DIRECT_REACH = 8;
/** Germanic languages write "Programmiererfahrung" in one word. */
const COMPOUND_EXPERIENCE = /(?:erfahrung(?:en)?|ervaring)$/i;

/** "… of commercial backend experience" follows at once, with nothing but words between. */
function experienceFollows(tokens: Tokens, from: number, words: WordUses): boolean {
  const last = Math.min(tokens.count, from + DIRECT_REACH);
  for (let i = from; i < last; i++) {
    const id = tokens.ids[i] as number;
    if ((tokens.gaps[i] as number) > SOFT || id < 0) return false;
    if (usesOf(words, id) & DIRECT_EXPERIENCE) return true;
    if (id > 0 && id < FIRST_WORD && id !== MARKS['/'] && id !== MARKS['&']) return false;
    if (id === UNKNOWN && COMPOUND_EXPERIENCE.test(tokens.text.slice(tokens.starts[i], tokens.ends[i])))
      return true;
  }
  return false;
}

/** "4-year college", "16 years later". */
const OF_A_STUDY =
  /^['’]?[\s-]*(?:accredited\s+)?(?:colleges?|university|degrees?|programs?|institutions?|schools?|bachelor|plans?|later|ago|old|running|in a row|and counting|and growing|of age)\b/i;
/** "the next 3-4 years", "for over 10 years": a time that passes, not one that is asked for. */
const OF_A_TIME =
  /\b(?:next|coming|every|(?:in|within|after)(?: just| only| under| about| less than)?|for (?:well )?(?:over|more than|nearly|almost|about)|for the (?:past|last))\s+$/i;

const OF_A_DEGREE = /\bdegree\s*\(\s*$/i;

function isOtherTime(tokens: Tokens, mention: { from: number; to: number }): boolean {
  const start = tokens.starts[mention.from] ?? 0;
  const end = tokens.ends[mention.to - 1] ?? 0;
  return (
    OF_A_STUDY.test(tokens.text.slice(end, end + 60)) ||
    OF_A_TIME.test(tokens.text.slice(Math.max(0, start - 24), start))
  );
}

function isExperience(
  tokens: Tokens,
  mention: { from: number; to: number },
  at: number,
  words: WordUses,
): boolean {
  const { ids, lines } = tokens;
  const line = lines[at];
  const direct = experienceFollows(tokens, mention.to, words);
  // "a bachelor's degree (4 year) with 4 years experience"
  const start = tokens.starts[mention.from] ?? 0;
  if (OF_A_DEGREE.test(tokens.text.slice(Math.max(0, start - 12), start))) return false;
  // Months are mostly those of a contract or an internship.
  if (!direct && usesOf(words, ids[at] as number) & MONTHS) return false;
  // "a 4-year or graduate degree"
  if (!direct && tokens.text[(tokens.starts[at] ?? 0) - 1] === '-') return false;
  if (!direct && isOtherTime(tokens, mention)) return false;
  // "10 years of business experience": what stands between is the kind of experience.
  const nearFrom = mention.from - 4;
  const nearTo = direct ? mention.from : mention.to + 3;
  const first = Math.max(0, mention.from - WINDOW);
  const last = Math.min(tokens.count, mention.to + WINDOW);
  let found = false;
  for (let i = first; i < last; i++) {
    if (lines[i] !== line) continue;
    const uses = usesOf(words, ids[i] as number);
    if (uses & NO_EXPERIENCE && i >= nearFrom && i < nearTo) return false;
    if (uses & EXPERIENCE) found = true;
  }
  return found || bulletOpens(tokens, mention.from);
}

/** A line of a list that begins with the years ("- 5+ years Java") needs no word for experience. */
function bulletOpens(tokens: Tokens, from: number): boolean {
  // First, since looking for the beginning of a line that is a megabyte long costs as much each time.
  if (tokens.lines[from - 3] === tokens.lines[from]) return false;
  const start = tokens.starts[from] ?? 0;
  const newline = tokens.text.lastIndexOf('\n', start);
  return /^\s*(?:[-•*·–]|\d+[.)])?\s*(?:(?:at least|minimum|min\.?|over)\s+)?$/i.test(
    tokens.text.slice(newline + 1, start),
  );
}
