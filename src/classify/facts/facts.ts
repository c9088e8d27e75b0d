/**
 * The facts of a posting besides role, level and skills: pay, place, remote, employment, language. A field of the
 * source always wins; text is read only where the source says nothing, and nothing is guessed.
 */
import type { EmploymentType, Place, Posting, RemoteKind, Salary } from '../../domain/posting.js';
import type { Evidence } from '../../domain/verdict.js';
import type { Scan } from '../description/scan.js';
import { kindAt } from '../description/sections.js';
import type { SectionKind } from '../taxonomy/section-kinds.js';
import { employmentOfDescription, employmentOfTitle, type EmploymentFound } from './employment.js';
import { languageOf } from './marks.js';
import { placeOf, type PlaceFound } from './place.js';
import { remoteOfDescription, remoteOfText, type RemoteFound } from './remote.js';
import { bestSalary, salaryOfTitle, type SalaryFound } from './salary.js';
import type { FactWords } from './words.js';

export interface Facts {
  salary: Salary | null;
  place: Place;
  remote: RemoteKind | null;
  employmentType: EmploymentType | null;
  language: string | null;
  /** What was read from text, for the evidence; null where the source said it or nothing was found. */
  read: {
    salary: SalaryFound | null;
    place: (PlaceFound & { field: 'location' | 'description'; text: string }) | null;
    remote: RemoteFound | null;
    employment: EmploymentFound | null;
    language: boolean;
  };
}

type Input = Pick<Posting, 'title' | 'description'> &
  Partial<Pick<Posting, 'location' | 'employmentType' | 'salary' | 'language'>>;

/** How much a statement about the kind of work counts by the part it stands in; facts stand in all of them. */
const WEIGHT: Readonly<Record<SectionKind, number>> = {
  duties: 1,
  required: 1,
  preferred: 0.9,
  about: 0.6,
  benefits: 0.8,
  legal: 0.7,
  'other-jobs': 0,
};
/** Header lines of forum postings have bars between their parts, at the very start. */
const HEADER_LENGTH = 400;
/** "Location: Boston, MA", with what stands behind the word. */
const LABEL = /^[^\S\n]*(?:\([^)\n]{0,20}\))?[^\S\n]*[:\-–][^\S\n]*([^\n]{2,80})/u;

/** Reads the facts; pure. `level` is the id of the level that was decided. */
export function readFacts(posting: Input, scan: Scan, words: FactWords, level: string | null): Facts {
  const { title, description: text, salary: paid = null, employmentType = null, language = null } = posting;
  const { location = NOWHERE } = posting;
  const raw = location.raw ?? '';
  const { tokens, marks } = scan;
  const readLanguage = language === null ? languageOf(tokens, words) : null;
  const weightOf = (token: number): number => {
    const kind = kindAt(scan, token);
    return kind === null ? 1 : WEIGHT[kind];
  };
  const salary =
    paid === null ? (salaryOfTitle(title) ?? bestSalary(text, marks.money, 'description')) : null;
  const remote =
    location.remote === null
      ? (remoteOfText(raw, 'location') ??
        remoteOfText(title, 'title') ??
        remoteOfDescription(tokens, marks.remote, headerEnd(text), weightOf))
      : null;
  const employment =
    employmentType === null
      ? (employmentOfTitle(title, raw, level) ?? employmentOfDescription(tokens, marks.employment, weightOf))
      : null;
  const complete = location.country !== null && location.city !== null;
  const place = complete ? null : readPlace(raw, text, tokens.ends, marks.location);
  return {
    salary: paid ?? salary?.salary ?? null,
    place: fill(location, place?.place ?? null),
    remote: location.remote ?? remote?.kind ?? null,
    employmentType: employmentType ?? employment?.type ?? null,
    language: language ?? readLanguage,
    read: { salary, place, remote, employment, language: readLanguage !== null },
  };
}

const NOWHERE: Posting['location'] = { raw: null, country: null, region: null, city: null, remote: null };

/** The source's own fields, and what the text adds to them without contradicting. */
function fill({ country, region, city }: Place, read: Place | null): Place {
  const stated = { country, region, city };
  if (read === null || (country !== null && read.country !== country)) return stated;
  if (city !== null && read.city !== null && city !== read.city)
    return { country: country ?? read.country, region, city };
  return { country: country ?? read.country, region: region ?? read.region, city: city ?? read.city };
}

function readPlace(
  raw: string,
  text: string,
  ends: Int32Array,
  labels: readonly number[],
): Facts['read']['place'] {
  if (raw !== '') {
    const found = placeOf(raw);
    return found === null ? null : { ...found, field: 'location', text: raw };
  }
  // No field at all: a line that is labelled as the location.
  for (const at of labels.slice(0, 3)) {
    const end = ends[at] ?? 0;
    const label = LABEL.exec(text.slice(end, end + 110));
    if (label?.[1] === undefined) continue;
    const found = placeOf(label[1]);
    const offset = end + label[0].length - label[1].length;
    if (found !== null)
      return {
        place: found.place,
        from: found.from + offset,
        to: found.to + offset,
        field: 'description',
        text,
      };
  }
  return null;
}

function headerEnd(text: string): number {
  const start = text.slice(0, HEADER_LENGTH);
  const newline = start.indexOf('\n');
  const line = newline === -1 ? start : start.slice(0, newline);
  const bar = line.indexOf('|');
  return bar !== -1 && line.includes('|', bar + 1) ? line.length : 0;
}

/** The reasons for what was read from text. */
export function factEvidence(
  posting: Input,
  { read, salary, remote, place, employmentType, language }: Facts,
): Evidence[] {
  const evidence: Evidence[] = [];
  const raw = posting.location?.raw ?? '';
  const textOf = { title: posting.title, location: raw, description: posting.description, level: '' };
  const add = (
    about: Evidence['about'],
    what: string,
    rule: string,
    found: { field: keyof typeof textOf; from: number; to: number },
    weight: number,
  ): void => {
    const quote = textOf[found.field].slice(found.from, found.to);
    const field = found.field === 'level' ? 'title' : found.field;
    evidence.push({
      about,
      for: what,
      rule,
      field,
      span: quote === '' ? null : [found.from, found.to],
      quote: quote === '' ? null : quote.slice(0, 120),
      weight: Number(weight.toFixed(2)),
      used: true,
    });
  };
  if (read.salary !== null && salary !== null)
    add('salary', salaryText(salary), 'facts.salary', read.salary, read.salary.score);
  if (read.place !== null)
    add(
      'place',
      [place.city, place.region, place.country].filter((part) => part !== null).join(', '),
      'facts.place',
      read.place,
      1,
    );
  if (read.remote !== null && remote !== null)
    add('remote', remote, 'facts.remote', read.remote, read.remote.score);
  if (read.employment !== null && employmentType !== null)
    add('employment', employmentType, 'facts.employment', read.employment, read.employment.score);
  if (read.language && language !== null)
    add('language', language, 'facts.language', { field: 'description', from: 0, to: 0 }, 1);
  return evidence;
}

function salaryText({ min, max, currency, period }: Salary): string {
  const range = min === max ? `${min}` : `${min ?? ''}–${max ?? ''}`;
  return [range, currency, period === null ? null : `a ${period}`].filter((part) => part !== null).join(' ');
}
