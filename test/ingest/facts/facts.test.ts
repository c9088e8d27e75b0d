import { describe, expect, it } from 'vitest';
import { countryCode } from '../../../src/ingest/facts/countries.js';
import { parseDate } from '../../../src/ingest/facts/dates.js';
import { parseEmploymentType } from '../../../src/ingest/facts/employment-type.js';
import { languageCode } from '../../../src/ingest/facts/language.js';
import { parseRemote } from '../../../src/ingest/facts/remote.js';
import { parseSalaryText, tidySalary } from '../../../src/ingest/facts/salary.js';

describe('dates', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00Z'],
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.123+02:00', '2026-03-01T08:00:00Z'],
    ['2026-03-01T10:00:00-0500', '2026-03-01T15:00:00Z'],
    ['2026-08-05 09:41:37 UTC', '2026-08-05T09:41:37Z'],
    ['2026/3/1', '2026-03-01T00:00:00Z'],
    [1775037600, '2026-04-01T10:00:00Z'],
    [1775037600000, '2026-04-01T10:00:00Z'],
    ['1775037600', '2026-04-01T10:00:00Z'],
    ['Tue, 24 Sep 2026 16:00:06 +0000', '2026-09-24T16:00:06Z'],
    ['24 Sep 2026 16:00:06 GMT', '2026-09-24T16:00:06Z'],
    ['Tue, 24 Sep 2026 16:00:06 EST', '2026-09-24T21:00:06Z'],
    ['Tue, 24 Sep 2026 16:00:06 +02:00', '2026-09-24T14:00:06Z'],
    ['2026-09-24 16:00 CEST', '2026-09-24T14:00:00Z'],
    ['2026-09-24 04:00 PM', null],
    ['10/25/2026 12:05:33 AM', '2026-10-25T00:05:33Z'],
    ['10/25/2026 2:05 PM', '2026-10-25T14:05:00Z'],
    ['20260301', '2026-03-01T00:00:00Z'],
    ['20261301', null],
    ['March 5, 2026', '2026-03-05T00:00:00Z'],
    ['5th Mar 2026', '2026-03-05T00:00:00Z'],
    ['31.12.2025', '2025-12-31T00:00:00Z'],
    ['12/31/2025', '2025-12-31T00:00:00Z'],
    ['31/12/2025', '2025-12-31T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    // Impossible, absurd, ambiguous, relative, not dates.
    ['2025-02-29', null],
    ['2026-02-30T00:00:00Z', null],
    ['2026-13-01', null],
    ['2026-01-00', null],
    ['2026-01-01T25:00:00Z', null],
    ['0001-01-01T00:00:00Z', null],
    ['9999-12-31', null],
    ['03/04/2026', null],
    ['3 days ago', null],
    ['yesterday', null],
    ['', null],
    [0, null],
    [Number.NaN, null],
    [1e300, null],
  ])('%j', (written, expected) => {
    expect(parseDate(written)).toBe(expected);
  });
});

describe('employment type', () => {
  it.each([
    ['FULL_TIME', 'full-time'],
    ['Full-time', 'full-time'],
    ['FullTime', 'full-time'],
    ['fulltime_permanent', 'full-time'],
    ['Permanent contract', 'full-time'],
    ['Vollzeit', 'full-time'],
    ['PART_TIME', 'part-time'],
    ['Working Student', 'part-time'],
    ['CONTRACTOR', 'contract'],
    ['Full-time contract', 'contract'],
    ['Freelance', 'contract'],
    ['Contract (1099)', 'contract'],
    ['TEMPORARY', 'temporary'],
    ['Fixed-term', 'temporary'],
    ['PER_DIEM', 'temporary'],
    ['INTERN', 'internship'],
    ['Full-time internship', 'internship'],
    ['FULL_TIME, CONTRACTOR', 'full-time'],
    ['OTHER, PART_TIME', 'part-time'],
    ['VOLUNTEER', null],
    ['International', null],
    ['Internal', null],
    ['Attempt', null],
  ])('%s', (written, expected) => {
    expect(parseEmploymentType(written)).toBe(expected);
  });
});

describe('country', () => {
  it.each([
    ['US', 'US'],
    ['us', 'US'],
    ['USA', 'US'],
    ['DEU', 'DE'],
    ['United States of America', 'US'],
    ['U.S.', 'US'],
    ['UK', 'GB'],
    ['England', 'GB'],
    ['Deutschland', 'DE'],
    ['Côte d’Ivoire', 'CI'],
    ['España', 'ES'],
    ['The Netherlands', 'NL'],
    ['Europe', null],
    ['Remote', null],
    ['XX', null],
    ['', null],
  ])('%s', (written, expected) => {
    expect(countryCode(written)).toBe(expected);
  });
});

describe('remote', () => {
  it.each([
    [true, 'remote'],
    ['yes', 'remote'],
    ['Fully remote', 'remote'],
    ['TELECOMMUTE', 'remote'],
    ['Hybrid', 'hybrid'],
    ['Partially remote', 'hybrid'],
    ['On-site', 'onsite'],
    ['onsite', 'onsite'],
    ['In Office', 'onsite'],
    [false, null],
    ['false', null],
    ['Not remote', null],
    ['unspecified', null],
    [null, null],
  ])('%j', (value, expected) => {
    expect(parseRemote(value)).toBe(expected);
  });
});

describe('language', () => {
  it.each([
    ['en', 'en'],
    ['en-US', 'en'],
    ['de_DE', 'de'],
    ['English', 'en'],
    ['English (US)', 'en'],
    ['Deutsch', 'de'],
    ['xx', null],
    ['Klingon?', null],
  ])('%s', (written, expected) => {
    expect(languageCode(written)).toBe(expected);
  });
});

describe('salary', () => {
  it.each([
    ['$90k - $105k', [90000, 105000, 'USD', null]],
    ['$90-105k a year', [90000, 105000, 'USD', 'year']],
    ['EUR 60.000–75.000 per year', [60000, 75000, 'EUR', 'year']],
    ['CA$102.8K – CA$137K', [102800, 137000, 'CAD', null]],
    ['£45.50 per hour', [45.5, 45.5, 'GBP', 'hour']],
    ['120,000', [120000, 120000, null, null]],
    ['up to 80 000 €', [null, 80000, 'EUR', null]],
    ['from $50/hr', [50, null, 'USD', 'hour']],
  ])('%s', (text, expected) => {
    const salary = parseSalaryText(text);
    expect([salary?.min, salary?.max, salary?.currency, salary?.period]).toEqual(expected);
  });

  it('competitive is no amount', () => {
    expect(parseSalaryText('competitive')).toBeNull();
  });

  it('turns a range that is the wrong way round; zero is not said', () => {
    const odd = { min: 5, max: 3, currency: 'usd', period: null };
    expect(tidySalary(odd).salary).toEqual({ min: 3, max: 5, currency: 'USD', period: null });
    expect(tidySalary({ ...odd, min: 0, max: 0 }).salary).toBeNull();
    expect(tidySalary({ ...odd, currency: 'XQQ' }).salary?.currency).toBeNull();
  });
});
