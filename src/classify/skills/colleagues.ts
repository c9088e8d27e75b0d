import { CLOSE, COMMA, type Tokens } from '../text/tokens.js';
import { wordSet } from '../level/compile.js';
import { MARKS, type Vocabulary } from '../text/vocabulary.js';

/** What tells the trade of those one works with from what one works with. */
export interface ColleagueWords {
  people: ReadonlySet<number>;
  /** "with", "alongside". */
  companions: ReadonlySet<number>;
  /** Verbs of working together. */
  together: ReadonlySet<number>;
  /** "and", "or": the next item of the list begins. */
  joints: ReadonlySet<number>;
  /** Words with which an item is no trade: "our", "leading". */
  breaks: ReadonlySet<number>;
}

const COMPANIONS = 'with alongside between across'.split(' ');
const TOGETHER =
  'collaborate collaborates collaborating collaboration collaboratively work works working partner partners partnering partnership closely liaise liaising interface interfacing coordinate coordinating communicate communicating interact interacting engage engaging alongside together'.split(
    ' ',
  );
const JOINTS = 'and or'.split(' ');
const BREAKS =
  'a an our your their other a talented great small cross to in on using lead leading manage managing mentor mentoring build building coach coaching train training support supporting help helping'.split(
    ' ',
  );

export function colleagueWords(people: readonly string[], vocabulary: Vocabulary): ColleagueWords {
  const joints = wordSet(JOINTS, vocabulary).add(MARKS['&']).add(MARKS['/']);
  return {
    people: wordSet(people, vocabulary),
    companions: wordSet(COMPANIONS, vocabulary),
    together: wordSet(TOGETHER, vocabulary),
    joints,
    breaks: wordSet([...BREAKS, ...COMPANIONS, ...TOGETHER], vocabulary),
  };
}

/** Words on either side of the skill, and words of one item of the list that it stands in. */
const REACH = 14;
const ITEM = 4;
/** Words between "partner" and "with". */
const VERB_REACH = 5;

/**
 * Whether the skill at tokens `[from, to)` is the trade of people that the job works with: "work with the
 * Android, iOS and product teams". The list must run from "with" to the people without a break, and the
 * people's own item must not begin anew ("work with React and our design team").
 */
export function isColleagues(tokens: Tokens, from: number, to: number, words: ColleagueWords): boolean {
  return people(tokens, to, words) && companion(tokens, from, words);
}

function people(tokens: Tokens, to: number, words: ColleagueWords): boolean {
  let item = 0;
  for (let i = to; i < tokens.count && i < to + REACH; i++) {
    const gap = tokens.gaps[i] ?? CLOSE;
    if (gap > COMMA) return false;
    const id = tokens.ids[i] ?? 0;
    if (words.people.has(id)) return true;
    item = gap === COMMA || words.joints.has(id) ? 0 : item + 1;
    if (item > ITEM || words.breaks.has(id)) return false;
  }
  return false;
}

function companion(tokens: Tokens, from: number, words: ColleagueWords): boolean {
  let item = 0;
  for (let i = from - 1; i >= 0 && i >= from - REACH; i--) {
    const gap = tokens.gaps[i + 1] ?? CLOSE;
    if (gap > COMMA) return false;
    const id = tokens.ids[i] ?? 0;
    if (words.companions.has(id)) return gap !== COMMA && isWork(tokens, i, words);
    item = gap === COMMA || words.joints.has(id) ? 0 : item + 1;
    if (item > ITEM) return false;
  }
  return false;
}

/** "Collaborate closely with": a verb of working together stands a little before "with". */
function isWork(tokens: Tokens, at: number, words: ColleagueWords): boolean {
  if (words.together.has(tokens.ids[at] ?? 0)) return true;
  for (let i = at - 1; i >= 0 && i >= at - VERB_REACH; i--) {
    if ((tokens.gaps[i + 1] ?? CLOSE) > COMMA) return false;
    if (words.together.has(tokens.ids[i] ?? 0)) return true;
  }
  return false;
}
