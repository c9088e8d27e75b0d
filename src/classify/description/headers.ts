/**
 * Titles that name no job: "Acme | Full-time | Berlin", "Internship", "Multiple roles", the first sentence of a post.
 */
import { isIn } from '../title/concept-set.js';
import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import type { ReadTitle } from '../title/read.js';

/** What a header of a posting says instead of the job: bars, addresses, hours, "multiple roles", "is hiring". */
const OF_A_HEADER =
  /\|.*\||https?:|www\.|\b(?:is|are|we.re|and|who|now) hiring\b|\b(?:multiple|various|several|many|open|all|tech\w*|engineering) (?:data |ai |software )?(?:roles|positions|openings|jobs|opportunities)\b|\b(?:full|part)[- ]?time\b|\bon-?site\b|\bvisas?\b|^\W*(?:hi|hey|hello|we(?:.re)?)\b|^\W*(?:\w+ )?intern(?:s|ships?)?\W*(?:\(.*\)|(?:\w+ )?\d{4})?\W*$/i;

/** A description that begins with such a line is a post in a list of jobs, and its title a piece of that line. */
const HEADER_LINE = /^[^|\n]{0,200}\|[^|\n]{0,200}\|/;
/** A post in a list of jobs for people who write software. */
const OF_A_FORUM = /^[^|\n]{0,200}\|[^|\n]{0,200}\||^[^\n]{0,200}\bHN\b/;
/** A longer title is a sentence: a word in it decides nothing, unless it stands where a title names the job. */
const LONGEST_TITLE = 100;
const JOB_WITHIN = 90;
/** "We make assistants for …" */
const SPEAKS = /^\W*(?:hi|hey|hello|we)\b/i;

/** Whether a title is too long for one. */
export function isSentence(title: string): boolean {
  return title.length > LONGEST_TITLE;
}

/** Whether a title is a header that names no job, neither by a noun nor by a word that decides. */
export function namesNoJob(
  title: string,
  read: ReadTitle,
  description: string,
  taxonomy: CompiledTaxonomy,
): boolean {
  const { elements, role, tokens } = read;
  const { winner } = role;
  const noun = winner === null ? undefined : elements[winner.head];
  if (isSentence(title))
    return noun === undefined || (tokens.starts[noun.from] ?? 0) > JOB_WITHIN || SPEAKS.test(title);
  if (winner !== null && noun !== undefined) return false;
  const catchAll = namesCatchAll(read, taxonomy);
  if (winner !== null && !winner.pattern.vague && !catchAll) return false;
  if (winner === null && elements.every(({ concept }) => concept === -1)) return true;
  if (OF_A_HEADER.test(title) || HEADER_LINE.test(description)) return true;
  return (winner === null || catchAll) && isCutFrom(description, title);
}

const CATCH_ALL: ReadonlySet<string> = new Set(['non-tech', 'other-tech']);

/** Whether a title says no more than what a company does: "Autonomous driving", "product"; "Sales" is a job. */
export function namesCatchAll({ elements, role }: ReadTitle, { titles }: CompiledTaxonomy): boolean {
  const { winner } = role;
  if (winner === null || !CATCH_ALL.has(winner.pattern.role)) return false;
  const words = elements.slice(winner.first, winner.last + 1);
  return !words.some(({ concept }) => isIn(titles.trades, concept) || isIn(titles.departments, concept));
}

/** Whether the title is a piece of the description's first line: "acme.dev - Training data for autonomous driving". */
function isCutFrom(description: string, title: string): boolean {
  if (title.length < SHORTEST_PIECE) return false;
  const end = description.indexOf('\n');
  const line = description.slice(0, Math.min(end === -1 ? FIRST_LINE : end, FIRST_LINE));
  return line.length >= title.length + SHORTEST_REST && line.includes(title);
}
const SHORTEST_PIECE = 20;
/** "Title: …" is no more than the title. */
const SHORTEST_REST = 10;
const FIRST_LINE = 200;

/** Whether a description is a post of a forum of people who write software: one that names no job seeks them. */
export function isOfForum(description: string): boolean {
  return OF_A_FORUM.test(description);
}
