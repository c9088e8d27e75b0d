import type { Salary, SalaryPeriod } from '../../domain/posting.js';

const PERIODS: readonly (readonly [RegExp, SalaryPeriod])[] = [
  [/\bhour|\bhr\b|\/ ?h\b|\bstunde/, 'hour'],
  [/\bday|\bdaily|\bdiem\b|\btag\b/, 'day'],
  [/\bweek/, 'week'],
  [/\bmonth|\bmonat|\bmes\b|\bmois\b|\bpcm\b/, 'month'],
  [/\byear|\byr\b|\bannu|\bp\.?a\b|\bjahr/, 'year'],
];
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:ca|c|can)\$/i, 'CAD'],
  [/\b(?:au|a)\$/i, 'AUD'],
  [/\bnz\$/i, 'NZD'],
  [/\bs\$/i, 'SGD'],
  [/\bhk\$/i, 'HKD'],
  [/\br\$/i, 'BRL'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/₹/, 'INR'],
  [/zł/i, 'PLN'],
  [/\$/, 'USD'],
];
const AMOUNT = /(\d{1,3}(?:[,. '\u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?!\d)\s*(k|m)?(?![a-z])/gi;

/** `YEAR`, `1 YEAR`, `per-year-salary`, `yearly`, `annual` ... */
export function parsePeriod(written: string | null): SalaryPeriod | null {
  const text = (written ?? '').toLowerCase().replace(/[-_]/g, ' ');
  return PERIODS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** An ISO 4217 code or a sign (`€`, `CA$`) -> code. A bare `$` is USD, as every board that writes it means. */
export function parseCurrency(written: string | null): string | null {
  if (written === null) return null;
  const code = /\b[A-Z]{3}\b/.exec(written.toUpperCase())?.[0];
  if (code !== undefined && isCurrency(code)) return code;
  return SIGNS.find(([pattern]) => pattern.test(written))?.[1] ?? null;
}

let known: Set<string> | null = null;
function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** One amount as a number field or text gives it: `120000`, `"120,000"`, `"120k"`, `"$45.50"`. */
export function parseAmount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  return amountsOf(value)[0] ?? null;
}

/**
 * A salary field written as text: `$90k - $105k`, `EUR 60.000–75.000 per year`, `45/hour`. Null where it holds
 * no amount. In a range the multiplier of the upper end counts for the lower one too (`90-105k`).
 */
export function parseSalaryText(text: string): Salary | null {
  const amounts = amountsOf(text);
  const [min, max] = amounts;
  if (min === undefined) return null;
  const upTo = /^\s*(up to|bis|max)/i.test(text) && max === undefined;
  return {
    min: upTo ? null : min,
    max: upTo ? min : (max ?? (/\bfrom\b|\+|\bab\b/i.test(text) ? null : min)),
    currency: parseCurrency(text),
    period: parsePeriod(text),
  };
}

/** Pay stands at the beginning of its field; where thousands of characters follow, they are no pay. */
const MAX_PAY_CHARS = 500;

function amountsOf(text: string): number[] {
  const found = [...text.slice(0, MAX_PAY_CHARS).matchAll(AMOUNT)].slice(0, 2).map((m) => {
    const whole = Number((m[1] ?? '').replace(/\D/g, ''));
    return { value: Number(`${whole}.${m[2] ?? 0}`), unit: (m[3] ?? '').toLowerCase() };
  });
  const scale: Readonly<Record<string, number>> = { k: 1000, m: 1_000_000 };
  const last = found.at(-1);
  return found.map((a) => {
    const unit =
      a.unit === '' && last !== undefined && last.unit !== '' && a.value < 1000 ? last.unit : a.unit;
    return a.value * (scale[unit] ?? 1);
  });
}

/** Zero or negative pay is "not said"; a range the wrong way round is turned. Null when nothing is left. */
export function tidySalary(salary: Salary | null): { salary: Salary | null; note: string | null } {
  if (salary === null) return { salary: null, note: null };
  const positive = (n: number | null): number | null =>
    n !== null && Number.isFinite(n) && n > 0 ? n : null;
  let min = positive(salary.min);
  let max = positive(salary.max);
  let note: string | null = null;
  if (min !== null && max !== null && min > max) {
    [min, max] = [max, min];
    note = 'salary range was the wrong way round: turned';
  }
  if (min === null && max === null) return { salary: null, note };
  return { salary: { min, max, currency: parseCurrency(salary.currency), period: salary.period }, note };
}
