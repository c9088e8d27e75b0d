/** `jobLocation` in the shapes that sites give it: Place, PostalAddress, text, lists of them, several addresses in one place. */
import type { Place, RemoteKind } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { isObject, nameOf, textOf, type Json } from './item.js';

const PARTS = ['addressLocality', 'addressRegion', 'addressCountry'] as const;

/** One place as written, with the parts that are named in it. */
interface Location {
  text: string | null;
  /** Name of the place beside its address. */
  name: string | null;
  place: Place | null;
}

export interface PostingPlaces {
  locations: string[];
  place: Place | null;
  remote: RemoteKind | null;
}

export function placesOf(posting: Json): PostingPlaces {
  const found = [posting['jobLocation']].flat().flatMap(locationsIn);
  const applicants = [posting['applicantLocationRequirements']]
    .flat()
    .map((entry) => locationName(entry))
    .filter((name) => name !== null);
  const texts = (
    addressesTellThemApart(found) ? found.map((l) => l.text) : found.map((l) => l.name ?? l.text)
  ).filter((text) => text !== null);
  const remote = [posting['jobLocationType']]
    .flat()
    .map((type) => parseRemote(nameOf(type)))
    .find((kind) => kind !== null);
  return {
    locations: texts.length > 0 ? texts : applicants,
    place: found.find((l) => l.place !== null)?.place ?? (found.length > 0 ? null : countryOnly(applicants)),
    remote: remote ?? (found.some((l) => l.text !== null && /^remote$/i.test(l.text)) ? 'remote' : null),
  };
}

/** Templates repeat the first address under every place's name: then the names are what is true. */
function addressesTellThemApart(found: readonly Location[]): boolean {
  return (
    found.length < 2 ||
    new Set(found.map((l) => l.text)).size > 1 ||
    new Set(found.map((l) => l.name)).size < 2
  );
}

function locationsIn(entry: unknown): Location[] {
  if (!isObject(entry)) {
    const text = textOf(entry);
    return text === null ? [] : [{ text, name: null, place: null }];
  }
  if (/virtuallocation/i.test(textOf(entry['@type']) ?? ''))
    return [{ text: 'Remote', name: null, place: null }];
  const name = textOf(entry['name']);
  const inAddress = PARTS.some((part) => part in entry);
  const addresses = [inAddress ? entry : (entry['address'] ?? entry['location'])].flat();
  const found = addresses.map((address): Location => {
    if (!isObject(address)) return { text: textOf(address) ?? name, name, place: null };
    const parts = PARTS.map((part) => nameOf(address[part]));
    const written = [...new Set(parts.filter((part) => part !== null))].join(', ');
    const [city, region, country] = parts;
    const street = textOf(address['streetAddress']) ?? textOf(address['name']);
    return {
      text: written === '' ? (name ?? street) : written,
      name,
      place: written === '' ? null : { country: country ?? null, region: region ?? null, city: city ?? null },
    };
  });
  return found.filter((l) => l.text !== null);
}

function locationName(entry: unknown): string | null {
  return locationsIn(isObject(entry) && 'address' in entry ? entry : nameOf(entry))[0]?.text ?? null;
}

/** Applicants from one single country: that is the country of the job. Several say nothing certain. */
function countryOnly(applicants: readonly string[]): Place | null {
  return applicants.length === 1 ? { country: applicants[0] ?? null, region: null, city: null } : null;
}
