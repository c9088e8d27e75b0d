import { Type } from 'typebox';
import { LEVEL_BASES, REQUIREMENTS } from '../../domain/verdict.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS, SALARY_PERIODS } from '../../domain/posting.js';
import { Nullable } from './common.js';

const text = Nullable(Type.String());
const number = Nullable(Type.Number());

export const Skill = Type.Object({
  id: Type.String(),
  label: Type.String(),
  category: Type.String(),
  requirement: Type.Enum([...REQUIREMENTS]),
  inTitle: Type.Boolean(),
});

export const Evidence = Type.Object(
  {
    about: Type.String(),
    for: Type.String(),
    rule: Type.String(),
    field: Type.String(),
    span: Nullable(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    quote: text,
    weight: Type.Number(),
    used: Type.Boolean({ description: 'False for what was considered and lost' }),
  },
  { description: 'One reason: which rule, where, which words, what weight' },
);

const CLASSIFIED = {
  id: Type.String(),
  source: Type.String({ description: 'Adapter that read it' }),
  url: text,
  title: Type.String(),
  company: text,
  location: Type.Object({
    raw: text,
    country: text,
    region: text,
    city: text,
    remote: Nullable(Type.Enum([...REMOTE_KINDS])),
  }),
  employmentType: Nullable(Type.Enum([...EMPLOYMENT_TYPES])),
  salary: Nullable(
    Type.Object({
      min: number,
      max: number,
      currency: text,
      period: Nullable(Type.Enum([...SALARY_PERIODS])),
    }),
  ),
  postedAt: text,
  validThrough: text,
  language: text,
  role: Type.Object({
    id: Type.String(),
    label: Type.String(),
    family: Type.String(),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    uncertain: Type.Boolean(),
    soc: text,
    isco: text,
  }),
  level: Type.Object({
    id: Type.String(),
    label: Type.String(),
    band: Type.String(),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    basis: Type.Enum([...LEVEL_BASES]),
  }),
  years: Nullable(Type.Object({ min: Type.Number(), max: number })),
  skills: Type.Array(Skill),
  taxonomy: Type.String({ description: 'Version of the rules that decided' }),
  evidence: Type.Optional(Type.Array(Evidence)),
};

/** A verdict on a posting that was sent, and is not stored. */
export const Classified = Type.Object(CLASSIFIED);

const STANDING = {
  firstSeen: Type.String(),
  lastSeen: Type.String(),
  closedAt: text,
  canonicalId: Nullable(Type.String({ description: 'The posting it is a copy of' })),
  copies: Type.Number({ description: 'Other postings that are copies of the same' }),
  sources: Type.Array(Type.String()),
  locations: Type.Array(Type.String()),
};

export const Stored = Type.Object({ ...CLASSIFIED, ...STANDING });

export const StoredPage = Type.Object({
  rows: Type.Array(Stored),
  total: Type.Number({ description: 'On all pages; copies once unless asked otherwise' }),
  totalIsExact: Type.Boolean({
    description:
      'False: at least so many, and copies; with words next to each other that are each frequent. Such a page may have fewer rows than `limit`, or none, and still a `nextCursor`',
  }),
  furtherCopies: Type.Number(),
  nextCursor: text,
});

export const OnePosting = Type.Object({
  posting: Stored,
  copies: Type.Array(
    Type.Object({
      id: Type.String(),
      canonical: Type.Boolean(),
      title: Type.String(),
      location: text,
      url: text,
      firstSeen: Type.String(),
      closedAt: text,
      sources: Type.Array(Type.String()),
    }),
  ),
});
