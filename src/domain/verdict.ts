import type { EmploymentType, Place, Posting, RemoteKind, Salary } from './posting.js';

export const LEVEL_BASES = ['title', 'years', 'description', 'default'] as const;
export type LevelBasis = (typeof LEVEL_BASES)[number];

export const REQUIREMENTS = ['required', 'preferred', 'mentioned'] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/** Below this about one role in three is wrong by the calibration of `rolemill eval`. */
export const UNCERTAIN_BELOW = 0.7;

export interface RoleVerdict {
  id: string;
  label: string;
  family: string;
  /** 0–1: the share of verdicts with about this figure that are right. */
  confidence: number;
  /** The confidence is below `UNCERTAIN_BELOW`: the role is the best guess, and reports count it apart. */
  uncertain: boolean;
  /** O*NET-SOC 2019 code, or null where the taxonomy gives none. */
  soc: string | null;
  /** ISCO-08 unit group, or null. */
  isco: string | null;
}

export interface LevelVerdict {
  id: string;
  label: string;
  band: string;
  confidence: number;
  basis: LevelBasis;
}

export interface SkillVerdict {
  id: string;
  label: string;
  category: string;
  requirement: Requirement;
  inTitle: boolean;
}

/** One reason: which rule fired, on which text, and how much it weighed. */
export interface Evidence {
  about: 'role' | 'level' | 'skill' | 'years' | 'salary' | 'place' | 'remote' | 'employment' | 'language';
  /** Id of the role, level or skill it speaks for; for the facts their value as text. */
  for: string;
  rule: string;
  field: 'title' | 'description' | 'location';
  /** Offsets into the field's normalized text, UTF-16 code units, end exclusive; null where nothing was quoted. */
  span: [number, number] | null;
  quote: string | null;
  weight: number;
  /** False for what was considered and lost or ruled out. */
  used: boolean;
}

/** What `classify()` says of a posting. */
export interface Verdict {
  role: RoleVerdict;
  level: LevelVerdict;
  years: { min: number; max: number | null } | null;
  skills: SkillVerdict[];
  place: Place;
  remote: RemoteKind | null;
  employmentType: EmploymentType | null;
  salary: Salary | null;
  language: string | null;
  /** Prefix of the sha-256 of the rules that decided. */
  taxonomy: string;
  evidence: Evidence[];
}

/** The shape every face of the program gives: `classify` on stdout, `query --json`, the API, exports. */
export interface ClassifiedPosting {
  id: string;
  source: string;
  url: string | null;
  title: string;
  company: string | null;
  location: Posting['location'];
  employmentType: EmploymentType | null;
  salary: Salary | null;
  postedAt: string | null;
  validThrough: string | null;
  language: string | null;
  role: RoleVerdict;
  level: LevelVerdict;
  years: Verdict['years'];
  skills: SkillVerdict[];
  taxonomy: string;
  evidence?: Evidence[];
}

/** Joins a posting and its verdict into the output shape; evidence only when asked for. */
export function toClassifiedPosting(
  posting: Posting,
  verdict: Verdict,
  options: { evidence: boolean },
): ClassifiedPosting {
  const out: ClassifiedPosting = {
    id: posting.id,
    source: posting.source,
    url: posting.url,
    title: posting.title,
    company: posting.company,
    location: { raw: posting.location.raw, ...verdict.place, remote: verdict.remote },
    employmentType: verdict.employmentType,
    salary: verdict.salary,
    postedAt: posting.postedAt,
    validThrough: posting.validThrough,
    language: verdict.language,
    role: verdict.role,
    level: verdict.level,
    years: verdict.years,
    skills: verdict.skills,
    taxonomy: verdict.taxonomy,
  };
  if (options.evidence) out.evidence = verdict.evidence;
  return out;
}
