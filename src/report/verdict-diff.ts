/** What another version of the rules would say of the same postings: a pure comparison of verdicts, and its sums. */
import type { ClassifiedPosting, SkillVerdict } from '../domain/verdict.js';

/** The part of a verdict that is compared. */
export type Compared = Pick<ClassifiedPosting, 'id' | 'taxonomy' | 'skills'> & {
  role: Pick<ClassifiedPosting['role'], 'id'>;
  level: Pick<ClassifiedPosting['level'], 'id'>;
};

export interface VerdictChange {
  role: boolean;
  level: boolean;
  gained: SkillVerdict[];
  lost: SkillVerdict[];
  /** Named by both, but as another requirement. */
  askedOtherwise: SkillVerdict[];
}

/** What differs between two verdicts of one posting. */
export function compareVerdicts(before: Compared, after: Compared): VerdictChange {
  const had = new Map(before.skills.map((skill) => [skill.id, skill]));
  const has = new Set(after.skills.map((skill) => skill.id));
  return {
    role: before.role.id !== after.role.id,
    level: before.level.id !== after.level.id,
    gained: after.skills.filter((skill) => !had.has(skill.id)),
    lost: before.skills.filter((skill) => !has.has(skill.id)),
    askedOtherwise: after.skills.filter((skill) => {
      const earlier = had.get(skill.id);
      return earlier !== undefined && earlier.requirement !== skill.requirement;
    }),
  };
}

/** A change from one id to another, with some of the postings that make it. */
export interface Transition {
  from: string;
  to: string;
  count: number;
  /** Of all compared postings. */
  share: number;
  examples: string[];
}

export interface SkillDiff {
  id: string;
  label: string;
  gained: number;
  lost: number;
  askedOtherwise: number;
  examples: string[];
}

interface Top<T> {
  /** How many different ones there are. */
  distinct: number;
  /** The most frequent first, then by id. */
  items: T[];
}

export interface VerdictDiff {
  /** Postings compared: the denominator of every share. */
  postings: number;
  /** Versions of the verdicts before, most postings first. */
  before: { version: string; postings: number }[];
  /** How many postings differ in anything, and in what; `requirements` are skills asked otherwise. */
  changed: Record<'any' | 'role' | 'level' | 'skills' | 'requirements', number>;
  roles: Top<Transition>;
  levels: Top<Transition>;
  skills: Top<SkillDiff>;
}

/** Ids of postings kept of each change: bounded memory, and enough to look at. */
const EXAMPLES_KEPT = 5;

/** Sums comparisons of any number of postings; holds no more than the different changes among them. */
export class DiffTally {
  #postings = 0;
  readonly #changed: VerdictDiff['changed'] = { any: 0, role: 0, level: 0, skills: 0, requirements: 0 };
  readonly #before = new Map<string, number>();
  /** Of the examples. */
  readonly #versions = new Map<string, string>();
  readonly #roles = new Map<string, Transition>();
  readonly #levels = new Map<string, Transition>();
  readonly #skills = new Map<string, SkillDiff>();

  /** Two verdicts of one posting. */
  add(before: Compared, after: Compared): void {
    const change = compareVerdicts(before, after);
    const { gained, lost, askedOtherwise } = change;
    this.#postings += 1;
    this.#before.set(before.taxonomy, (this.#before.get(before.taxonomy) ?? 0) + 1);
    if (change.role) this.#move(this.#roles, before, before.role.id, after.role.id);
    if (change.level) this.#move(this.#levels, before, before.level.id, after.level.id);
    for (const skill of gained) this.#count(before, skill, 'gained');
    for (const skill of lost) this.#count(before, skill, 'lost');
    for (const skill of askedOtherwise) this.#count(before, skill, 'askedOtherwise');
    const skills = gained.length + lost.length > 0;
    this.#changed.role += Number(change.role);
    this.#changed.level += Number(change.level);
    this.#changed.skills += Number(skills);
    this.#changed.requirements += Number(askedOtherwise.length > 0);
    this.#changed.any += Number(change.role || change.level || skills || askedOtherwise.length > 0);
  }

  /** @param top at most so many changes of each kind. */
  result(top: number): VerdictDiff {
    const moves = (of: Map<string, Transition>): Top<Transition> => ({
      distinct: of.size,
      items: [...of.values()]
        .toSorted((a, b) => b.count - a.count || compare(a.from, b.from) || compare(a.to, b.to))
        .slice(0, top)
        .map((item) => ({ ...item, share: item.count / this.#postings })),
    });
    const size = (skill: SkillDiff): number => skill.gained + skill.lost;
    return {
      postings: this.#postings,
      before: [...this.#before]
        .map(([version, postings]) => ({ version, postings }))
        .toSorted((a, b) => b.postings - a.postings || compare(a.version, b.version)),
      changed: { ...this.#changed },
      roles: moves(this.#roles),
      levels: moves(this.#levels),
      skills: {
        distinct: this.#skills.size,
        items: [...this.#skills.values()]
          .toSorted((a, b) => size(b) - size(a) || b.askedOtherwise - a.askedOtherwise || compare(a.id, b.id))
          .slice(0, top),
      },
    };
  }

  /** The version of the verdict before, of a posting that is an example. */
  versionOf(example: string): string | null {
    return this.#versions.get(example) ?? null;
  }

  #move(moves: Map<string, Transition>, before: Compared, from: string, to: string): void {
    const key = `${from}\n${to}`;
    const move = moves.get(key) ?? { from, to, count: 0, share: 0, examples: [] };
    moves.set(key, move);
    move.count += 1;
    this.#keep(move.examples, before);
  }

  #count(before: Compared, { id, label }: SkillVerdict, what: 'gained' | 'lost' | 'askedOtherwise'): void {
    const skill = this.#skills.get(id) ?? { id, label, gained: 0, lost: 0, askedOtherwise: 0, examples: [] };
    this.#skills.set(id, skill);
    skill[what] += 1;
    this.#keep(skill.examples, before);
  }

  #keep(examples: string[], { id, taxonomy }: Compared): void {
    if (examples.length >= EXAMPLES_KEPT || examples.includes(id)) return;
    examples.push(id);
    this.#versions.set(id, taxonomy);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
