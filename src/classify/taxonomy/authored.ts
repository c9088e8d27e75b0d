/**
 * The taxonomy as an analyst writes it in `rules/`: the shapes of the YAML files. Only the compiler turns
 * this into a `CompiledTaxonomy`. See docs/taxonomy.md for the meaning of every field.
 */
import * as v from 'valibot';
import { SECTION_KINDS } from './section-kinds.js';

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'an id is lower-case words joined by "-" or "."'),
);
const phrase = v.pipe(v.string(), v.trim(), v.nonEmpty('a phrase cannot be empty'));
const phrases = v.array(phrase);

/** One way in which a title names a role. */
export const TitleRuleSchema = v.strictObject({
  id,
  /** Patterns over title words; any of them is enough. */
  any: v.optional(phrases, []),
  /** Words that name the role when they stand behind a general head: "Software Engineer, Backend". */
  behind: v.optional(phrases, []),
  /** The role is only where the search starts: the description may settle on one of these instead. */
  open: v.optional(v.array(id), []),
  /** The title says so little that any word behind the head says more ("Software Engineer"). */
  vague: v.optional(v.boolean(), false),
  /** The role where the posting, told at length, asks for no technology at all: "Quality Manager" of a kitchen. */
  bare: v.optional(v.nullable(id), null),
  /** Instead of the weight that follows from the pattern: see src/classify/title/patterns.ts. */
  weight: v.optional(v.number()),
  why: v.optional(v.string()),
  examples: v.optional(v.array(v.string()), []),
  counterexamples: v.optional(v.array(v.string()), []),
});

export const RoleSchema = v.strictObject({
  id,
  label: v.string(),
  family: id,
  definition: v.string(),
  soc: v.optional(
    v.nullable(v.pipe(v.string(), v.regex(/^\d\d-\d{4}\.\d\d$/, 'O*NET-SOC: "15-1252.00"'))),
    null,
  ),
  isco: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{4}$/, 'ISCO-08: four digits'))), null),
  titles: v.optional(v.array(TitleRuleSchema), []),
});
export type Role = v.InferOutput<typeof RoleSchema>;

export const LevelSchema = v.strictObject({
  id,
  label: v.string(),
  band: id,
  /** Order of the levels, lowest first. */
  rank: v.pipe(v.number(), v.integer()),
  /** A cue for managing people wins over any cue for an individual rank. */
  people: v.optional(v.boolean(), false),
  cues: v.array(
    v.strictObject({
      id,
      any: phrases,
      /** The cue does not speak of this job when one of these holds (phrases that contain the cue). */
      not: v.optional(phrases, []),
      /** Only where the title has no other cue: an architect is a senior unless it says more. */
      weak: v.optional(v.boolean(), false),
      why: v.optional(v.string()),
      examples: v.optional(v.array(v.string()), []),
      counterexamples: v.optional(v.array(v.string()), []),
    }),
  ),
  /** Phrases in the description that state the level of this job. */
  said: v.optional(phrases, []),
  /** Minimum years, both ends included, that mean this level when the title says nothing. */
  years: v.optional(v.tuple([v.number(), v.nullable(v.number())])),
});
export type Level = v.InferOutput<typeof LevelSchema>;

const alias = v.union([phrase, v.strictObject({ alias: phrase, implies: v.optional(v.array(id), []) })]);

export const AmbiguousSchema = v.strictObject({
  alias: phrase,
  case: v.optional(v.picklist(['exact', 'any']), 'any'),
  with: v.optional(phrases, []),
  within: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40)), 8),
  before: v.optional(phrases, []),
  after: v.optional(phrases, []),
  not_before: v.optional(phrases, []),
  not_after: v.optional(phrases, []),
});
export type Ambiguous = v.InferOutput<typeof AmbiguousSchema>;

export const SkillSchema = v.strictObject({
  id,
  label: v.string(),
  category: v.optional(id),
  kind: v.picklist(['named', 'practice']),
  aliases: v.optional(v.array(alias), []),
  exact: v.optional(phrases, []),
  ambiguous: v.optional(v.array(AmbiguousSchema), []),
  implies: v.optional(v.array(id), []),
  /** Families of roles in which the words mean something else. */
  not_for: v.optional(v.array(id), []),
  why: v.optional(v.string()),
  examples: v.optional(v.array(v.string()), []),
  counterexamples: v.optional(v.array(v.string()), []),
});
export type Skill = v.InferOutput<typeof SkillSchema> & {
  category: string;
  /** Whether labelled postings can tell if it is right: see `scored` of a rule file. */
  scored: boolean;
};

