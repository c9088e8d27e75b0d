/**
 * Titles that name no job ("Acme | Full-time | Berlin", "Internship", "Multiple roles"): then the job that the text
 * names first is the label (labelling guide, role 7). It stands at the beginning of a line ("- Senior Backend
 * Engineer | 90k", "Position: Data Analyst Intern") or behind words that name a job ("we are hiring a …").
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import { tokenize } from '../text/tokenize.js';
import { CLOSE, COLON, DASH, HARD, NEWLINE, OPEN, PIPE, STOP, type Tokens } from '../text/tokens.js';
import type { CompiledTitles } from '../title/compile.js';
import { numberOf } from '../text/vocabulary.js';
import { titleElements, type TitleElement } from '../title/elements.js';
import type { ReadTitle } from '../title/read.js';
import { roleOfTitle } from '../title/role.js';
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
/** What a header of a posting says instead of the job: bars, addresses, hours, "multiple roles", "is hiring". */
const OF_A_HEADER =
  /\|.*\||https?:|www\.|\b(?:is|are|we.re) hiring\b|\b(?:multiple|various|several|many|open|all|tech\w*|engineering) (?:roles|positions|openings|jobs|opportunities)\b|\b(?:full|part)[- ]?time\b|\bon-?site\b|\bvisas?\b|^\W*(?:\w+ )?intern(?:s|ships?)?\W*(?:\(.*\)|(?:\w+ )?\d{4})?\W*$/i;

/** A description that begins with such a line is a post in a list of jobs, and its title a piece of that line. */
const HEADER_LINE = /^[^|\n]{0,200}\|[^|\n]{0,200}\|/;
/** A longer title is a sentence: a word in it decides nothing. */
const LONGEST_TITLE = 100;

/** Whether a title is a header that names no job, neither by a noun nor by a word that decides. */
export function namesNoJob(title: string, { elements, role }: ReadTitle, description: string): boolean {
  const { winner } = role;
  if (winner !== null && winner.head < elements.length) return false;
  if (title.length > LONGEST_TITLE) return true;
  if (winner !== null && !winner.pattern.vague) return false;
  if (winner === null && elements.every(({ concept }) => concept === -1)) return true;
  return OF_A_HEADER.test(title) || HEADER_LINE.test(description);
}

/** The first job that the description names, or null. */
export function firstOpening(found: Scan, taxonomy: CompiledTaxonomy): Opening | null {
  const { tokens } = found;
  let restated = 0;
  let lines = 0;
  for (let at = 0; at < tokens.count; at++) {
    const said = found.restated[restated] === at;
    if (said) restated++;
    const begins =
      beginsLine(tokens, at) || BEGINS.has(tokens.gaps[at] ?? NEWLINE) || isBehindNumber(tokens, at);
    if (begins && ++lines > MOST_LINES) return null;
    const told = said && isTold(tokens, at);
    if ((!begins && !told) || isSilent(sectionAt(found, at))) continue;
    const opening = openingAt(tokens, at, told, taxonomy);
    if (opening !== null) return opening;
  }
  return null;
}

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

/** "1. Account Executive" */
function isBehindNumber(tokens: Tokens, at: number): boolean {
  return at > 0 && beginsLine(tokens, at - 1) && numberOf(tokens.ids[at - 1] ?? 0) !== null;
}

/** What ends a title in a list. A comma does not: "Software Engineer, Payments". */
const ENDS: ReadonlySet<number> = new Set([NEWLINE, PIPE, STOP, OPEN, CLOSE, HARD, COLON]);
/** What a title may stand behind in its line: "Position: …", "Acme | …", "Acme - …". */
const BEGINS: ReadonlySet<number> = new Set([PIPE, COLON, DASH]);

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

function endsTitle(tokens: Tokens, at: number): boolean {
  if (ENDS.has(tokens.gaps[at] ?? NEWLINE)) return true;
  return PURPOSE.has(tokens.text.slice(tokens.starts[at], tokens.ends[at]).toLowerCase());
}

function openingAt(tokens: Tokens, at: number, said: boolean, taxonomy: CompiledTaxonomy): Opening | null {
  let to = at + 1;
  while (to < tokens.count && to - at < LONGEST && !endsTitle(tokens, to)) to++;
  const cut = to < tokens.count && !endsTitle(tokens, to);
  if (cut && !said) return null;
  to = behindBracket(tokens, to);
  const offset = tokens.starts[at] ?? 0;
  const text = tokens.text.slice(offset, tokens.ends[to - 1]);
  const words = tokenize(text, taxonomy.vocabulary, taxonomy.scratch.opening);
  const elements = titleElements(words, taxonomy.titles);
  const role = roleOfTitle(elements, taxonomy.titles);
  if (role.winner === null || role.winner.head >= elements.length) return null;
  const named = elements.slice(role.winner.head).some((element) => isJob(element, taxonomy.titles));
  return named ? { tokens: words, elements, role, offset } : null;
}

/** "Engineer", "Account Executive"; not "Lead", "PM", "Documentation", with which other lines begin as well. */
function isJob({ concept, from, to }: TitleElement, { openingNouns, heads }: CompiledTitles): boolean {
  return openingNouns.has(concept) || (heads.has(concept) && to - from > 1);
}
