import type { CompiledTaxonomy } from '../taxonomy/compiled.js';
import { COLON, COMMA, DASH, PIPE, type Tokens } from '../text/tokens.js';
import { MATCH } from '../text/reader/reader.js';
import { MARKS, numberOf } from '../text/vocabulary.js';
import type { LevelCue } from './compile.js';

export interface CueMatch {
  cue: LevelCue;
  from: number;
  to: number;
}

export interface TitleLevel {
  winner: CueMatch | null;
  others: CueMatch[];
}

/** Rank of `mid`: nobody is both a senior and an intern. */
const HIGHEST_INTERN = 2;

/**
 * The level that the title's words name. Order of precedence:
 *
 * 1. The cues for people management win over those for an individual rank, the highest first.
 * 2. Two individual ranks that stand apart by "/", "or", "+", "to" or a comma are a range: the lower one.
 * 3. An internship is one whatever else it is called: "Graduate Intern", "Summer Associate Internship".
 * 4. Otherwise the highest rank ("Senior Staff Engineer" is staff, "Lead Senior Developer" is lead).
 *
 * @param individual the role is an individual contributor's though its title says "manager".
 * @param jobEnd tokens from here on speak of other jobs (title/role.ts); null where the title names one job.
 */
export function levelOfTitle(
  tokens: Tokens,
  taxonomy: CompiledTaxonomy,
  individual: boolean,
  jobEnd: number | null,
): TitleLevel {
  const all = findCues(tokens, taxonomy);
  const found = individual ? all.filter(({ cue }) => !isManager(cue, taxonomy)) : all;
  // Half of all titles name no level.
  if (found.length === 0) return { winner: null, others: [] };
  const own = jobEnd === null ? found : ofFirstJob(found, tokens, jobEnd);
  const cues = own.some(({ cue }) => !cue.weak) ? own.filter(({ cue }) => !cue.weak) : own;
  const rank = (match: CueMatch): number => taxonomy.levels[match.cue.level]?.rank ?? 0;
  const people = cues.filter(({ cue }) => taxonomy.levels[cue.level]?.people === true);
  const ordered = (people.length > 0 ? people : cues).toSorted(
    (a, b) => rank(b) - rank(a) || a.from - b.from,
  );
  let winner = ordered[0] ?? null;
  const intern = cues.find(({ cue }) => taxonomy.levels[cue.level]?.id === 'intern');
  if (winner !== null && intern !== undefined && rank(winner) <= HIGHEST_INTERN) {
    winner = intern;
  } else if (people.length === 0) {
    for (const lower of ordered.slice(1)) {
      if (winner !== null && rank(lower) < rank(winner) && areAlternatives(tokens, winner, lower))
        winner = lower;
    }
  }
  return { winner, others: cues.filter((match) => match !== winner) };
}

/** "Data Engineer / Data Scientist (Senior)" is one job with two names: then any cue speaks of it. */
function ofFirstJob(found: CueMatch[], tokens: Tokens, jobEnd: number): CueMatch[] {
  const own = found.filter((match) => match.from < jobEnd);
  return own.length === 0 && tokens.ids[jobEnd - 1] === MARKS['/'] ? found : own;
}

function isManager(cue: LevelCue, taxonomy: CompiledTaxonomy): boolean {
  return taxonomy.levels[cue.level]?.id === 'manager';
}

/** Longest cue first; a phrase of a rule's `not` list swallows the cue in it. */
function findCues(tokens: Tokens, taxonomy: CompiledTaxonomy): CueMatch[] {
  const { phrases, cueOf } = taxonomy.levelCues;
  const found: CueMatch[] = [];
  const last = phrases.find(tokens) * MATCH;
  const { matches } = phrases;
  let free = 0;
  for (let at = 0; at < last; at += MATCH) {
    const from = matches[at + 1] as number;
    const cue = cueOf[matches[at] as number];
    if (from < free || cue === undefined) continue;
    const match = { cue, from, to: matches[at + 2] as number };
    if (cue.level !== -1 && !isOpenNumber(tokens, match)) found.push(match);
    free = match.to;
  }
  return found;
}

/** "Developer 3+ years": the number counts years and no grade. */
function isOpenNumber(tokens: Tokens, { to }: CueMatch): boolean {
  return numberOf(tokens.ids[to - 1] ?? 0) !== null && tokens.ids[to] === MARKS['+'];
}

/** Stands "/", "+", "&", a comma or a range between the two, and nothing else but a word or two? */
function areAlternatives(tokens: Tokens, a: CueMatch, b: CueMatch): boolean {
  const [left, right] = a.from < b.from ? [a, b] : [b, a];
  for (let i = left.to; i <= right.from; i++) {
    const id = tokens.ids[i] ?? 0;
    const gap = tokens.gaps[i] ?? 0;
    if (id === MARKS['/'] || id === MARKS['+'] || id === MARKS['&']) return true;
    if (gap === COMMA || gap === PIPE || gap === DASH || gap === COLON)
      return i === right.from || gap === COMMA;
    const word = tokens.text.slice(tokens.starts[i], tokens.ends[i]).toLowerCase();
    if (i < right.from && ['or', 'to', 'and', 'oder', 'ou', 'o', 'und', 'et', 'lub'].includes(word))
      return true;
    if (/[-–—]/.test(tokens.text.slice(tokens.ends[i - 1], tokens.starts[i]))) return i === right.from;
  }
  return false;
}