export const SectionSchema = v.strictObject({
  id,
  kind: v.picklist(SECTION_KINDS),
  /** Phrases that open such a part when they stand as a heading. */
  headings: v.optional(phrases, []),
  /** Phrases that say it of their own line only: "a plus", "must have". */
  inline: v.optional(phrases, []),
});

/** Words of a description that speak for a role. */
export const SignalSchema = v.strictObject({
  id,
  for: id,
  phrases: v.optional(phrases, []),
  skills: v.optional(v.array(id), []),
  /** Phrases of the title, beside the words that its rules read. */
  title: v.optional(phrases, []),
  /** Speaks as far as signals of both of these groups are heard. */
  both: v.optional(v.tuple([v.array(id), v.array(id)])),
  /** Speaks as far as signals of the first group are heard, while those of the second are silent. */
  alone: v.optional(v.tuple([v.array(id), v.array(id)])),
  why: v.optional(v.string()),
});

/** What signals weigh, made by `rolemill taxonomy fit`: log-odds. */
export const WeightsSchema = v.strictObject({
  /** Of each signal, by its id. */
  signals: v.record(v.string(), v.number()),
  /** What a signal says of roles besides its own, for or against them: "signal role" -> log-odds. */
  also: v.optional(v.record(v.string(), v.number()), {}),
  /** Of each role before anything is read: how common it is among vague titles. */
  roles: v.record(v.string(), v.number()),
  /** Of the role that the title itself names, by title rule. */
  titles: v.record(v.string(), v.number()),
});
export type Weights = v.InferOutput<typeof WeightsSchema>;

const wordLists = v.record(v.string(), phrases);

/** A rule file may hold any of these parts; files of one folder are read as one taxonomy. */
export const RuleFileSchema = v.strictObject({
  roles: v.optional(v.array(RoleSchema), []),
  levels: v.optional(v.array(LevelSchema), []),
  skills: v.optional(v.array(SkillSchema), []),
  /** False for skills beyond the vocabulary that postings are labelled with: `eval` leaves them out. */
  scored: v.optional(v.boolean(), true),
  blocked: v.optional(phrases, []),
  sections: v.optional(v.array(SectionSchema), []),
  signals: v.optional(v.array(SignalSchema), []),
  weights: v.optional(WeightsSchema),
  /** Title words: canonical word -> the ways people write it, in any language. */
  concepts: v.optional(wordLists, {}),
  /** Groups of canonical words, for `<group>` in title patterns. */
  groups: v.optional(wordLists, {}),
  /** Canonical words that are the job's noun where a title can have several: "engineer", "manager". */
  heads: v.optional(phrases, []),
  /** Canonical words besides `heads` that may end a compound: "development" in "Webentwicklung". */
  compound_tails: v.optional(phrases, []),
  /** Title words that may stand between the words of a pattern. */
  fillers: v.optional(phrases, []),
  /** Words around a match that make it not what the job asks for. */
  negations: v.optional(phrases, []),
  /** Words of the company's own story: skills in their sentence are not asked for, unless it is a duty or a demand. */
  story: v.optional(phrases, []),
  /** Single words that make a sentence one about the person or the job after all. */
  personal: v.optional(phrases, []),
  /** Single words for people: a skill before them, behind "work with", is those people's. */
  colleagues: v.optional(phrases, []),
  /** Phrases in which no signal is heard: they speak of colleagues, not of this job. */
  unheard: v.optional(phrases, []),
  /** Words of the description before which the posting names the job again: "we are looking for a". */
  restates: v.optional(phrases, []),
  /** Words that make a number of years one of experience. */
  experience: v.optional(phrases, []),
  /** Words that make a number of years something else: age, the company's life, a contract. */
  not_experience: v.optional(phrases, []),
});
export type RuleFile = v.InferOutput<typeof RuleFileSchema>;

/** All rule files of a folder, merged. */
export interface Taxonomy extends Omit<RuleFile, 'skills' | 'scored' | 'weights'> {
  skills: Skill[];
  weights: Weights;
}
