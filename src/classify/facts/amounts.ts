/**
 * Money as people write it in postings: "€60k–€75k", "120-150K USD", "55.000 – 65.000 €", "PLN 18 000 – 24 000",
 * "CHF 110'000", "12-18 LPA". Only reads what is written; whether it is pay is decided in salary.ts.
 */
import { isDigit } from '../text/units.js';

/** One amount or range as written at `[from, to)`; plain currency units. */
export interface Amount {
  from: number;
  to: number;
  low: number;
  high: number | null;
  currency: string | null;
  /** Written in thousands ("60k"), which for money means a year's pay far more often than anything else. */
  thousands: boolean;
  /** "lakh" and "LPA": by custom figures a year. */
  lakh: boolean;
  /** In millions or more: what companies raise and earn, not people. */
  huge: boolean;
}

/** ISO 4217 codes that postings name. Without PHP and TRY, which in postings are a language and a verb. */
const CODES =
  'USD|EUR|GBP|PLN|CHF|CAD|AUD|NZD|INR|SEK|NOK|DKK|CZK|HUF|RON|BGN|BRL|MXN|ARS|CLP|COP|SGD|HKD|JPY|CNY|ILS|AED|SAR|ZAR|UAH|THB|MYR|IDR|KRW|TWD|VND|NGN|KES|EGP';

/** Written words and signs -> code. A bare "$" is USD: who means another dollar says so (CA$, A$, "CAD"). */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  usd$: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  cad$: 'CAD',
  au$: 'AUD',
  a$: 'AUD',
  aud$: 'AUD',
  nz$: 'NZD',
  nzd$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  sg$: 'SGD',
  mx$: 'MXN',
  r$: 'BRL',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  rs: 'INR',
  'rs.': 'INR',
  zł: 'PLN',
  zl: 'PLN',
  zloty: 'PLN',
};

/** Lower-cased words of `CURRENCY_OF` and the codes: an amount can stand beside any of them. */
export const CURRENCY_WORDS: readonly string[] = [
  ...CODES.toLowerCase().split('|'),
  ...Object.keys(CURRENCY_OF).filter((word) => /^\p{L}+$/u.test(word)),
];

// Any three capitals, since 40 codes in four places make a pattern of many kilobytes; `codeOf` knows which are codes.
const CODE = '(?:[A-Z]{3}|usd|eur|gbp|pln|chf|cad|sek)(?![A-Za-z])';
const DOLLAR = String.raw`(?:(?<![A-Za-z])(?:US|USD|CA|C|CAD|AU|A|AUD|NZ|NZD|HK|SG|S|MX|R)\s?)?\$`;
const CURRENCY = String.raw`(?:${DOLLAR}|€|£|₹|z[łl](?![a-z])|Rs\.?(?![a-z])|(?:[Ee]uros?|EURO)(?![a-z])|${CODE})`;
// A group separator is followed by three digits; anything else after a dot or comma is a fraction.
const NUMBER = String.raw`(?:\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?)`;
// In texts that lost their line breaks a capital follows at once: "$120KLocation".
const SCALE = String.raw`(?:[kK](?![a-zà-žB])|(?:tys\.?|[mM]{1,2}n?|[mM]io|[bB]n?|[tT]|mil|million|billion|trillion|lakhs?|lacs?|L|LPA|lpa|[cC]rores?|Cr)(?![A-Za-zÀ-ž]))`;
const UNIT = String.raw`(?:\s?(?:\/|per |an? )\s?(?:year|yr|hour|hr|h|month|mo|week|day)\b)?`;
const JOIN = String.raw`\s*\+?(?:\s?[[(][^\])\n]{0,80}[\])])?\s*(?:[-–—−‒~]|to|up to|and up to|through|bis|bis zu|à|a|até|do|tot|al|e|and|\/)\s*`;
/** Groups: the currency before, the number, its scale, the currency behind. Without names, which cost an object each. */
const ONE = String.raw`(${CURRENCY}\s?~?)?(${NUMBER})(?:[\s-]?(${SCALE}))?(?:\s?(${CURRENCY}))?`;
const AMOUNT = new RegExp(`${ONE}(?:${UNIT}${JOIN}${ONE})?`, 'y');
/** What of a range can stand before the number that the currency follows. */
const BACKWARDS =
  /(?:\d[\d.,'’ \u00a0\u202f]*\s?[kK]?\s?(?:[-–—−‒~]|to|bis|do|a|à|até|tot)\s?)?(?:\d[\d.,'’ \u00a0\u202f]*)?$/u;
