import { foldWord } from '../text/fold.js';
import type { Automaton } from '../text/automaton.js';
import { AutomatonBuilder } from '../text/automaton-builder.js';
import { expandPhrase, PhraseError } from '../text/phrase.js';
import type { Vocabulary } from '../text/vocabulary.js';
import type { Taxonomy } from '../taxonomy/authored.js';
import type { Report } from '../taxonomy/validate.js';
import { type ConceptSet, conceptSets, isIn } from './concept-set.js';
import { endsOf, tailsOf, type Compounds } from './compound.js';
import { patternIndex, type PatternIndex } from './pattern-index.js';
import { spellingsOf, type Spellings } from './spelling.js';
import { GROUP_WEIGHT, REVERSED_COST, VAGUE_WEIGHT, WORD_WEIGHT, type TitlePattern } from './patterns.js';

/** Everything that reading a title needs. */
export interface CompiledTitles {
  phrases: Automaton;
  /** Concept of each phrase. */
  conceptOf: Int16Array;
  /** Canonical word of each concept. */
  concepts: readonly string[];
  fillers: ConceptSet;
  heads: ConceptSet;
  /** Heads that name a job by themselves, and those of them that do so without another word. */
  jobNouns: ConceptSet;
  /** Those of them that a line of a list of openings is told by: src/classify/description/openings.ts. */
  openingNouns: ConceptSet;
  coders: ConceptSet;
  /** Nouns that are the rank of another noun behind them: "Lead Engineer". */
  ranks: ConceptSet;
  roleWords: ConceptSet;
  /** Words so broad that one behind the noun says more: "IT-Consultant SAP". */
  broad: ConceptSet;
  /** Words of departments without engineers, and words of the engineers' own: what a list of jobs is told by. */
  departments: ConceptSet;
  crafts: ConceptSet;
  /** Words of the trades outside technology. */
  trades: ConceptSet;
  /** Role words that in the plural are people. */
  countable: ConceptSet;
  /** Token ids of "and", "or" and their translations. */
  joiners: ReadonlySet<number>;
  patterns: PatternIndex;
  compounds: Compounds;
  spellings: Spellings;
}

/** Words that join two roles or skills as "&" and "/" do. */
const JOINERS = ['and', 'or', 'und', 'oder', 'et', 'ou', 'lub', 'oraz', 'y', 'o', 'e', 'ed'];

/** Groups that reading a title asks for by name. */
const GROUPS = [
  'job-noun',
  'opening-noun',
  'coder',
  'rank',
  'role-word',
  'broad',
  'department',
  'craft',
  'trade',
  'countable',
] as const;

/** A pattern while concepts are still being added. */
type Draft = Omit<TitlePattern, 'places'> & { places: readonly ReadonlySet<number>[] };

