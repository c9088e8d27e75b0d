/**
 * Titles that name no job ("Acme | Full-time | Berlin", "Internship", "Multiple roles"): then the job that the text
 * names first is the label (labelling guide, role 7). It stands at the beginning of a line ("- Senior Backend
 * Engineer | 90k", "Position: Data Analyst Intern") or behind words that name a job ("we are hiring a …").
 */
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import { tokenize } from '../text/tokenize.js';
import { CLOSE, HARD, NEWLINE, OPEN, PIPE, STOP, type Tokens } from '../text/tokens.js';
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
  /\|.*\||https?:|www\.|\b(?:is|are|we.re) hiring\b|\b(?:multiple|various|several|many|open|all|tech\w*|engineering) (?:roles|positions|openings|jobs|opportunities)\b|\b(?:full|part)[- ]?time\b|\bon-?site\b|\bvisas?\b|^\W*intern(?:s|ships?)?\W*$/i;

/** Whether a title is a header that names no job, neither by a noun nor by a word that decides. */
export function namesNoJob(title: string, { elements, role }: ReadTitle): boolean {
  const { winner } = role;
  if (winner !== null && (!winner.pattern.vague || winner.head < elements.length)) return false;
  return OF_A_HEADER.test(title);
}

/** The first job that the description names, or null. */
export function firstOpening(found: Scan, taxonomy: CompiledTaxonomy): Opening | null {
  const { tokens } = found;
  let restated = 0;
  let lines = 0;
  for (let at = 0; at < tokens.count; at++) {
    const said = found.restated[restated] === at;
    if (said) restated++;
    const begins = beginsLine(tokens, at) || tokens.gaps[at] === PIPE || isBehindNumber(tokens, at);
    if (begins && ++lines > MOST_LINES) return null;
    if ((!begins && !said) || isSilent(sectionAt(found, at))) continue;
    const opening = openingAt(tokens, at, said, taxonomy);
    if (opening !== null) return opening;
  }
  return null;
}

function beginsLine(tokens: Tokens, at: number): boolean {
  return at === 0 || tokens.lines[at] !== tokens.lines[at - 1];
}

/** "1. Account Executive" */
function isBehindNumber(tokens: Tokens, at: number): boolean {
  return at > 0 && beginsLine(tokens, at - 1) && numberOf(tokens.ids[at - 1] ?? 0) !== null;
}

/** What ends a title in a list. A comma does not: "Software Engineer, Payments". */
const ENDS: ReadonlySet<number> = new Set([NEWLINE, PIPE, STOP, OPEN, CLOSE, HARD]);

function openingAt(tokens: Tokens, at: number, said: boolean, taxonomy: CompiledTaxonomy): Opening | null {
  let to = at + 1;
  while (to < tokens.count && to - at < LONGEST && !ENDS.has(tokens.gaps[to] ?? NEWLINE)) to++;
  const cut = to < tokens.count && !ENDS.has(tokens.gaps[to] ?? NEWLINE);
  if (cut && !said) return null;
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
