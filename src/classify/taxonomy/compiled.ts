import type { SkillTables } from '../skills/tables.js';
import type { FactWords } from '../facts/words.js';
import type { CompiledTitles } from '../title/compile.js';
import type { CompiledLevels } from '../level/compile.js';
import type { Tokens } from '../text/tokens.js';
import type { Automaton } from '../text/automaton.js';
import type { Vocabulary } from '../text/vocabulary.js';
import type { Level, Role, Skill, Weights } from './authored.js';
import type { SectionKind } from './section-kinds.js';

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

/** What a phrase of a description means besides skills (`SkillTables.firstSense`); most have one meaning. */
export interface PhraseMeaning {
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
  /** Index of that role. */
  roleAt: number;
  weight: number;
  /** What it says of other roles: index of a role, weight, and so on in one row, which a score runs through. */
  also: Float64Array;
  both: readonly [readonly number[], readonly number[]] | null;
  alone: readonly [readonly number[], readonly number[]] | null;
}

/** A taxonomy made ready to match; only `compileTaxonomy` makes one. Immutable but for the scratch buffers. */
export interface CompiledTaxonomy {
  version: string;
  roles: ReadonlyMap<string, Role>;
  /** Index of each role, by its id. */
  roleAt: ReadonlyMap<string, number>;
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
  /** See title/job-words.ts. */
  jobWords: Uint8Array;
  levelCues: CompiledLevels;
  /** Signals that speak as others do: `both`, `alone`. */
  mixedSignals: readonly number[];
  /** Roles that some signal speaks for. */
  signalRoles: readonly string[];
  skillTables: SkillTables;
  words: WordUses;
  /** Reused between calls: `classify` is synchronous and leaves nothing in them that the next call reads. */
  scratch: Scratch;
}

export interface Scratch {
  title: Tokens;
  description: Tokens;
  restated: Tokens;
  opening: Tokens;
  /** By skill and by signal; all zero between calls. */
  skills: Int32Array;
  signals: Uint8Array;
  /** By role; whatever the last call left. */
  scores: Float64Array;
  possible: Uint8Array;
}

/** Bits of `WordUses.uses`. */
export const MONTHS = 1;
export const RANGE = 2;
export const TOP_DOMAIN = 4;
export const EXPERIENCE = 8;
/** The words for experience themselves, which years directly before them are of. */
export const DIRECT_EXPERIENCE = 16;
export const NO_EXPERIENCE = 32;
export const PERSONAL = 64;
export const PURPOSE = 128;
export const PEOPLE = 256;
export const COMPANION = 512;
export const TOGETHER = 1024;
export const JOINT = 2048;
export const BREAKS_ITEM = 4096;

/** What single words are to the readers behind the scan; see word-uses.ts. */
export interface WordUses {
  /** By token id. */
  uses: Uint16Array;
  /** Numbers that are written out. */
  numbers: ReadonlyMap<number, number>;
}

/** What the token is good for; numbers and strangers for nothing. */
export function usesOf(words: WordUses, id: number): number {
  return id > 0 ? (words.uses[id] as number) : 0;
}
