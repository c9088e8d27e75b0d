/**
 * Country, region and city of a location as people write it: "Berlin, Germany / Remote; London", "SF Bay Area",
 * "Stow, MA", "USA - Remote", "Toronto CA". The first place decides. Commas, dashes and spaces join what is said of one
 * place; semicolons, bars, slashes, "or", "and" begin another; brackets may say more of the one before.
 */
import type { Place } from '../../domain/posting.js';
import { type City, gazetteer, type Named } from './places/gazetteer.js';
import { type Item, itemsOf, NOTHING, type Word, wordsOf } from './places/items.js';
import { NO_PLACE } from './places/names.js';

export interface PlaceFound {
  place: Place;
  from: number;
  to: number;
}

/** Codes of a state and of a country of which the country is meant where no city tells. */
const COUNTRY_FIRST = new Set(['DE']);

/**
 * Places read before: boards repeat few locations (662 in 5,260 postings), and a look-up costs a tenth of a
 * reading. Emptied when full; what it holds changes nothing but the time.
 */
const readBefore = new Map<string, PlaceFound | null>();
const MOST_KNOWN = 2000;
const LONGEST_KNOWN = 100;

/** Where the job is, as far as the location says; null where it names no place. The result is shared: not to be changed. */
export function placeOf(location: string): PlaceFound | null {
  if (location.length > LONGEST_KNOWN) return readPlace(location);
  let found = readBefore.get(location);
  if (found !== undefined) return found;
  found = readPlace(location);
  if (readBefore.size >= MOST_KNOWN) readBefore.clear();
  readBefore.set(location, found);
  return found;
}

function readPlace(location: string): PlaceFound | null {
  const words = wordsOf(location);
  const items = itemsOf(words, gazetteer());
  for (let from = 0; from < items.length;) {
    let to = from + 1;
    while (to < items.length && (items[to]?.gap === 'space' || items[to]?.gap === 'comma')) to++;
    const found = resolve(items.slice(from, to), words, location);
    if (found !== null) {
      const next = items[to];
      return next?.gap === 'bracket' ? refine(found, items.slice(to), words, location) : found;
    }
    from = to;
  }
  return null;
}

function resolve(items: readonly Item[], words: readonly Word[], location: string): PlaceFound | null {
  const at = items.findIndex((item) => item.named !== NOTHING);
  const first = items[at];
  if (first === undefined) return null;
  const cityAt = items.findIndex((item) => item.named.cities.length > 0 && !isWider(items, item, at));
  const spanOf = (from: Item, to: Item): [number, number] => [
    words[from.first]?.from ?? 0,
    words[to.last]?.to ?? 0,
  ];
  if (cityAt === -1) return withoutCity(items, at, words, location);
  const city = items[cityAt];
  if (city === undefined) return null;
  // What is said of the city: the states and countries behind it, or, where it comes last, before it.
  let end = cityAt + 1;
  while (end < items.length && isQualifier(items[end])) end++;
  const qualifiers = [...items.slice(cityAt + 1, end), ...items.slice(at, cityAt)];
  const place = choose(city.named.cities, qualifiers);
  const [from, to] = spanOf(first, items[end - 1] ?? city);
  return { place, from, to };
}

/** A name of both a city and a wider place that another city follows: "New York, Brooklyn" keeps the first. */
function isWider(items: readonly Item[], item: Item, at: number): boolean {
  const index = items.indexOf(item);
  const previous = items[index - 1];
  // "Atlanta, Georgia", "Toronto, Ontario": behind a city a state's name is the state, though a town has it too.
  if (index > at) return item.named.region !== null && previous !== undefined && previous.named !== NOTHING;
  return index === at && (item.named.country !== null || item.named.region !== null) && !isCityFirst(item);
}

/** City states and New York: the city is meant as much as the wider place. */
function isCityFirst({ named }: Item): boolean {
  const city = named.cities[0];
  if (city === undefined) return false;
  if (named.country !== null) return city.country === named.country;
  return named.region === null || city.size >= 6;
}

function isQualifier(item: Item | undefined): boolean {
  return item !== undefined && (item.named.region !== null || item.named.country !== null);
}

