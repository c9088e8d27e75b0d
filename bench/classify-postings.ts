/** Postings for the classifier's bench: made up, or those of a file. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readDescription } from '../src/ingest/description.js';
import { seeded } from './postings.js';

export interface BenchPosting {
  title: string;
  description: string;
}

const RANKS = ['Junior', 'Senior', 'Sr.', 'Lead', 'Staff', 'Principal', '', '', '', 'Mid-level'];
const TITLES = [
  'Software Engineer',
  'Backend Developer',
  'Frontend Engineer',
  'Full Stack Developer',
  'Data Engineer',
  'Data Scientist',
  'DevOps Engineer',
  'Site Reliability Engineer',
  'QA Automation Engineer',
  'Product Manager',
  'Engineering Manager',
  'Security Analyst',
  'Solutions Architect',
  'Systems Administrator',
  'UX Designer',
];
const TAILS = ['', '', ' (m/w/d)', ' - Remote', ', Payments', ' (Berlin / hybrid)', ' – $140k–$170k', ' II'];
const OPENERS = [
  'You will',
  'Together with the team you',
  'In this role you',
  'Day to day you',
  'We expect you to',
];
const VERBS =
  'design build maintain review test document measure improve operate ship plan own simplify migrate automate debug explain present prepare coordinate investigate refine'.split(
    ' ',
  );
const THINGS =
  'services pipelines dashboards interfaces features releases reports integrations workflows deployments components experiments schemas alerts runbooks prototypes contracts invoices forecasts backlogs queries jobs libraries screens tools'.split(
    ' ',
  );
const QUALITIES =
  'reliable simple scalable secure fast accessible well-tested readable observable fault-tolerant internal customer-facing high-volume legacy modern shared critical'.split(
    ' ',
  );
const PURPOSES = [
  'that thousands of shops depend on every day',
  'so that our colleagues in logistics can plan a week ahead',
  'for hospitals in eleven countries',
  'which move several million parcels a night',
  'with people from design, support and finance',
  'and keep them healthy long after launch',
  'before the busy season begins',
  'while we replace what has grown old',
];
const COMPANY = [
  'Founded by two sisters in a garage, we have grown to four hundred people without losing our sense of humour.',
  'Our customers run warehouses, clinics and bakeries, and they call us when something is too slow.',
  'We publish what we earn, we meet twice a year in the mountains, and nobody is on call two weeks in a row.',
  'The office is next to the river; most of us come in on Tuesdays and stay for lunch.',
];
const BENEFITS = [
  '30 days of vacation and a budget for books, courses and conferences',
  'Health insurance for you and your family, and a bicycle if you want one',
  'Flexible hours, a quiet office and a good chair at home',
  'Shares in the company after your first year',
];
const LEGAL =
  'We are an equal opportunity employer and welcome applicants of every background, age, religion, gender and orientation; tell us what you need for a fair interview.';

/** `count` postings of about `chars` characters, the same for the same seed, that name skills by these aliases. */
export function makeClassifyPostings(
  count: number,
  chars: number,
  aliases: readonly string[],
  seed = 7,
): BenchPosting[] {
  const next = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const duty = (): string =>
    `${pick(OPENERS)} ${pick(VERBS)} and ${pick(VERBS)} ${pick(QUALITIES)} ${pick(THINGS)} ${pick(PURPOSES)}.`;
  const need = (): string =>
    pick([
      () => `${1 + Math.floor(next() * 8)}+ years of experience with ${pick(aliases)} or ${pick(aliases)}`,
      () => `Solid knowledge of ${pick(aliases)}, ${pick(aliases)} and ${pick(aliases)}`,
      () => `You can ${pick(VERBS)} ${pick(QUALITIES)} ${pick(THINGS)} using ${pick(aliases)}`,
      () => `A degree in a related field, or the same learned by doing`,
    ])();
  return Array.from({ length: count }, () => {
    const title = `${pick(RANKS)} ${pick(TITLES)}${pick(TAILS)}`.trim();
    const parts = [pick(COMPANY), pick(COMPANY), '', 'Responsibilities:'];
    const rest = [
      '',
      'Nice to have:',
      `- ${need()}`,
      `- ${need()}`,
      '',
      'What we offer:',
      ...BENEFITS,
      '',
      LEGAL,
    ];
    let length = [...parts, ...rest].join('\n').length;
    const fill = (until: number, line: () => string): void => {
      while (length < until) length += parts.push(`- ${line()}`) && (parts.at(-1)?.length ?? 0) + 1;
    };
    fill(chars * 0.78, duty);
    parts.push('', 'Requirements:');
    fill(chars, need);
    return { title, description: [...parts, ...rest].join('\n') };
  });
}

/** Postings of an NDJSON file (also .gz) with `title` and `description`, mark-up taken out as `ingest` does. */
export function readPostings(file: string): BenchPosting[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const { title, description } = JSON.parse(line) as { title?: string | null; description?: string | null };
    return [
      { title: title ?? '', description: ownText(readDescription(description ?? '', 'auto').readable) },
    ];
  });
}

/** In a piece of memory of its own, as a text from the database is, and not a part of the one that it was cut from. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}

/** Where the postings of a bench come from. */
export interface PostingsWanted {
  file?: string | undefined;
  count: number;
  /** Length of those that are made up. */
  chars: number;
}

/** The same postings for the same wishes, in whatever process. @param aliases of each skill. */
export function postingsOf(
  { file, count, chars }: PostingsWanted,
  aliases: readonly (readonly string[])[],
): BenchPosting[] {
  if (file !== undefined) return spread(readPostings(file), count);
  return makeClassifyPostings(count, chars, [...new Set(aliases.flat())].toSorted());
}

/** `count` of the list (or all), evenly spread over it: files are sorted by source. */
export function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, n) => list[Math.floor(n * step)] as T);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