/** Compiles concepts, groups and every title rule; faults go to `report` with their place. */
export function compileTitles(taxonomy: Taxonomy, vocabulary: Vocabulary, report: Report): CompiledTitles {
  const builder = new AutomatonBuilder(vocabulary);
  const concepts: string[] = [];
  const numberOf = new Map<string, number>();
  const phraseConcept: number[] = [];
  const declare = (name: string): number => {
    const known = numberOf.get(name);
    if (known !== undefined) return known;
    numberOf.set(name, concepts.length);
    return concepts.push(name) - 1;
  };
  const write = (phrase: string, concept: number, fault: (message: string) => void): void => {
    try {
      for (const sequence of expandPhrase(phrase)) {
        const number = builder.addSequence(sequence);
        const taken = phraseConcept[number];
        if (taken !== undefined && taken !== concept) {
          fault(`"${phrase}" is already a way to write "${concepts[taken]}"`);
        }
        phraseConcept[number] ??= concept;
      }
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      fault(error.message);
    }
  };
  for (const [name, spellings] of Object.entries(taxonomy.concepts)) {
    const concept = declare(name);
    for (const spelling of new Set(spellings)) {
      write(spelling, concept, (message) => report('concepts', [name], message));
    }
  }
  /** A word in a pattern that no concept declares is a concept of its own, written one way. */
  const conceptNumber = (name: string): number => {
    const known = numberOf.get(name);
    if (known !== undefined) return known;
    const concept = declare(name);
    write(name, concept, () => undefined);
    return concept;
  };
  const groupOf = (name: string, fault: (message: string) => void): ReadonlySet<number> => {
    const members = taxonomy.groups[name];
    if (members === undefined) {
      fault(`no group <${name}>: groups are ${Object.keys(taxonomy.groups).toSorted().join(', ')}`);
      return new Set();
    }
    const nested = members.flatMap((member) => {
      const inner = /^<(.+)>$/.exec(member)?.[1];
      return inner === undefined ? [conceptNumber(member)] : [...groupOf(inner, fault)];
    });
    return new Set(nested);
  };
  const placeOf = (word: string, fault: (message: string) => void): ReadonlySet<number> => {
    if (/\s/.test(word))
      fault(`"${word}" is more than one word: make it a concept, or put "&" between the words`);
    const group = /^<(.+)>$/.exec(word)?.[1];
    return group === undefined ? new Set([conceptNumber(word)]) : groupOf(group, fault);
  };

  const heads = new Set(taxonomy.heads.flatMap((name) => [...placeOf(name, () => undefined)]));
  const isHead = (word: string): boolean => [...placeOf(word, () => undefined)].some((c) => heads.has(c));
  const drafts: Draft[] = [];
  taxonomy.roles.forEach((role, roleAt) => {
    role.titles.forEach((rule, ruleAt) => {
      const fault = (message: string): void => report('roles', [roleAt, 'titles', ruleAt], message);
      const common = { rule: rule.id, role: role.id, open: rule.open, vague: rule.vague, bare: rule.bare };
      for (const text of rule.any) {
        const anywhere = text.includes(' & ');
        const words = text.split(anywhere ? ' & ' : /\s+/).map((word) => word.trim());
        const places = words.map((word) => placeOf(word, fault));
        const weight = rule.weight ?? (rule.vague ? VAGUE_WEIGHT : weightOf(words));
        drafts.push({ ...common, kind: anywhere ? 'anywhere' : 'sequence', places, weight });
        if (!anywhere && words.length === 2 && isHead(words[1] ?? '') && !isHead(words[0] ?? '')) {
          drafts.push({ ...common, kind: 'reversed', places, weight: weight - REVERSED_COST });
        }
      }
      for (const word of rule.behind) {
        const places = [groupOf('general', fault), placeOf(word, fault)];
        drafts.push({ ...common, kind: 'behind', places, weight: WORD_WEIGHT + GROUP_WEIGHT, vague: false });
      }
    });
  });
  const tailConcepts = taxonomy.compound_tails.map(conceptNumber);
  const fillers = taxonomy.fillers.map(conceptNumber);
  const joiners = new Set(JOINERS.map((word) => vocabulary.add(foldWord(word))));
  const tails = tailsOf(
    taxonomy.concepts,
    new Set([...heads, ...tailConcepts].map((c) => concepts[c] ?? '')),
    foldWord,
  );
  const phrases = builder.compile();
  const groups = GROUPS.map((name) => placeOf(`<${name}>`, () => undefined));
  // From here on no concept is added: the sets have a bit for each.
  const setOf = conceptSets(concepts.length);
  const members = (name: (typeof GROUPS)[number]): ConceptSet => setOf(groups[GROUPS.indexOf(name)] ?? []);
  const patterns = drafts.map((draft): TitlePattern => ({ ...draft, places: draft.places.map(setOf) }));
  return {
    phrases,
    conceptOf: Int16Array.from(Array.from({ length: builder.phraseCount }, (_, n) => phraseConcept[n] ?? -1)),
    concepts,
    fillers: setOf(fillers),
    heads: setOf(heads),
    jobNouns: members('job-noun'),
    openingNouns: members('opening-noun'),
    coders: members('coder'),
    ranks: members('rank'),
    roleWords: members('role-word'),
    broad: members('broad'),
    departments: members('department'),
    crafts: members('craft'),
    trades: members('trade'),
    countable: members('countable'),
    joiners,
    patterns: patternIndex(byRarestPlace(patterns, setOf(heads)), concepts.length),
    compounds: {
      conceptOf: singleWords(taxonomy.concepts, numberOf),
      tails,
      ends: endsOf(tails),
    },
    spellings: spellingsOf(Object.values(taxonomy.concepts).flat()),
  };
}

/** By concept, the patterns of which it can fill the rarest place: a pattern is tried only for titles that have it. */
function byRarestPlace(patterns: readonly TitlePattern[], heads: ConceptSet): Map<number, TitlePattern[]> {
  const byConcept = new Map<number, TitlePattern[]>();
  for (const pattern of patterns) {
    for (const concept of rarestPlace(pattern.places, heads).members) {
      const list = byConcept.get(concept);
      if (list === undefined) byConcept.set(concept, [pattern]);
      else list.push(pattern);
    }
  }
  return byConcept;
}

/** The place that fewest titles can fill: a word rather than a group, "backend" rather than "engineer". */
function rarestPlace(places: readonly ConceptSet[], heads: ConceptSet): ConceptSet {
  const cost = ({ members }: ConceptSet): number =>
    members.length + (members.some((concept) => isIn(heads, concept)) ? HEAD_PLACE_COST : 0);
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
}

/** Nearly every title has a head: any other place is rarer, unless a large group fills it. */
const HEAD_PLACE_COST = 50;

/** Every spelling that is one word, folded, with its concept: the parts that compounds are made of. */
function singleWords(
  concepts: Readonly<Record<string, readonly string[]>>,
  numberOf: ReadonlyMap<string, number>,
): Map<string, number> {
  const words = new Map<string, number>();
  for (const [name, spellings] of Object.entries(concepts)) {
    const concept = numberOf.get(name);
    if (concept === undefined) continue;
    for (const spelling of spellings) if (/^\p{L}+$/u.test(spelling)) words.set(foldWord(spelling), concept);
  }
  return words;
}

function weightOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (word.startsWith('<') ? GROUP_WEIGHT : WORD_WEIGHT), 0);
}
