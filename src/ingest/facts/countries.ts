import { createRequire } from 'node:module';
// Not the package's entry: that one reads the tables of all 80 languages when it is loaded.
import countries from 'i18n-iso-countries/index.js';

/**
 * Languages in which a country's name is understood. Each table is about 8 KB; these cover the places that
 * the boards we read write about.
 */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'nb', 'fi', 'cs'];

/** Everyday names that the ISO tables do not list. */
const EVERYDAY: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  america: 'US',
  unitedstatesofamerica: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  northernireland: 'GB',
  uae: 'AE',
  korea: 'KR',
  southkorea: 'KR',
  russia: 'RU',
  czechia: 'CZ',
  holland: 'NL',
  thenetherlands: 'NL',
  taiwan: 'TW',
  vietnam: 'VN',
  turkey: 'TR',
  hongkong: 'HK',
  macedonia: 'MK',
};

const load = createRequire(import.meta.url);
const byName = new Map<string, string>(Object.entries(EVERYDAY));

function squash(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]+/gu, '')
    .toLowerCase();
}

/** Filled at the first question: 13 tables are 3,000 names and 4 ms, which a run without places need not pay. */
function names(): Map<string, string> {
  if (byName.size > Object.keys(EVERYDAY).length) return byName;
  for (const language of LANGUAGES) {
    const locale: countries.LocaleData = load(`i18n-iso-countries/langs/${language}.json`);
    countries.registerLocale(locale);
    for (const [code, written] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of written) {
        const key = squash(name);
        if (!byName.has(key)) byName.set(key, code);
      }
    }
  }
  return byName;
}

/**
 * A country as a source's own country field states it (alpha-2, alpha-3, or a name in one of 13 languages)
 * -> ISO 3166-1 alpha-2; null where it is none.
 */
export function countryCode(written: string): string | null {
  const text = written.trim();
  if (text === '') return null;
  const upper = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper) && countries.isValid(upper)) return upper;
  if (/^[A-Z]{3}$/.test(upper)) {
    const code = countries.alpha3ToAlpha2(upper);
    if (code !== undefined) return code;
  }
  return names().get(squash(text)) ?? null;
}
