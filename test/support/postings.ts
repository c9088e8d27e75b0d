/** Postings and verdicts made up for tests. */
import { createHash } from 'node:crypto';
import type { Posting } from '../../src/domain/posting.js';
import type { SkillVerdict, Verdict } from '../../src/domain/verdict.js';

/** 24 hex digits that stand for `name`. */
export function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

/** A posting whose id and hash follow from `name` and its text, as the normaliser would have it. */
export function makePosting(name: string, part: Partial<Posting> = {}): Posting {
  const title = part.title ?? `Backend Developer ${name}`;
  const description = part.description ?? `We look for somebody who knows Java.\n\n- posting ${name}`;
  return {
    id: idOf(name),
    source: 'ndjson',
    sourceId: name,
    url: `https://jobs.example/${encodeURIComponent(name)}`,
    title,
    company: 'Brightwater Example',
    location: { raw: 'Berlin, Germany', country: 'DE', region: null, city: 'Berlin', remote: null },
    description,
    descriptionRaw: null,
    employmentType: 'full-time',
    salary: null,
    postedAt: '2026-03-01T00:00:00Z',
    validThrough: null,
    language: 'en',
    contentHash: createHash('sha256').update(`${title}\n${description}`).digest('hex').slice(0, 32),
    ...part,
  };
}

export function makeSkill(id: string, part: Partial<SkillVerdict> = {}): SkillVerdict {
  return {
    id,
    label: id.toUpperCase(),
    category: 'language',
    requirement: 'mentioned',
    inTitle: false,
    ...part,
  };
}

export function makeVerdict(part: Partial<Verdict> = {}): Verdict {
  return {
    role: {
      id: 'backend-developer',
      label: 'Backend Developer',
      family: 'backend',
      confidence: 0.97,
      uncertain: false,
      soc: '15-1252.00',
      isco: '2512',
    },
    level: { id: 'senior', label: 'Senior', band: 'senior', confidence: 0.5, basis: 'title' },
    years: null,
    skills: [makeSkill('java')],
    place: { country: 'DE', region: null, city: 'Berlin' },
    remote: null,
    employmentType: 'full-time',
    salary: null,
    language: 'en',
    taxonomy: 'tax-1',
    evidence: [
      {
        about: 'role',
        for: 'backend-developer',
        rule: 'r1',
        field: 'title',
        span: [0, 17],
        quote: 'Backend Developer',
        weight: 2,
        used: true,
      },
    ],
    ...part,
  };
}
