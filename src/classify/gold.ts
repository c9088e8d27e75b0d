import * as v from 'valibot';
import type { ClassifierInput } from './classify.js';
import type { GoldLabel, ScoringTables } from './score.js';
import type { CompiledTaxonomy } from './taxonomy/compiled.js';

const ids = v.optional(v.array(v.string()), []);
const text = v.optional(v.nullable(v.string()), null);

/** One labelled posting: the posting's text and what a careful reader says of it. */
const GoldSchema = v.object({
  id: v.string(),
  title: v.string(),
  description: text,
  company: text,
  location: text,
  role: v.string(),
  role_alt: ids,
  level: v.string(),
  level_alt: ids,
  skills: ids,
  skills_alt: ids,
});
export type GoldPosting = v.InferOutput<typeof GoldSchema> & GoldLabel;

/** One line of a file of labelled postings, or what is wrong with it. */
export function parseGold(line: string): GoldPosting | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const result = v.safeParse(GoldSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return { fault: `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}` };
}

/** What the classifier may see of a labelled posting: everything but the labels. */
export function inputOf(gold: GoldPosting): ClassifierInput {
  const location = { raw: gold.location, country: null, region: null, city: null, remote: null };
  return { title: gold.title, description: gold.description ?? '', location };
}

/** Soft skills and certifications are not labelled (labelling guide, "Skills"). */
const UNLABELLED = new Set(['soft', 'certification']);

/** Families, bands and kinds of the taxonomy in use. */
export function scoringTables(taxonomy: CompiledTaxonomy): ScoringTables {
  const skills = new Map(taxonomy.skills.map((skill) => [skill.id, skill]));
  const bands = new Map(taxonomy.levels.map((level) => [level.id, level.band]));
  return {
    familyOf: (role) => taxonomy.roles.get(role)?.family ?? null,
    bandOf: (level) => bands.get(level) ?? null,
    kindOf: (id) => {
      const skill = skills.get(id);
      return skill === undefined || !skill.scored || UNLABELLED.has(skill.category) ? null : skill.kind;
    },
  };
}
