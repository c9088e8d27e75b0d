/** Days, weeks and months in UTC. A day is written `2026-03-01`. */

export const TREND_UNITS = ['week', 'month'] as const;
export type TrendUnit = (typeof TREND_UNITS)[number];

const DAY_MS = 86_400_000;

/** The day of an instant or a day. */
export function dayOf(iso: string): string {
  return new Date(iso).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * DAY_MS).toISOString());
}

export function addMonths(day: string, months: number): string {
  const date = new Date(day);
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString());
}

/** First day of the period that holds a day: weeks begin on Monday (ISO 8601). */
export function startOf(unit: TrendUnit, day: string): string {
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** First day of the period after the one that begins on `start`. */
export function nextOf(unit: TrendUnit, start: string): string {
  return unit === 'month' ? addMonths(start, 1) : addDays(start, 7);
}

/** `2026-03`, or the ISO week `2026-W09`: it belongs to the year in which its Thursday lies. */
export function nameOf(unit: TrendUnit, start: string): string {
  if (unit === 'month') return start.slice(0, 7);
  const thursday = addDays(start, 3);
  const year = thursday.slice(0, 4);
  const week = 1 + Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Whole months from one first of a month to another; negative when they are turned round. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [new Date(from), new Date(to)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(day) / DAY_MS);
}

/** The day of a number of days since 1970. */
export function dayAt(days: number): string {
  return dayOf(new Date(days * DAY_MS).toISOString());
}

/** Microseconds since 1970 as ISO 8601, with no more digits than there are. */
export function instantAt(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}
