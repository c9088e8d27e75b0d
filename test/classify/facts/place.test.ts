import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/classify/classify.js';
import { placeOf } from '../../../src/classify/facts/place.js';
import { loadTaxonomy } from '../../../src/classify/load.js';

const shown = (location: string): string | null => {
  const place = placeOf(location)?.place;
  return place === undefined
    ? null
    : [place.country, place.region, place.city].map((p) => p ?? '-').join(' ');
};

describe('place of a location', () => {
  it.each([
    ['Berlin, Germany / Remote; London', 'DE - Berlin'],
    ['San Francisco, CA | NYC', 'US CA San Francisco'],
    ['SF Bay Area', 'US CA -'],
    ['SF Bay Area (Mountain View, CA)', 'US CA Mountain View'],
    ['NYC or remote', 'US NY New York'],
    ['Remote - US', 'US - -'],
    ['US-Remote', 'US - -'],
    ['Noida, India', 'IN - Noida'],
    ['India - Bengaluru', 'IN - Bengaluru'],
    ['Kraków, Poland', 'PL - Kraków'],
    ['London', 'GB - London'],
    ['London UK', 'GB - London'],
    ['London, ON', 'CA ON London'],
    ['Stow, MA', 'US MA Stow'],
    ['Mebane, NC', 'US NC Mebane'],
    ['Toronto, CA', 'CA ON Toronto'],
    ['Toronto ON', 'CA ON Toronto'],
    ['Berlin, DE', 'DE - Berlin'],
    ['Tel Aviv, IL', 'IL - Tel Aviv'],
    ['Chicago, IL', 'US IL Chicago'],
    ['Remote (DE)', 'DE - -'],
    ['Atlanta, Georgia', 'US GA Atlanta'],
    ['Tbilisi, Georgia', 'GE - Tbilisi'],
    ['Georgia, United States', 'US GA -'],
    ['New York, New York', 'US NY New York'],
    ['Washington, DC', 'US DC Washington'],
    ['USA, CA, San Francisco', 'US CA San Francisco'],
    ['France, Paris', 'FR - Paris'],
    ['Paris, TX', 'US TX Paris'],
    ['ONSITE in San Francisco, CA / Toronto, ON', 'US CA San Francisco'],
    ['REMOTE or ON-SITE in Boston', 'US MA Boston'],
    ['München', 'DE - Munich'],
    ['Wien, Österreich', 'AT - Vienna'],
    ['Warszawa', 'PL - Warsaw'],
    ['Deutschland', 'DE - -'],
    ['Riverside County, CA', 'US CA -'],
    ['Chicago, IL or Milwaukee, WI', 'US IL Chicago'],
    ['los angeles', 'US CA Los Angeles'],
    ['Melbourne, Victoria, Australia', 'AU VIC Melbourne'],
  ])('%s', (location, expected) => expect(shown(location)).toBe(expected));

  it.each([
    'EMEA',
    'Remote',
    'Anywhere',
    'Headquarters',
    'North America - Remote',
    'Georgia',
    'onsite',
    '',
    '100%',
  ])('no place: %j', (location) => expect(shown(location)).toBeNull());

  it('the span is the place', () => {
    const found = placeOf('Remote first (HQ: London, UK)');
    expect('Remote first (HQ: London, UK)'.slice(found?.from, found?.to)).toBe('London, UK');
  });

  it('a very long location takes time by its length', () => {
    expect(shown('x, '.repeat(100_000))).toBeNull();
  });
});

describe('place of a posting', () => {
  const taxonomy = loadTaxonomy();
  const at = (location: object, description = '') =>
    classify(
      {
        title: 'Engineer',
        description,
        location: { raw: null, country: null, region: null, city: null, remote: null, ...location },
      },
      taxonomy,
    ).place;

  it('fields of the source win; the text fills what they leave out and never contradicts', () => {
    expect(at({ raw: 'London, UK', country: 'CA', city: 'London' })).toEqual({
      country: 'CA',
      region: null,
      city: 'London',
    });
    expect(at({ raw: 'Munich', country: 'DE' })).toEqual({ country: 'DE', region: null, city: 'Munich' });
    expect(at({ raw: 'Munich', country: 'AT' })).toEqual({ country: 'AT', region: null, city: null });
  });
  it('a labelled line of the description counts where there is no field', () => {
    expect(at({}, 'About us\n\nLocation: Boston, MA\n\nDuties')).toEqual({
      country: 'US',
      region: 'MA',
      city: 'Boston',
    });
    expect(at({}, 'We have locations in Boston and Rome.').country).toBeNull();
  });
});
