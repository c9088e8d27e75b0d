/** A schema.org `JobPosting` object -> raw posting. https://schema.org/JobPosting, as job sites really write it. */
import type { RawPosting } from '../../domain/posting.js';
import { blankPosting, isObject, nameOf, textOf, type Json, type ParseContext } from './item.js';
import { isJobPosting } from './json-ld-graph.js';
import { payOf } from './json-ld-pay.js';
import { placesOf } from './json-ld-place.js';

/** Parts of the text that the vocabulary keeps in properties of their own. */
const SECTIONS: readonly (readonly [property: string, heading: string])[] = [
  ['responsibilities', 'Responsibilities'],
  ['qualifications', 'Qualifications'],
  ['experienceRequirements', 'Experience'],
  ['educationRequirements', 'Education'],
  ['skills', 'Skills'],
  ['jobBenefits', 'Benefits'],
];

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

/** @param source adapter name that the posting carries; microdata and RDFa use the same vocabulary. */
export function jsonLdPosting(record: Json, at: string, ctx: ParseContext, source = 'jsonld'): RawPosting {
  const url = resolveUrl(textOf(record['url']) ?? textOf(record['@id']), ctx.pageUrl);
  return {
    ...blankPosting(source, at),
    ...placesOf(record),
    // The page's own address, so that a saved page and the live one are the same posting.
    scope: url === null ? ctx.scope : new URL(url).hostname,
    sourceId: identifierOf(record),
    url,
    title: nameOf(record['title']) ?? nameOf(record['jobTitle']) ?? nameOf(record['name']),
    description: descriptionOf(record),
    company: employerOf(record) ?? ctx.company,
    employmentType:
      [record['employmentType']]
        .flat()
        .map((type) => nameOf(type))
        .filter((name) => name !== null)
        .join(', ') || null,
    salary: payOf(record),
    postedAt: textOf(record['datePosted']) ?? textOf(record['datePublished']),
    validThrough: textOf(record['validThrough']),
    language: nameOf(record['inLanguage']),
  };
}

/** `identifier` names the employer too, and is sometimes all that does. */
function employerOf(record: Json): string | null {
  for (const value of [record['hiringOrganization'], record['employmentUnit']].flat()) {
    const name = isObject(value) ? (nameOf(value['name']) ?? nameOf(value['legalName'])) : textOf(value);
    // A bare address of the employer's page is no name.
    if (name !== null && !/^https?:/i.test(name)) return name;
  }
  const identifier: unknown = [record['identifier']].flat()[0];
  return isObject(identifier) && textOf(identifier['value']) !== null ? textOf(identifier['name']) : null;
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
  const main = withBreaks(textsOf(record['description']).join('\n'));
  const parts = main === '' ? [] : [main];
  for (const [property, heading] of SECTIONS) {
    const said = textsOf(record[property]);
    const text = said.join('\n');
    if (text === '' || main.includes(text)) continue;
    const body =
      said.length > 1 ? `<ul>${said.map((s) => `<li>${s}</li>`).join('')}</ul>` : `<p>${listed(text)}</p>`;
    parts.push(`<h3>${heading}</h3>${body}`);
  }
  return parts.length === 0 ? null : parts.join('\n');
}

function textsOf(value: unknown): string[] {
  return [value]
    .flat()
    .map((part) => (isObject(part) ? (textOf(part['description']) ?? nameOf(part)) : textOf(part)))
    .filter((part) => part !== null);
}

/** Escaped twice on the way: `\\n` as two characters. Only where the text has no other line break. */
function withBreaks(text: string): string {
  return /\\n.*\\n/.test(text) && !/[\n<]/.test(text) ? text.replace(/(?:\\r)?\\n/g, '\n') : text;
}

/** A list whose items were joined by hard spaces alone: `…interfaces&nbsp;Develop…`. */
function listed(text: string): string {
  const items = text.split(/(?<=\S)&nbsp;(?=\p{Lu}|\d)/u);
  const isList = items.length > 2 && items.every((item) => item.length > 25) && !text.includes('<');
  return isList ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : text;
}
