/** `baseSalary` in the shapes that sites give it: MonetaryAmount, PriceSpecification, a number, a text, a list of them. */
import type { Salary, SalaryPeriod } from '../../domain/posting.js';
import { parseAmount, parsePeriod, parseSalaryText } from '../facts/salary.js';
import { isObject, textOf, type Json } from './item.js';

/** UN/CEFACT codes and ISO 8601 durations, which stand where `unitText` should. */
const UNITS: Readonly<Record<string, SalaryPeriod>> = {
  ANN: 'year',
  P1Y: 'year',
  MON: 'month',
  P1M: 'month',
  WEE: 'week',
  P1W: 'week',
  DAY: 'day',
  P1D: 'day',
  HUR: 'hour',
  PT1H: 'hour',
};

/** Pay of a posting, or null where no field of it holds an amount. */
export function payOf(posting: Json): Salary | null {
  const currency = textOf(posting['salaryCurrency']);
  for (const field of ['baseSalary', 'estimatedSalary', 'salary']) {
    for (const entry of [posting[field]].flat()) {
      const pay = payIn(entry, currency);
      if (pay !== null) return pay;
    }
  }
  return null;
}

function payIn(base: unknown, fallback: string | null): Salary | null {
  if (!isObject(base)) return withCurrency(fromScalar(base), fallback);
  const value: unknown = [base['value']].flat()[0] ?? base;
  const from = isObject(value) ? value : base;
  const currency =
    [base, from]
      .flatMap((o) => [textOf(o['currency']), textOf(o['priceCurrency']), textOf(o['salaryCurrency'])])
      .find((text) => text !== null) ?? fallback;
  const period = [from, base].map(periodOf).find((found) => found !== null) ?? null;
  const min = amount(from, ['minValue', 'minPrice', 'min', 'percentile10', 'median']);
  const max = amount(from, ['maxValue', 'maxPrice', 'max', 'percentile90', 'median']);
  if (min !== null || max !== null) return { min, max, currency, period };
  const single = isObject(value) ? (value['value'] ?? value['price'] ?? value['name']) : value;
  const written = fromScalar(Array.isArray(single) ? single.map(String).join(' - ') : single);
  return written === null
    ? null
    : { ...written, currency: currency ?? written.currency, period: period ?? written.period };
}

function fromScalar(value: unknown): Salary | null {
  if (typeof value === 'number')
    return value > 0 ? { min: value, max: value, currency: null, period: null } : null;
  return typeof value === 'string' ? parseSalaryText(value) : null;
}

function withCurrency(pay: Salary | null, currency: string | null): Salary | null {
  return pay === null ? null : { ...pay, currency: pay.currency ?? currency };
}

/** The first of the fields that holds an amount; zero is how forms say nothing. */
function amount(from: Json, fields: readonly string[]): number | null {
  for (const field of fields) {
    const found = parseAmount(from[field]);
    if (found !== null && found > 0) return found;
  }
  return null;
}

function periodOf(from: Json): SalaryPeriod | null {
  for (const field of ['unitText', 'unitCode', 'duration', 'repeatFrequency']) {
    const text = textOf(from[field]);
    if (text === null) continue;
    const found = UNITS[text.trim().toUpperCase()] ?? parsePeriod(text);
    if (found !== null) return found;
  }
  return null;
}