function choose(cities: readonly City[], qualifiers: readonly Item[]): Place {
  const fits = (city: City, named: Named): boolean =>
    (named.region !== null &&
      named.region.country === city.country &&
      (named.region.region === null || named.region.region === city.region)) ||
    named.country === city.country;
  const said = qualifiers.map((item) => item.named).filter((named) => named !== NOTHING);
  const best = cities.find((city) => said.every((named) => fits(city, named)));
  const first = cities[0];
  const city = best ?? first;
  const named = said[0];
  if (best === undefined && named !== undefined && first !== undefined) {
    // A large city and another place of its country behind it: "New York, Bay Area, London".
    if (first.size >= 5 && said.some((other) => (other.region ?? other).country === first.country))
      return { country: first.country, region: first.region, city: first.name };
    // A namesake too small for the list: "Paris, TX".
    const country = said.find((other) => other.region === null)?.country;
    const { region } = named;
    if (region !== null && (country === undefined || country === region.country))
      return { country: region.country, region: region.region, city: first.name };
    return { country: country ?? named.country, region: null, city: first.name };
  }
  return { country: city?.country ?? null, region: city?.region ?? null, city: city?.name ?? null };
}

/** "Stow, MA", "California, United States", "USA - Remote", "Remote (DE)". */
function withoutCity(
  items: readonly Item[],
  at: number,
  words: readonly Word[],
  location: string,
): PlaceFound | null {
  const known = items.slice(at).filter((item) => item.named !== NOTHING);
  const first = known[0];
  if (first === undefined) return null;
  const city = unknownCity(items, at, words, location);
  const country = known.find((item) => item.named.region === null)?.named.country ?? null;
  const code = words[first.first]?.text ?? '';
  const asCountry =
    first.named.country !== null && (first.named.region === null || (first.code && COUNTRY_FIRST.has(code)));
  // Georgia is both; alone it says nothing.
  const both = !first.code && first.named.region !== null && first.named.country !== null;
  if (both && country === null && city === null) return null;
  const region = known.find((item) => item.named.region !== null)?.named.region ?? null;
  const place: Place =
    asCountry && (region === null || region.country !== first.named.country)
      ? { country: first.named.country, region: null, city: city?.name ?? null }
      : {
          country: region?.country ?? first.named.country,
          region: region?.region ?? null,
          city: city?.name ?? null,
        };
  const last = known.at(-1) ?? first;
  return { place, from: city?.from ?? words[first.first]?.from ?? 0, to: words[last.last]?.to ?? 0 };
}

/** The part before a state or country, if it looks like a town's name: capitals, no more than three words. */
function unknownCity(
  items: readonly Item[],
  at: number,
  words: readonly Word[],
  location: string,
): { name: string; from: number } | null {
  if (at === 0) return null;
  const start = items.findLastIndex((item, index) => index < at && item.gap !== 'space');
  let own = words.slice(items[Math.max(start, 0)]?.first ?? 0, items[at]?.first ?? 0);
  while (own.length > 0 && NO_PLACE.has(own[0]?.key ?? '')) own = own.slice(1);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || own.length > 3) return null;
  if (own.some((word) => NO_PLACE.has(word.key) || /\d/.test(word.text))) return null;
  if (!/^\p{Lu}/u.test(first.text) || /^(?:county|region|country|state)$/.test(last.key)) return null;
  // "US" written "Remote US" leaves nothing before it; a lone acronym is no town.
  if (own.length === 1 && first.text.length <= 3) return null;
  return { name: location.slice(first.from, last.to), from: first.from };
}

/** "SF Bay Area (Mountain View, CA)", "US (NYC)": brackets that name a city in the place just named. */
function refine(
  found: PlaceFound,
  rest: readonly Item[],
  words: readonly Word[],
  location: string,
): PlaceFound {
  if (found.place.city !== null) return found;
  let to = 1;
  while (to < rest.length && (rest[to]?.gap === 'space' || rest[to]?.gap === 'comma')) to++;
  const inner = resolve(rest.slice(0, to), words, location);
  if (inner === null || inner.place.city === null || inner.place.country !== found.place.country)
    return found;
  return { place: inner.place, from: found.from, to: inner.to };
}
