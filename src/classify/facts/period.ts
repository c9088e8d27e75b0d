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
const AFTER = [
  ...UNITS.map(
    ([period, words]) =>
      [
        period,
        new RegExp(
          String.raw`${LEAD}(?:\/\s?(?:per\s)?|p\/|all['’]|(?:per|an?|pro|por|par|al|im|je|na|each|ao|za)\s{1,2})(?:\(?(?:${words})\)?)(?![a-zà-ž\d])`,
        ),
      ] as const,
  ),
  ...ADVERBS.map(
    ([period, words]) =>
      [period, new RegExp(String.raw`${LEAD}(?:type )?[\/-]?(?:${words})(?![a-zà-ž\d])`)] as const,
  ),
];
const BEFORE: readonly (readonly [SalaryPeriod, RegExp])[] = [
  ['hour', /\b(?:hourly|per hour|stundenlohn|stundensatz|an hour)\b/g],
  ['day', /\b(?:day rate|daily rate|daily|per day|tagessatz|tjm)\b/g],
  ['month', /\b(?:monthly|per month|monatsgehalt|mensuel|mensual|mensal|miesi[ęe]czn\w+)\b/g],
  [
    'year',
    /\b(?:annual(?:ly|i[sz]ed)?|yearly|per year|per annum|jahresgehalt|jahresbrutto|annuel|anual|annual[ei]|ral|roczn\w+)\b/g,
  ],
];

/** The period that the words around an amount state: those after it first, then the nearest one before. Both lower case. */
export function periodOf(before: string, after: string): SalaryPeriod | null {
  const said = AFTER.find(([, pattern]) => pattern.test(after));
  if (said !== undefined) return said[0];
  // The last sentence only: "paid monthly. Salary: $120k" says nothing of the period of $120k.
  const sentence = before.slice(Math.max(0, ...['. ', '\n\n', '|'].map((stop) => before.lastIndexOf(stop))));
  let best: SalaryPeriod | null = null;
  let nearest = -1;
  for (const [period, pattern] of BEFORE) {
    for (const match of sentence.matchAll(pattern)) {
      if (match.index > nearest) [best, nearest] = [period, match.index];
    }
  }
  return best;
}