/** What `BACKWARDS` can end in: behind a bare "$" or a word there is nothing to look for. */
const MAY_GO_BACK = /[\d.,'’\s\-–—−‒~osaàét]/;
const SIGN_BEFORE = new RegExp(String.raw`${CURRENCY}\s?~?$`);
const WIDEST = 44;

/**
 * The amount to which the number at `at` belongs, be it its first or last part; null where none can be read.
 * Looks at no more than some hundred characters.
 */
export function amountAt(text: string, at: number): Amount | null {
  let from = at;
  const widest = Math.max(0, at - WIDEST);
  if (MAY_GO_BACK.test(text.charAt(at - 1)) && hasDigit(text, widest, at))
    from -= BACKWARDS.exec(text.slice(widest, at))?.[0].length ?? 0;
  from -= SIGN_BEFORE.exec(text.slice(Math.max(0, from - 6), from))?.[0].length ?? 0;
  AMOUNT.lastIndex = from;
  const match = AMOUNT.exec(text);
  if (match === null) return null;
  const [whole, before1, value1, written1, after1, before2, value2, written2, after2] = match;
  const scale1 = scaleOf(written1);
  const scale2 = scaleOf(written2);
  let low = valueOf(value1);
  let high = value2 === undefined ? null : valueOf(value2);
  // "120-150k" and "$100 - $180k" mean thousands twice, "90k-110" too.
  const shared1 = scale1 ?? (scale2 !== null && low < 1000 ? scale2 : 1);
  const shared2 = scale2 ?? (scale1 !== null && high !== null && high < 1000 && high > low ? scale1 : 1);
  low *= shared1;
  if (high !== null) high *= shared2;
  // "$154-190,000"
  if (high !== null && shared1 === 1 && low < 1000 && high >= 10_000 && low * 1000 <= high) low *= 1000;
  const trailing = after2 ?? (high === null ? after1 : undefined);
  const strange = trailing !== undefined && codeOf(trailing) === null;
  const largest = Math.max(shared1, high === null ? 0 : shared2);
  return {
    from,
    // "$120k OTE": the last word was no currency.
    to: match.index + whole.length - (strange ? trailing.length : 0),
    low,
    high,
    currency: currencyOf([before1, before2, after1, after2]) ?? (largest === LAKH ? 'INR' : null),
    thousands: largest === 1000,
    lakh: largest === LAKH,
    huge: largest >= 1_000_000,
  };
}

const LAKH = 100_000;

function scaleOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const word = written.toLowerCase();
  if (word === 'k' || word.startsWith('tys')) return 1000;
  if (word.startsWith('l')) return LAKH;
  return 1_000_000;
}

const ZERO = 0x30;
const DOT = 0x2e;
const COMMA = 0x2c;

/** What goes back begins with a digit: mostly there is none within reach. */
function hasDigit(text: string, from: number, to: number): boolean {
  for (let i = to - 1; i >= from; i--) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

/** Of what NUMBER matched: one or two digits behind the last dot or comma are a fraction, any other mark only groups. */
function valueOf(written: string | undefined): number {
  const text = written ?? '';
  const { length } = text;
  let places = 0;
  for (let back = 2; back >= 1 && places === 0; back--) {
    const unit = text.charCodeAt(length - 1 - back);
    if (unit === DOT || unit === COMMA) places = back;
  }
  // As a whole number first, which is exact; no fraction is, and sums of them would be off by a hair.
  let value = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) value = value * 10 + unit - ZERO;
  }
  return places === 0 ? value : value / 10 ** places;
}

const KNOWN_CODES = new Set(CODES.split('|'));

function codeOf(sign: string): string | null {
  if (sign === '$') return 'USD';
  const word = sign.replace(/[\s~]/g, '');
  const code = CURRENCY_OF[word.toLowerCase()] ?? word.toUpperCase();
  return KNOWN_CODES.has(code) ? code : null;
}

/** A code or a dollar with its country says more than a bare sign: "$100,000 CAD". */
function currencyOf(signs: readonly (string | undefined)[]): string | null {
  let best: string | null = null;
  for (const sign of signs) {
    if (sign === undefined) continue;
    const code = codeOf(sign);
    if (code === null) continue;
    if (best === null || sign.trim() !== '$') best = code;
  }
  return best;
}
