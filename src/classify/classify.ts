/**
 * `classify(posting, taxonomy)`: the whole decision, pure and synchronous. Title first, then one pass over
 * the description; see title/role.ts, description/settle.ts and level/decide.ts for the order of precedence.
 */
import type { Posting } from '../domain/posting.js';
import { UNCERTAIN_BELOW, type Verdict } from '../domain/verdict.js';
import { isOfForum, isSentence, namesCatchAll, namesNoJob } from './description/headers.js';
import { firstOpening } from './description/openings.js';
import { scan, scanTitle } from './description/scan.js';
import { hearSignals } from './description/settle.js';
import { decideRole } from './decide-role.js';
import { evidenceOf } from './evidence.js';
import { factEvidence, readFacts } from './facts/facts.js';
import { levelOfTitle, type TitleLevel } from './level/cues.js';
import { decideLevel, decidingYears } from './level/decide.js';
import { readYears } from './level/years.js';
import { matchSkills } from './skills/match.js';
import { joinSkills, ruleOutPractices } from './skills/join.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';
import { splitRunTogether } from './text/run-together.js';
import { tokenize } from './text/tokenize.js';
import { readTitle, type ReadTitle } from './title/read.js';

/** What classification reads; a stored `Posting` fits, and so does `{ title, description }`. */
export type ClassifierInput = Pick<Posting, 'title' | 'description'> &
  Partial<Pick<Posting, 'location' | 'employmentType' | 'salary' | 'language'>>;

/**
 * Role, level, skills and facts of a posting. Never throws, whatever the text; time is linear in its length.
 * @param options.evidence fill `evidence` (default true: storing needs it; leave out for speed).
 */
export function classify(
  posting: ClassifierInput,
  taxonomy: CompiledTaxonomy,
  options: { evidence?: boolean } = {},
): Verdict {
  const title = readTitle(posting.title, taxonomy);
  const description = tokenize(posting.description, taxonomy.vocabulary, taxonomy.scratch.description);
  splitRunTogether(description, taxonomy.vocabulary);
  const found = scan(description, taxonomy);
  const mentions = matchSkills(found, taxonomy);
  const inTitle = scanTitle(title.tokens, taxonomy);
  const isHeader = namesNoJob(posting.title, title, posting.description, taxonomy);
  const opening = isHeader ? firstOpening(found, taxonomy) : null;
  const named = opening ?? title;
  const ofForum = isHeader && opening === null && isOfForum(posting.description);
  const role = decideRole(
    named.role,
    () => hearSignals(inTitle, found, mentions, taxonomy),
    mentions,
    {
      // A job in a list of openings has few words of its own.
      words: opening === null ? description.count : 0,
      ofForum: ofForum && (title.role.winner === null || namesCatchAll(title, taxonomy)),
    },
    taxonomy,
  );
  const levelIn = ({ tokens, role: { jobEnd } }: ReadTitle): TitleLevel =>
    levelOfTitle(tokens, taxonomy, isIndividual(role.role.id), jobEnd);
  // Of a header that is a sentence no word is a cue: "the leading company for …".
  const namedLevel = levelIn(named);
  const levelNamed = namedLevel.winner === null && !isSentence(posting.title) ? title : named;
  const titleLevel = levelNamed === named ? namedLevel : levelIn(title);
  const years = readYears(found, taxonomy);
  const deciding = decidingYears(years);
  const level = decideLevel(titleLevel, found, deciding, role.role, taxonomy);
  const titleMentions = matchSkills(inTitle, taxonomy);
  if (role.match !== null) {
    ruleOutPractices(titleMentions, role.role, taxonomy);
    ruleOutPractices(mentions, role.role, taxonomy);
  }
  const levelEntry = taxonomy.levels[level.level];
  const facts = readFacts(posting, found, taxonomy.kinds, levelEntry?.id ?? null);
  return {
    role: {
      id: role.role.id,
      label: role.role.label,
      family: role.role.family,
      confidence: role.confidence,
      uncertain: role.confidence < UNCERTAIN_BELOW,
      soc: role.role.soc,
      isco: role.role.isco,
    },
    level: {
      id: levelEntry?.id ?? 'mid',
      label: levelEntry?.label ?? 'Mid',
      band: levelEntry?.band ?? 'mid',
      confidence: level.confidence,
      basis: level.basis,
    },
    years: deciding === null ? null : { min: deciding.min, max: deciding.max },
    skills: joinSkills(titleMentions, mentions, taxonomy),
    place: facts.place,
    remote: facts.remote,
    employmentType: facts.employmentType,
    salary: facts.salary,
    language: facts.language,
    taxonomy: taxonomy.version,
    evidence:
      options.evidence === false
        ? []
        : [
            ...evidenceOf(
              { title, named, levelNamed, role, titleLevel, level, deciding, titleMentions, mentions, found },
              taxonomy,
            ),
            ...factEvidence(posting, facts),
          ],
  };
}

/** These say "manager" of people who manage nobody (labelling guide, level 1). */
function isIndividual(role: string): boolean {
  return role === 'product-manager' || role === 'project-manager';
}
