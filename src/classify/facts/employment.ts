import type { EmploymentType } from '../../domain/posting.js';

const BY_WORDS: readonly [EmploymentType, RegExp][] = [
  ['part-time', /\b(?:part[- ]time|teilzeit|temps partiel|tiempo parcial|deeltijd|pół etatu)\b/iu],
  [
    'contract',
    /\b(?:contract(?:or)?|freelance\w*|w2|c2c|corp[- ]to[- ]corp|1099|b2b|contract[- ]to[- ]hire)\b/iu,
  ],
  ['temporary', /\b(?:temporary|temp|befristet|fixed[- ]term|cdd|seasonal)\b/iu],
  ['full-time', /\b(?:full[- ]time|vollzeit|temps plein|tiempo completo|cdi|pełny etat)\b/iu],
];

/** Kind of employment from the words of the title; an intern's is an internship. Null where it does not say. */
export function employmentTypeOf(title: string, level: string | null): EmploymentType | null {
  if (level === 'intern') return 'internship';
  return BY_WORDS.find(([, words]) => words.test(title))?.[0] ?? null;
}
