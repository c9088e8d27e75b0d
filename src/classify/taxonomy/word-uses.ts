/**
 * What single words are to the readers behind the scan (years, colleagues, addresses): a bit for each use, by token
 * id, so that one look at a table of 17 KB answers what took a look-up in each of several sets.
 */
import { wordSet } from '../text/word-set.js';
import { COLLEAGUE_WORDS } from '../skills/colleagues.js';
import { foldWord } from '../text/fold.js';
import { MARKS, type Vocabulary } from '../text/vocabulary.js';
import type { Taxonomy } from './authored.js';
import {
  type WordUses,
  BREAKS_ITEM,
  COMPANION,
  DIRECT_EXPERIENCE,
  EXPERIENCE,
  JOINT,
  MONTHS,
  NO_EXPERIENCE,
  PEOPLE,
  PERSONAL,
  PURPOSE,
  RANGE,
  TOGETHER,
  TOP_DOMAIN,
} from './compiled.js';

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** Words for years and months in the eight languages that titles are read in. */
const YEAR_WORDS =
  'year years yr yrs yoe jahr jahre jahren an ans année années año años ano anos anno anni jaar jaren rok roku lat lata';
const MONTH_WORDS =
  'month months monat monate monaten mois mes meses mese mesi maand maanden miesiąc miesiące miesięcy';
const DIRECT_WORDS =
  'experience experiences exp erfahrung erfahrungen berufserfahrung expérience expériences experiencia experiência esperienza ervaring werkervaring doświadczenia doświadczenie doświadczeniem';
const RANGE_WORDS = 'to or bis à a tot do oder ou o of lub';
const TOP_DOMAINS = 'com org io net ai co dev app edu gov de fr uk eu us';
/** "A senior engineer to build pipelines" is no build engineer. */
const PURPOSE_WORDS = 'to who that which';

/** Words that the scan itself looks for: beginnings of addresses, words for a time. */
export interface ScannedWords {
  urls: ReadonlySet<number>;
  years: ReadonlySet<number>;
  months: ReadonlySet<number>;
}

export function scannedWords(vocabulary: Vocabulary): ScannedWords {
  const set = (words: string): Set<number> => wordSet(words.split(' '), vocabulary);
  return { urls: set('http https www'), years: set(YEAR_WORDS), months: set(MONTH_WORDS) };
}

/** Adds the words to the vocabulary; call the result when all words of all rules are in. */
export function compileWordUses(taxonomy: Taxonomy, vocabulary: Vocabulary): () => WordUses {
  const { companions, together, joints, breaks } = COLLEAGUE_WORDS;
  const lists: [number, readonly string[]][] = [
    [MONTHS, MONTH_WORDS.split(' ')],
    [RANGE, RANGE_WORDS.split(' ')],
    [TOP_DOMAIN, TOP_DOMAINS.split(' ')],
    [EXPERIENCE, taxonomy.experience],
    [DIRECT_EXPERIENCE, DIRECT_WORDS.split(' ')],
    [NO_EXPERIENCE, taxonomy.not_experience],
    [PERSONAL, taxonomy.personal],
    [PURPOSE, PURPOSE_WORDS.split(' ')],
    [PEOPLE, taxonomy.colleagues],
    [COMPANION, companions],
    [TOGETHER, together],
    [JOINT, joints],
    [BREAKS_ITEM, [...breaks, ...companions, ...together]],
  ];
  const sets = lists.map(([use, words]) => [use, wordSet(words, vocabulary)] as const);
  const numbers = new Map(NUMBER_WORDS.map((word, value) => [vocabulary.add(foldWord(word)), value]));
  return () => {
    const uses = new Uint16Array(vocabulary.size);
    for (const [use, ids] of sets) {
      for (const id of ids) if (id > 0) uses[id] = (uses[id] ?? 0) | use;
    }
    for (const mark of [MARKS['&'], MARKS['/']]) uses[mark] = (uses[mark] ?? 0) | JOINT;
    return { uses, numbers };
  };
}
