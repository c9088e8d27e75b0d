/**
 * The job that a text names first: the label where the title is a header that names none (labelling guide, role 7; see
 * headers.ts). It stands at the beginning of a line ("- Senior Backend Engineer | 90k", "Position: Data Analyst Intern")
 * or behind words that name a job ("we are hiring a …").
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import { tokenize } from '../text/tokenize.js';
import { CLOSE, COLON, DASH, HARD, NEWLINE, OPEN, PIPE, STOP, type Tokens } from '../text/tokens.js';
import { numberOf } from '../text/vocabulary.js';
import { cleanTitle } from '../title/clean.js';
import { titleElements } from '../title/elements.js';
import type { ReadTitle } from '../title/read.js';
import { roleOfTitle } from '../title/role.js';
import { isJob, mayNameJob } from '../title/job-words.js';
import type { Scan } from './scan.js';
import { isSilent, sectionAt } from './sections.js';

/** A job that the description names, read as a title is; `offset` is where its text begins in the description. */
export interface Opening extends ReadTitle {
  offset: number;
}

/** Words that a title in a list has; a line that goes on is a sentence. */
const LONGEST = 10;
/** Lists of openings stand within the first lines, or the posting is no list. */
const MOST_LINES = 80;

/**
 * The first job that the description names, or null. One of a list goes before a sentence that says no more than
 * "we are hiring engineers" a few lines above it.
 */
export function firstOpening(found: Scan, taxonomy: CompiledTaxonomy): Opening | null {
  const { tokens } = found;
  let restated = 0;
  let lines = 0;
  /** Where such a sentence says it. */
  let unspecific = -1;
  const fallback = (): Opening | null =>
    unspecific === -1 ? null : openingAt(tokens, unspecific, true, taxonomy);
  let most = MOST_LINES;
  for (let at = 0; at < tokens.count; at++) {
    const said = found.restated[restated] === at;
    if (said) restated++;
    const begins = beginsItem(tokens, at);
    if (begins && ++lines > most) return fallback();
    const told = unspecific === -1 && said && isTold(tokens, at);
    if ((!begins && !told) || isSilent(sectionAt(found, at))) continue;
    const opening = openingAt(tokens, at, told, taxonomy);
    if (opening === null) continue;
    if (begins || opening.role.winner?.pattern.vague !== true) return opening;
    unspecific = at;
    most = lines + LIST_WITHIN;
  }
  return fallback();
}

/** Items that may stand between "we are hiring engineers" and the list that says which. */
const LIST_WITHIN = 16;

/** "We are hiring a …", "As a … you will"; not "think of it as a …". */
const TELLS =
  /(?:\b(?:hiring|looking for|seeking|needs?|join us|position|role|title|become)\b[^.\n]*|(?:^|[.\n])\W*as an?\s+)$/i;

function isTold(tokens: Tokens, at: number): boolean {
  const start = tokens.starts[at] ?? 0;
  return TELLS.test(tokens.text.slice(Math.max(0, start - 60), start));
}

function beginsLine(tokens: Tokens, at: number): boolean {
  return at === 0 || tokens.lines[at] !== tokens.lines[at - 1];
}

/** Words before a colon or a dash that are a label: "Position: …", "Remote (US): …"; more are a sentence. */
const LONGEST_LABEL = 4;

/** Where a title can begin: a line, what a bar parts, behind a label, behind the number of an item. */
function beginsItem(tokens: Tokens, at: number): boolean {
  if (beginsLine(tokens, at)) return true;
  const gap = tokens.gaps[at] ?? NEWLINE;
  if (isInAddress(tokens, at)) return false;
  if (gap === PIPE) return true;
  // "Acme, Leeds (Senior Data Analyst)"
  if (gap === OPEN) return tokens.lines[at] === 0;
  if (gap === COLON || gap === DASH) {
    const before = at - LONGEST_LABEL - 1;
    return before < 0 || tokens.lines[before] !== tokens.lines[at] || isBehindBar(tokens, before + 1, at);
  }
  return beginsLine(tokens, at - 1) && numberOf(tokens.ids[at - 1] ?? 0) !== null;
}

