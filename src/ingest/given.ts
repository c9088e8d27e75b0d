import type { RawPosting } from '../domain/posting.js';

/** A posting that somebody sends to have it judged, in their own words; nothing of it is stored. */
export interface GivenPosting {
  id?: string | null | undefined;
  title: string;
  description?: string | null | undefined;
  company?: string | null | undefined;
  location?: string | null | undefined;
  url?: string | null | undefined;
  employmentType?: string | null | undefined;
  postedAt?: string | null | undefined;
}

/** As a source would have given it. @param source who sent it: `api`, `mcp` */
export function rawOfGiven(given: GivenPosting, source: string): RawPosting {
  return {
    source,
    scope: null,
    sourceId: given.id ?? null,
    url: given.url ?? null,
    title: given.title,
    description: given.description ?? null,
    descriptionFormat: 'auto',
    company: given.company ?? null,
    locations: given.location === null || given.location === undefined ? [] : [given.location],
    place: null,
    remote: null,
    employmentType: given.employmentType ?? null,
    salary: null,
    postedAt: given.postedAt ?? null,
    validThrough: null,
    language: null,
    at: 'body',
  };
}
