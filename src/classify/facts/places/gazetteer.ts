import { foldWord } from '../../text/fold.js';
import { CITIES } from './cities.js';
import { AU_STATES, CA_PROVINCES, US_STATES } from './states.js';
import { AREAS, CITY_NAMES, COUNTRY_CODES, COUNTRY_NAMES, LONG_CODES } from './names.js';

export interface City {
  name: string;
  country: string;
  region: string | null;
  /** Doublings of 10,000 inhabitants. */
  size: number;
}

/** What a run of words can name. `cities` is ordered: the one that is meant when nothing else is said comes first. */
export interface Named {
  cities: readonly City[];
  /** A state or province, or an area in one. */
  region: { country: string; region: string | null } | null;
  country: string | null;
}

export interface Gazetteer {
  /** By folded words apart by spaces. */
  names: ReadonlyMap<string, Named>;
  /** By code as written, upper case: "CA" is California and Canada. */
  codes: ReadonlyMap<string, Named>;
  longest: number;
}

/** Languages in which country names are known: those of titles and descriptions, and English. */
const NAME_LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv'];

export const wordsOf = (name: string): string[] =>
  (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(foldWord).filter((word) => word !== '');
const keyOf = (name: string): string => wordsOf(name).join(' ');

let built: Gazetteer | null = null;

/** Built at the first question, in some 20 ms that a run without locations need not pay; never changed after. */
export function gazetteer(): Gazetteer {
  built ??= build();
  return built;
}

function build(): Gazetteer {
  const names = new Map<string, { cities: City[]; region: Named['region']; country: string | null }>();
  const at = (key: string) => {
    let entry = names.get(key);
    if (entry === undefined) names.set(key, (entry = { cities: [], region: null, country: null }));
    return entry;
  };
  const known = addCities(at);
  addCountries(at);
  const codes = new Map<string, Named>();
  for (const code of COUNTRY_CODES) codes.set(code, { cities: [], region: null, country: code });
  for (const [code, country] of Object.entries(LONG_CODES))
    codes.set(code, { cities: [], region: null, country });
  const regions: [string, Readonly<Record<string, string>>][] = [
    ['AU', AU_STATES],
    ['CA', CA_PROVINCES],
    ['US', US_STATES],
  ];
  for (const [country, list] of regions) {
    for (const [region, name] of Object.entries(list)) {
      at(keyOf(name)).region = { country, region };
      codes.set(region, {
        cities: [],
        region: { country, region },
        country: codes.get(region)?.country ?? (region === 'CA' ? 'CA' : null),
      });
    }
  }
  for (const [name, [country, region]] of Object.entries(AREAS)) at(name).region ??= { country, region };
  for (const [name, target] of Object.entries(CITY_NAMES)) {
    const space = target.indexOf(' ');
    const [group, cityName] = [target.slice(0, space), target.slice(space + 1)];
    const [country = '', region = null] = group.split('.');
    const city = known.get(target) ?? { name: cityName, country, region, size: 3 };
    const entry = at(name);
    entry.cities = [city, ...entry.cities.filter((other) => other !== city)];
  }
  const longest = Math.max(...[...names.keys()].map((key) => key.split(' ').length));
  return { names, codes, longest: Math.min(longest, 5) };
}

function addCities(at: (key: string) => { cities: City[] }): Map<string, City> {
  const known = new Map<string, City>();
  for (const line of CITIES.trim().split('\n')) {
    const colon = line.indexOf(':');
    const group = line.slice(0, colon);
    const [country = '', region = null] = group.split('.');
    for (const item of line.slice(colon + 1).split(';')) {
      const name = item.slice(0, -1);
      const city = { name, country, region, size: Number(item.at(-1)) };
      known.set(`${group} ${name}`, city);
      const { cities } = at(keyOf(name));
      const before = cities.findIndex((other) => other.size < city.size);
      cities.splice(before === -1 ? cities.length : before, 0, city);
    }
  }
  return known;
}

/** Not countries, though CLDR names them: unions, outlying codes, test regions. */
const NO_COUNTRY = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
]);

/** Names from the runtime's own tables (CLDR): no list of ours to keep, and no file to read. */
function addCountries(at: (key: string) => { country: string | null }): void {
  for (const [name, code] of Object.entries(COUNTRY_NAMES)) at(name).country = code;
  const codes = currentCodes();
  for (const language of NAME_LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) at(keyOf(display.of(code) ?? code)).country ??= code;
  }
}

function currentCodes(): string[] {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  return (
    letters
      .flatMap((a) => letters.map((b) => a + b))
      .filter((code) => english.of(code) !== undefined && !NO_COUNTRY.has(code))
      // DD and YU still have names, of the countries that came after them.
      .filter((code) => new Intl.Locale(`und-${code}`).region === code)
  );
}