/** "https://acme.dev" */
function isInAddress({ text, starts }: Tokens, at: number): boolean {
  const start = starts[at] ?? 0;
  return text.charCodeAt(start) === SLASH || text.charCodeAt(start - 1) === SLASH;
}
const SLASH = 0x2f;
const ASTERISK = 0x2a;

/** "Acme | Leeds | Remote - Data Engineer" */
function isBehindBar(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tokens.gaps[at] === PIPE) return true;
  return false;
}

/** What ends a title in a list. A comma does not: "Software Engineer, Payments". */
const ENDS: ReadonlySet<number> = new Set([NEWLINE, PIPE, STOP, OPEN, CLOSE, HARD, COLON]);
const LONGEST_BRACKET = 3;

/** "Full Stack Engineers (Senior+)": a bracket of a word or three belongs to the title before it. */
function behindBracket(tokens: Tokens, at: number): number {
  if (tokens.gaps[at] !== OPEN) return at;
  for (let to = at + 1; to <= at + LONGEST_BRACKET; to++)
    if (tokens.gaps[to] === CLOSE || tokens.gaps[to] === NEWLINE) return to;
  return at;
}

/** "A data engineer to lead …" is no lead. */
const PURPOSE = new Set(['to', 'who', 'that', 'which', 'for', 'at', 'with', 'on']);

const RANK = /^(?:sr|jr|snr|jnr)$/i;

function endsTitle(tokens: Tokens, at: number): boolean {
  const { gaps, text, starts, ends } = tokens;
  const gap = gaps[at] ?? NEWLINE;
  if (gap === STOP) return !RANK.test(text.slice(starts[at - 1], ends[at - 1]));
  if (ENDS.has(gap)) return true;
  // "*1. Systems Architect* You see the whole board"
  if (text.charCodeAt(ends[at - 1] ?? 0) === ASTERISK) return true;
  return PURPOSE.has(tokens.text.slice(tokens.starts[at], tokens.ends[at]).toLowerCase());
}

/** "Founded by an engineer", "Hear from our CTO", "… optimization and testing": no title has these up to its noun. */
const OF_A_SENTENCE =
  /\b(?:an?|by|from|our|we|you|your|their|my|is|are|was|to)\s|\b(?:we|hiring|looking)\b|\band testing$|^tech$/i;

function openingAt(tokens: Tokens, at: number, said: boolean, taxonomy: CompiledTaxonomy): Opening | null {
  let to = at + 1;
  // "(Sr) Frontend Engineers"
  if (tokens.gaps[to] === CLOSE && tokens.gaps[at] === NEWLINE) to++;
  let dash = -1;
  while (to < tokens.count && to - at < LONGEST && !endsTitle(tokens, to)) {
    if (dash === -1 && tokens.gaps[to] === DASH) dash = to;
    to++;
  }
  const cut = to < tokens.count && !endsTitle(tokens, to);
  // "Senior Software Engineer, Android - Java, Kotlin, Compose, …": behind the dash stands what it is about.
  if (cut && !said && dash === -1) return null;
  if (cut && dash !== -1) to = dash;
  to = behindBracket(tokens, to);
  if (!mayNameJob(tokens, at, to, taxonomy.jobWords)) return null;
  const offset = tokens.starts[at] ?? 0;
  const written = tokens.text.slice(offset, tokens.ends[to - 1]);
  const text = cleanTitle(written);
  const words = tokenize(text, taxonomy.vocabulary, taxonomy.scratch.opening);
  const elements = titleElements(words, taxonomy.titles);
  const role = roleOfTitle(elements, taxonomy.titles);
  if (role.winner === null || role.winner.head >= elements.length) return null;
  const noun = elements[role.winner.head];
  if (!said && noun !== undefined && OF_A_SENTENCE.test(written.slice(0, words.ends[noun.to - 1])))
    return null;
  const named = elements.some(({ concept, from, to: end }) => isJob(concept, end - from, taxonomy.titles));
  return named ? { tokens: words, elements, role, offset } : null;
}
