import { COMMA, type Tokens } from '../text/tokens.js';
import {
  BREAKS_ITEM,
  COMPANION,
  JOINT,
  PEOPLE,
  TOGETHER,
  usesOf,
  type WordUses,
} from '../taxonomy/compiled.js';

/** What tells the trade of those one works with from what one works with. */
export const COLLEAGUE_WORDS = {
  companions: listOf('with alongside between across'),
  /** Verbs of working together. */
  together: listOf(
    'collaborate collaborates collaborating collaboration collaboratively work works working partner partners partnering partnership closely liaise liaising interface interfacing coordinate coordinating communicate communicating interact interacting engage engaging alongside together',
  ),
  /** The next item of the list begins. */
  joints: listOf('and or'),
  /** With these an item is no trade: "our", "leading". */
  breaks: listOf(
    'a an our your their other a talented great small cross to in on using lead leading manage managing mentor mentoring build building coach coaching train training support supporting help helping',
  ),
};

function listOf(text: string): readonly string[] {
  return text.split(' ');
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
export function isColleagues(tokens: Tokens, from: number, to: number, words: WordUses): boolean {
  return people(tokens, to, words) && companion(tokens, from, words);
}

function people(tokens: Tokens, to: number, words: WordUses): boolean {
  let item = 0;
  for (let i = to; i < tokens.count && i < to + REACH; i++) {
    const gap = tokens.gaps[i] as number;
    if (gap > COMMA) return false;
    const uses = usesOf(words, tokens.ids[i] as number);
    if (uses & PEOPLE) return true;
    item = gap === COMMA || uses & JOINT ? 0 : item + 1;
    if (item > ITEM || uses & BREAKS_ITEM) return false;
  }
  return false;
}

function companion(tokens: Tokens, from: number, words: WordUses): boolean {
  let item = 0;
  for (let i = from - 1; i >= 0 && i >= from - REACH; i--) {
    const gap = tokens.gaps[i + 1] as number;
    if (gap > COMMA) return false;
    const uses = usesOf(words, tokens.ids[i] as number);
    if (uses & COMPANION) return gap !== COMMA && isWork(tokens, i, words);
    item = gap === COMMA || uses & JOINT ? 0 : item + 1;
    if (item > ITEM) return false;
  }
  return false;
}

/** "Collaborate closely with": a verb of working together stands a little before "with". */
function isWork(tokens: Tokens, at: number, words: WordUses): boolean {
  if (usesOf(words, tokens.ids[at] as number) & TOGETHER) return true;
  for (let i = at - 1; i >= 0 && i >= at - VERB_REACH; i--) {
    if ((tokens.gaps[i + 1] as number) > COMMA) return false;
    if (usesOf(words, tokens.ids[i] as number) & TOGETHER) return true;
  }
  return false;
}
