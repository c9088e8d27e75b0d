import type { SalaryPeriod } from '../../domain/posting.js';

/** After "/", "per", "a" and their like; short forms count only there. */
const UNITS: readonly (readonly [SalaryPeriod, string])[] = [
  ['year', 'years?|yr|y|annum|annual|jahr|an|ann[ée]e|a[ñn]o|ano|anno|jaar|rok'],
  ['month', 'months?|mon|mo|m|mth|monat|mois|mes|m[êe]s|mese|maand|mies(?:i[ąa]c)?|mc|m-c'],
  ['week', 'weeks?|wk|woche|semaine|semana|settimana|tydzie[ńn]'],
  ['day', 'days?|d|diem|tag|jour|d[íi]a|giorno|dag|dzie[ńn]|md|manday'],
  ['hour', 'hours?|hr|hrs|h|stunde|std|heure|hora|ora|uur|godz(?:in[ęea])?|rbh'],
];
/** Words that say it alone. */
const ADVERBS: readonly (readonly [SalaryPeriod, string])[] = [
  [
    'year',
    'yearly|annual(?:ly|i[sz]ed)?|annum|p\\.a\\.?|pa|pro jahr|j[äa]hrlich|annuel(?:s|le)?|anual(?:es)?|annui|rocznie|bruts? an(?:nuel)?|lpa',
  ],
  ['month', 'monthly|pcm|p\\.m\\.?|monatlich|mensuel|mensual(?:es)?|mensa[li]s?|mensili|miesi[ęe]cznie|mies'],
  ['week', 'weekly'],
  ['day', 'daily'],
  ['hour', 'hourly|godzinowo'],
];
const LEAD = String.raw`^(?:[\s+*)\]|,(]|usd|eur|gbp|pln|cad|aud|chf|inr|gross|net(?:to)?|brutt?o|base|salary|ote|b2b|uop|vat|ctc|in base compensation)*`;
/** One alternative with a group each: one pattern to run instead of five. */
const anyOf = (list: readonly (readonly [SalaryPeriod, string])[]): string =>
  `(?:${list.map(([period, words]) => `(?<${period}>${words})`).join('|')})`;
const PER = String.raw`(?:\/\s?(?:per\s)?|p\/|all['’]|(?:per|an?|pro|por|par|al|im|je|na|each|ao|za)\s{1,2})`;
const UNIT_AFTER = new RegExp(String.raw`${LEAD}${PER}\(?${anyOf(UNITS)}\)?(?![a-zà-ž\d])`);
const ADVERB_AFTER = new RegExp(
  String.raw`${LEAD}(?:type )?[\/-]?${anyOf(ADVERBS)}(?![a-zà-ž\d])(?! (?:bonus|commission|stipend|equity|allowance))`,
);
const BEFORE = new RegExp(
  String.raw`\b${anyOf([
    ['hour', 'hourly|per hour|stundenlohn|stundensatz|an hour'],
    ['day', 'day rate|daily rate|daily|per day|tagessatz|tjm'],
    ['month', 'monthly|per month|monatsgehalt|mensuel|mensual|mensal|miesi[ęe]czn'],
    ['year', 'annual|yearly|per year|per annum|jahresgehalt|jahresbrutto|annuel|anual|ral\\b|roczn'],
  ])}`,
  'g',
);
const PERIODS: readonly SalaryPeriod[] = ['year', 'month', 'week', 'day', 'hour'];

function periodIn(match: RegExpExecArray | null): SalaryPeriod | null {
  if (match === null) return null;
  return PERIODS.find((period) => match.groups?.[period] !== undefined) ?? null;
}

/** The period that the words around an amount state: those after it first, then the nearest one before. Both lower case. */
export function periodOf(before: string, after: string): SalaryPeriod | null {
  const said = periodIn(UNIT_AFTER.exec(after)) ?? periodIn(ADVERB_AFTER.exec(after));
  if (said !== null) return said;
  // The last sentence only: "paid monthly. Salary: $120k" says nothing of the period of $120k.
  const from = Math.max(0, before.lastIndexOf('. '), before.lastIndexOf('\n\n'), before.lastIndexOf('|'));
  // Not `matchAll`, which makes a pattern anew each time: half of what a search costs.
  const sentence = before.slice(from);
  let nearest: RegExpExecArray | null = null;
  BEFORE.lastIndex = 0;
  for (let match = BEFORE.exec(sentence); match !== null; match = BEFORE.exec(sentence)) nearest = match;
  return periodIn(nearest);
}
