/**
 * What phrases say of skills, as tables of numbers. A posting names thirty of nine thousand phrases: following
 * objects from phrase to meaning to context to skill waited for memory five times each, a row of a table does once.
 */
import type { Skill } from '../taxonomy/authored.js';
import type { PhraseMeaning } from '../taxonomy/compiled.js';
import { newLook, type SkillContext } from './context.js';
import { notForFamilies, traitsOf } from './traits.js';

/** One way in which a phrase names a skill. */
export interface SkillMeaning {
  skill: number;
  /** A technology with a name; else a practice. */
  named: boolean;
  implies: readonly number[];
  /** Null: the phrase means the skill wherever it stands. */
  context: SkillContext | null;
}

export interface SkillTables {
  /** By phrase, where in `senses` its own begin, 0 if it has none; with `BLOCKS`, where it keeps its words from skills. */
  firstSense: Uint16Array;
  /** `SENSE` cells for each sense of each phrase, those of one phrase in a row. */
  senses: Uint16Array;
  /** `LOOK` cells for each context: what most words around rule out; see context.ts. */
  looks: Int32Array;
  /** What a look could not rule out, compared in full. */
  contexts: readonly SkillContext[];
  implied: readonly (readonly number[])[];
  /** By skill; see traits.ts. */
  traits: Uint8Array;
  /** Practices that mean something else in a family of roles. */
  notFor: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Cells of a sense: the skill, flags, number of the context, number of the list of implied skills; `NONE` for none. */
export const SENSE = 4;
export const FLAGS = 1;
export const CONTEXT = 2;
export const IMPLIES = 3;
export const NONE = 0xffff;
/** In `firstSense`: senses begin at multiples of `SENSE`, which leaves the lowest bit. */
export const BLOCKS = 1;
/** Flags of a sense; above them the number of the skill's category. */
export const NAMED = 1;
/** One more sense of the phrase follows. */
export const MORE = 2;
/** "Work with your scrum team" is working by Scrum. */
export const METHODOLOGY = 4;
export const CATEGORY_SHIFT = 3;

/** Categories in the order of their numbers. */
export function categoriesOf(skills: readonly Skill[]): string[] {
  return [...new Set(skills.map((skill) => skill.category))];
}

/** Lays out the senses of the phrases, `meanings` in the order of their numbers. */
export function compileSkillTables(
  meanings: readonly PhraseMeaning[],
  sensesOf: ReadonlyMap<PhraseMeaning, readonly SkillMeaning[]>,
  skills: readonly Skill[],
): SkillTables {
  const categories = categoriesOf(skills);
  // No phrase's senses begin at 0.
  const cells = [NONE, 0, NONE, NONE];
  const contexts: SkillContext[] = [];
  const implied: (readonly number[])[] = [];
  const layOut = (senses: readonly SkillMeaning[]): number => {
    const first = cells.length;
    senses.forEach(({ skill, named, implies, context }, n) => {
      const category = skills[skill]?.category ?? '';
      const flags =
        (named ? NAMED : 0) |
        (n < senses.length - 1 ? MORE : 0) |
        (category === 'methodology' ? METHODOLOGY : 0) |
        (categories.indexOf(category) << CATEGORY_SHIFT);
      const place = context === null ? NONE : contexts.push(context) - 1;
      cells.push(skill, flags, place, implies.length === 0 ? NONE : implied.push(implies) - 1);
    });
    return first;
  };
  const firstSense = Uint16Array.from(meanings, (meaning) => {
    const senses = sensesOf.get(meaning);
    return (senses === undefined ? 0 : layOut(senses)) | (meaning.blocked ? BLOCKS : 0);
  });
  // Half as much memory to wait for as with 32 bits, and twice as many senses as there are fit in.
  if (cells.length > NONE) throw new Error('more senses of phrases than 16 bits can tell apart');
  return {
    firstSense,
    senses: Uint16Array.from(cells),
    looks: Int32Array.from(contexts.flatMap((context) => newLook(context))),
    contexts,
    implied,
    traits: Uint8Array.from(skills, traitsOf),
    notFor: notForFamilies(skills),
  };
}
