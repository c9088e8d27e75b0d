import type { ColleagueWords } from '../skills/colleagues.js';
import type { FactWords } from '../facts/words.js';
import type { CompiledTitles } from '../title/compile.js';
import type { CompiledLevels } from '../level/compile.js';
import type { Tokens } from '../text/tokens.js';
import type { Automaton } from '../text/automaton.js';
import type { Vocabulary } from '../text/vocabulary.js';
import type { Level, Role, SectionKind, Skill, Weights } from './authored.js';

/** Conditions under which an ambiguous word is the skill; token sequences, compared where the word stands. */
export interface SkillContext {
  /** The word must be written just so. */
  exact: string | null;
  within: number;
  /** Sequences of which one must stand within `within` tokens on the same line, by first token. */
  near: ReadonlyMap<number, readonly (readonly number[])[]> | null;
  /** Bit `token & 31` is set for each first token of `near`: most words around are none of them. */
  nearFilter: number;
  /** Skill categories of which an unambiguous member must stand near; `*` is any. */
  nearCategories: ReadonlySet<string> | null;
  before: readonly (readonly number[])[];
  after: readonly (readonly number[])[];
  notBefore: readonly (readonly number[])[];
  notAfter: readonly (readonly number[])[];
}

/** One way in which a phrase names a skill. */
export interface SkillMeaning {
  skill: number;
  /** A technology with a name; else a practice. */
  named: boolean;
  implies: readonly number[];
  /** Null: the phrase means the skill wherever it stands. */
  context: SkillContext | null;
}

/** Bits of `CompiledTaxonomy.meaningKinds`: which of the fields of a `PhraseMeaning` say something. */
export const IS_SKILL = 1;
export const IS_SIGNAL = 2;
export const IS_TITLE_SIGNAL = 4;
export const IS_SAID = 8;
export const IS_UNHEARD = 16;
export const IS_RESTATED = 32;
export const IS_NEGATION = 64;
export const IS_HEADING = 128;
export const IS_INLINE = 256;
export const IS_STORY = 512;

/** What a phrase of a description means; most have one meaning. */
export interface PhraseMeaning {
  skills: SkillMeaning[];
  blocked: boolean;
  heading: { kind: SectionKind; rule: string } | null;
  inline: SectionKind | null;
  signals: number[];
  /** Signals that it gives when it stands in the title. */
  titleSignals: number[];
  unheard: boolean;
  restates: boolean;
  /** Index of the level it states. */
  said: number;
  negation: boolean;
  /** It tells of the company. */
  story: boolean;
}

export interface CompiledSignal {
  rule: string;
  role: string;
  weight: number;
  both: readonly [readonly number[], readonly number[]] | null;
  alone: readonly [readonly number[], readonly number[]] | null;
}

/** A taxonomy made ready to match; only `compileTaxonomy` makes one. Immutable but for the scratch buffers. */
export interface CompiledTaxonomy {
  version: string;
  roles: ReadonlyMap<string, Role>;
  levels: readonly Level[];
  skills: readonly Skill[];
  vocabulary: Vocabulary;
  phrases: Automaton;
  meanings: readonly PhraseMeaning[];
  /** By phrase, what its meaning is, in one place: a scan touches a meaning only for what it has to say. */
  meaningKinds: Uint16Array;
  /** What a scan and the readers of facts must know of each token: see text/kinds.ts and facts/words.ts. */
  kinds: FactWords;
  signals: readonly CompiledSignal[];
  weights: Weights;
  /** Signals that a skill gives, by skill index. */
  signalsOfSkill: readonly (readonly number[])[];
  titles: CompiledTitles;
  levelCues: CompiledLevels;
  /** Token ids that the years reader and the URL guard look for. */
  words: WordIds;
  /** Reused between calls: `classify` is synchronous and leaves nothing in them that the next call reads. */
  scratch: { title: Tokens; description: Tokens; restated: Tokens; opening: Tokens };
}

export interface WordIds {
  urls: ReadonlySet<number>;
  topDomains: ReadonlySet<number>;
  years: ReadonlySet<number>;
  months: ReadonlySet<number>;
  ranges: ReadonlySet<number>;
  numbers: ReadonlyMap<number, number>;
  experience: ReadonlySet<number>;
  /** The words for experience themselves, which years directly before them are of. */
  direct: ReadonlySet<number>;
  notExperience: ReadonlySet<number>;
  personal: ReadonlySet<number>;
  colleagues: ColleagueWords;
}
