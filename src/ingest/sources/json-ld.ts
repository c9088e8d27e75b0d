/** A schema.org `JobPosting` object -> raw posting. https://schema.org/JobPosting, as job sites really write it. */
import type { Place, RawPosting, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod, parseSalaryText } from '../facts/salary.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';

/** Parts of the text that the vocabulary keeps in properties of their own. */
const SECTIONS: readonly (readonly [property: string, heading: string])[] = [
  ['responsibilities', 'Responsibilities'],
  ['qualifications', 'Qualifications'],
  ['experienceRequirements', 'Experience'],
  ['skills', 'Skills'],
];

export function isJobPosting(value: unknown): value is Json {
  if (!isObject(value)) return false;
  const types = [value['@type'] ?? value['type']].flat().map((type) => textOf(type) ?? '');
  return types.some((type) => /^(https?:\/\/schema\.org\/|schema:)?JobPosting$/i.test(type));
}

/** Every JobPosting in a JSON-LD value: alone, in a list, in `@graph`, in `itemListElement`, or as a page's main entity. */
export function findJobPostings(value: unknown, depth = 0): Json[] {
  if (depth > 6) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => findJobPostings(entry, depth + 1));
  if (!isObject(value)) return [];
  if (isJobPosting(value)) return [value];
  return [
    '@graph',
    'itemListElement',
    'item',
    'mainEntity',
    'mainEntityOfPage',
    'about',
    'hasPart',
    '_jobposting',
  ].flatMap((key) => findJobPostings(value[key], depth + 1));
}

export function jsonLdPosting(record: Json, at: string, ctx: ParseContext): RawPosting {
  const places = [record['jobLocation']].flat().filter(isObject);
  const applicants = [record['applicantLocationRequirements']]
    .flat()
    .map(nameOf)
    .filter((name) => name !== null);
  const remote = [record['jobLocationType']]
    .flat()
    .some((type) => /telecommute|remote/i.test(textOf(type) ?? ''));
  const locations = places.map(placeText).filter((text) => text !== null);
  const company = record['hiringOrganization'];
  const url = resolveUrl(textOf(record['url']) ?? textOf(record['@id']), ctx.pageUrl);
  const id = identifierOf(record);
  return {
    ...blankPosting('jsonld', at),
    // The page's own address, so that a saved page and the live one are the same posting.
    scope: url === null ? ctx.scope : new URL(url).hostname,
    sourceId: id,
    url,
    title: textOf(record['title']) ?? nameOf(record['name']),
    description: descriptionOf(record),
    company: nameOf(company) ?? ctx.company,
    locations: locations.length > 0 ? locations : applicants,
    place: places[0] !== undefined ? placeOf(places[0]) : countryOnly(applicants),
    remote: remote ? 'remote' : null,
    employmentType:
      [record['employmentType']]
        .flat()
        .map(nameOf)
        .filter((name) => name !== null)
        .join(', ') || null,
    salary: salaryOf(record['baseSalary']) ?? salaryOf(record['estimatedSalary']),
    postedAt: textOf(record['datePosted']),
    validThrough: textOf(record['validThrough']),
    language: nameOf(record['inLanguage']),
  };
}

/**
 * `identifier` is text, or a PropertyValue whose name is the employer and whose value is the id. Some sites put the
 * employer's name into both: that would make all their postings one, so it counts as no id.
 */
function identifierOf(record: Json): string | null {
  const identifier: unknown = [record['identifier']].flat()[0];
  const id = isObject(identifier)
    ? (textOf(identifier['value']) ?? textOf(identifier['@id']))
    : textOf(identifier);
  const names = [
    nameOf(record['hiringOrganization']),
    isObject(identifier) ? textOf(identifier['name']) : null,
  ];
  return names.some((name) => name?.toLowerCase() === id?.toLowerCase()) ? null : id;
}

function resolveUrl(url: string | null, base: string | null): string | null {
  if (url === null || !URL.canParse(url, base ?? undefined)) return base;
  const resolved = new URL(url, base ?? undefined);
  return resolved.protocol === 'http:' || resolved.protocol === 'https:' ? resolved.href : base;
}

function descriptionOf(record: Json): string | null {
  const main = textOf(record['description']);
  const parts = main === null ? [] : [main];
  for (const [property, heading] of SECTIONS) {
    const text = [record[property]]
      .flat()
      .map((part) => (isObject(part) ? (textOf(part['description']) ?? nameOf(part)) : textOf(part)));
    const said = text.filter((part) => part !== null).join('\n');
    if (said !== '' && !(main?.includes(said) ?? false)) parts.push(`<h3>${heading}</h3><p>${said}</p>`);
  }
  return parts.length === 0 ? null : parts.join('\n');
}

function addressOf(place: Json): Json | null {
  const address: unknown = [place['address']].flat()[0];
  if (isObject(address)) return address;
  return 'addressLocality' in place || 'addressCountry' in place ? place : null;
}

function placeText(place: Json): string | null {
  const named = textOf(place['name']);
  const address = addressOf(place);
  if (address === null) return named ?? textOf(place['address']);
  const parts = ['addressLocality', 'addressRegion', 'addressCountry'].map((key) => nameOf(address[key]));
  const written = [...new Set(parts.filter((part) => part !== null))].join(', ');
  return written === '' ? named : written;
}

function placeOf(place: Json): Place | null {
  const address = addressOf(place);
  if (address === null) return null;
  return {
    country: nameOf(address['addressCountry']),
    region: nameOf(address['addressRegion']),
    city: nameOf(address['addressLocality']),
  };
}

/** Applicants from one single country: that is the country of the job. Several say nothing certain. */
function countryOnly(applicants: readonly string[]): Place | null {
  return applicants.length === 1 ? { country: applicants[0] ?? null, region: null, city: null } : null;
}

function salaryOf(base: unknown): Salary | null {
  const first: unknown = [base].flat()[0];
  if (!isObject(first)) {
    const text = textOf(first);
    return text === null ? null : parseSalaryText(text);
  }
  const value: unknown = first['value'] ?? first;
  const from = isObject(value) ? value : first;
  const single = isObject(value) ? value['value'] : value;
  const currency = textOf(first['currency']) ?? textOf(from['currency']) ?? textOf(first['salaryCurrency']);
  const period = parsePeriod(textOf(from['unitText']) ?? textOf(first['unitText']));
  const min = parseAmount(from['minValue'] ?? from['median'] ?? single);
  const max = parseAmount(from['maxValue'] ?? from['median'] ?? single);
  return min === null && max === null ? null : { min, max, currency, period };
}
