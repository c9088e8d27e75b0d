/** Postings that show what a change of the rules does, with the evidence on both sides. */
import type { ClassifiedPosting, Evidence } from '../domain/verdict.js';
import type { VerdictDiff } from './verdict-diff.js';

/** A posting to look at, and what of it. */
export interface Wanted {
  id: string;
  about: 'role' | 'level' | 'skill';
  /** The skill; empty for role and level. */
  skill: string;
}

export interface DiffExample extends Wanted {
  title: string;
  company: string | null;
  before: Side;
  after: Side;
}

interface Side {
  /** Id of the role or level; of a skill how it is asked, or null where it is not named. */
  value: string | null;
  /** The strongest pieces first, those that counted before those that did not. */
  evidence: Evidence[];
}

const EVIDENCE_SHOWN = 3;

/** One posting of each of the most frequent changes. @param most of each kind. */
export function wantedExamples({ roles, levels, skills }: VerdictDiff, most: number): Wanted[] {
  const first = (about: Wanted['about'], items: readonly { examples: string[]; id?: string }[]): Wanted[] =>
    items
      .slice(0, most)
      .flatMap(({ examples: [id], id: skill = '' }) => (id === undefined ? [] : [{ id, about, skill }]));
  return [...first('role', roles.items), ...first('level', levels.items), ...first('skill', skills.items)];
}

/** @param before and after with their evidence. */
export function diffExample(
  wanted: Wanted,
  before: ClassifiedPosting,
  after: ClassifiedPosting,
): DiffExample {
  return {
    ...wanted,
    title: before.title,
    company: before.company,
    before: sideOf(wanted, before),
    after: sideOf(wanted, after),
  };
}

function sideOf({ about, skill }: Wanted, verdict: ClassifiedPosting): Side {
  const value =
    about === 'skill'
      ? (verdict.skills.find(({ id }) => id === skill)?.requirement ?? null)
      : verdict[about].id;
  const evidence = (verdict.evidence ?? [])
    .filter((item) => item.about === about && (about !== 'skill' || item.for === skill))
    .toSorted((a, b) => Number(b.used) - Number(a.used) || b.weight - a.weight)
    .slice(0, EVIDENCE_SHOWN);
  return { value, evidence };
}
