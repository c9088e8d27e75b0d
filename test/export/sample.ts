/** Postings with all that a file format can get wrong, the same ones every time. */
import type { Posting } from '../../src/domain/posting.js';
import { toClassifiedPosting, type Verdict } from '../../src/domain/verdict.js';
import type { StoredPosting } from '../../src/db/query.js';
import { makePosting, makeSkill, makeVerdict } from '../support/postings.js';

const TITLES = [
  'Backend Developer',
  'Développeuse « Java », "senior"',
  'サーバーエンジニア 👩‍💻',
  'Line one\nline two\r\nline three',
  '=HYPERLINK("http://x.example";"click")',
  '@SUM(A1:A9), -1',
  '\tTab first; and, commas',
  "Back\\slash and 'quotes'",
  'مطوّر برمجيات',
];
const ROLES = ['backend-developer', 'data-engineer', 'nurse'];
const SKILLS = ['java', 'c++', 'postgresql', '.net', 'c#'];

/** The `n`th posting with its verdict; every third field is missing somewhere. */
export function sampleEntry(n: number): [Posting, Partial<Verdict>] {
  const posting = makePosting(`sample ${n}`, {
    title: `${TITLES[n % TITLES.length]} ${n}`,
    company: n % 4 === 0 ? null : `Firma "${n % 7}", Ltd.`,
    url: n % 5 === 0 ? null : `https://jobs.example/${n}?a=1&b="2"`,
    location: {
      raw: n % 3 === 0 ? null : `Zürich, Genève ${n % 11}`,
      country: null,
      region: null,
      city: null,
      remote: null,
    },
    description: `Text ${n} of a posting.`,
    postedAt:
      n % 6 === 0 ? null : new Date(Date.UTC(2025, n % 18, 1 + (n % 28), 1, 2, 3, n % 1000)).toISOString(),
    validThrough: n % 2 === 0 ? null : '9999-12-31T23:59:59.999Z',
  });
  const verdict = makeVerdict();
  return [
    posting,
    {
      role: {
        ...verdict.role,
        id: ROLES[n % ROLES.length] ?? '',
        confidence: (n % 10) / 10,
        uncertain: n % 10 < 7,
        soc: n % 3 === 2 ? null : '15-1252.00',
      },
      years: n % 3 === 0 ? null : { min: (n % 9) + 0.5, max: n % 2 === 0 ? null : 12 },
      salary:
        n % 4 === 1
          ? null
          : {
              min: 1000.25 * n,
              max: n % 8 === 0 ? null : 1e9 + n,
              currency: n % 2 === 0 ? 'EUR' : 'JPY',
              period: 'year',
            },
      skills: SKILLS.slice(0, n % (SKILLS.length + 1)).map((id, i) =>
        makeSkill(id, { requirement: i % 2 === 0 ? 'required' : 'preferred' }),
      ),
      place: { country: n % 5 === 1 ? null : 'CH', region: null, city: n % 5 === 2 ? 'Zürich' : null },
      remote: n % 3 === 0 ? 'hybrid' : null,
      employmentType: n % 7 === 0 ? null : 'contract',
      language: n % 9 === 0 ? null : 'de',
    },
  ];
}

/** The same as it comes from the store. */
export function sampleRow(n: number): StoredPosting {
  const [posting, verdict] = sampleEntry(n);
  return {
    ...toClassifiedPosting(posting, makeVerdict(verdict), { evidence: false }),
    firstSeen: '2026-03-01T10:00:00.123456Z',
    lastSeen: '2026-03-02T10:00:00Z',
    closedAt: n % 3 === 0 ? '2026-04-01T00:00:00.5Z' : null,
    canonicalId: null,
    copies: n % 4,
    sources: ['/data/jobs.ndjson'],
    locations: posting.location.raw === null ? [] : [posting.location.raw],
  };
}
