/** Raw posting -> posting ready to be stored: clean text, typed facts, a stable identity. Pure; no clock, no I/O. */
import { GiveUpError } from '../domain/errors.js';
import type { Place, Posting, RawPosting } from '../domain/posting.js';
import { cut, oneLine, stripControls } from './facts/clean.js';
import { countryCode } from './facts/countries.js';
import { parseDate } from './facts/dates.js';
import { parseEmploymentType } from './facts/employment-type.js';
import { contentHash, postingId } from './facts/identity.js';
import { languageCode } from './facts/language.js';
import { tidySalary } from './facts/salary.js';
import { readDescription } from './description.js';
import { toReadableText } from './html-to-text.js';
import { MAX_DESCRIPTION_CHARS, MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_TITLE_CHARS } from './limits.js';

const STRIPPED = 'control characters (such as NUL) removed';

/**
 * @returns the posting, and what had to be changed or dropped to get it (for people, one line each).
 * @throws GiveUpError `empty-posting` when neither title nor description says anything.
 */
export function normalise(raw: RawPosting): { posting: Posting; notes: string[] } {
  const notes = new Set<string>();
  const clean = (text: string | null): string | null => {
    if (text === null) return null;
    const { text: out, stripped } = stripControls(text);
    if (stripped) notes.add(STRIPPED);
    return out;
  };
  const line = (name: string, text: string | null, max: number): string | null => {
    const folded = oneLine(clean(text));
    if (folded === null || folded.length <= max) return folded;
    notes.add(`${name} of ${folded.length} characters cut to ${max}`);
    return cut(folded, max);
  };
  const date = (name: string, value: string | number | null): string | null => {
    if (value === null || value === '') return null;
    const parsed = parseDate(value);
    if (parsed === null)
      notes.add(
        `${name} "${cut(oneLine(clean(String(value))) ?? '', 40)}" is not a date that can be told: left out`,
      );
    return parsed;
  };

  const title = line('title', plainLine(raw.title), MAX_TITLE_CHARS) ?? '';
  const { raw: rawText, readable, stripped } = readDescription(raw.description ?? '', raw.descriptionFormat);
  if (stripped) notes.add(STRIPPED);
  let description = readable;
  if (description.length > MAX_DESCRIPTION_CHARS) {
    notes.add(`description of ${description.length} characters cut to ${MAX_DESCRIPTION_CHARS}`);
    description = cut(description, MAX_DESCRIPTION_CHARS);
  }
  if (title === '' && description === '') {
    throw new GiveUpError('empty-posting', 'neither title nor description: nothing to classify');
  }
  if (title.includes('\ufffd') || description.includes('\ufffd')) {
    notes.add('holds characters that could not be decoded (shown as \ufffd)');
  }
  const { salary, note } = tidySalary(raw.salary);
  if (note !== null) notes.add(note);

  const facts: Omit<Posting, 'id' | 'contentHash'> = {
    source: raw.source,
    sourceId: line('id', raw.sourceId, MAX_LINE_CHARS),
    url: absoluteUrl(clean(raw.url)),
    title,
    company: line('company', plainLine(raw.company), MAX_NAME_CHARS),
    location: {
      raw: line('location', [...new Set(raw.locations.map(plainLine))].join('; '), MAX_LINE_CHARS),
      remote: raw.remote,
      ...tidyPlace(raw.place, (text) => line('place', text, MAX_NAME_CHARS)),
    },
    description,
    descriptionRaw:
      rawText === description || rawText === '' ? null : cut(rawText, 4 * MAX_DESCRIPTION_CHARS),
    employmentType: raw.employmentType === null ? null : parseEmploymentType(raw.employmentType),
    salary,
    postedAt: date('posted date', raw.postedAt),
    validThrough: date('closing date', raw.validThrough),
    language: raw.language === null ? null : languageCode(raw.language),
  };
  const id = postingId(
    { source: raw.source, scope: raw.scope, sourceId: facts.sourceId },
    { ...facts, locationRaw: facts.location.raw },
  );
  return { posting: { id, ...facts, contentHash: contentHash(facts) }, notes: [...notes] };
}

/** Title and description alone, as a posting that was read from a file has them. */
export function readText({ title, description }: { title: string; description: string | null }): {
  title: string;
  description: string;
} {
  return {
    title: oneLine(stripControls(plainLine(title)).text) ?? '',
    description: readDescription(description ?? '', 'auto').readable,
  };
}

/** Titles and names are escaped or even marked up in many feeds ("R&amp;D Engineer", "<b>Chef</b>"). */
function plainLine<T extends string | null>(text: T): T | string {
  return text !== null && /[&<]/.test(text) ? toReadableText(text, 'auto') : text;
}

function tidyPlace(place: Place | null, line: (text: string | null) => string | null): Place {
  if (place === null) return { country: null, region: null, city: null };
  return {
    country: place.country === null ? null : countryCode(place.country),
    region: line(place.region),
    city: line(place.city),
  };
}

function absoluteUrl(url: string | null): string | null {
  const text = url?.trim() ?? '';
  if (text === '' || text.length > 4000 || !URL.canParse(text)) return null;
  const parsed = new URL(text);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
}
