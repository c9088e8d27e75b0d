/** What board adapters do alike: texts in parts, places in parts, pay in an object. */
import type { Place, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod } from '../facts/salary.js';
import { toMarkup } from '../html-to-text.js';
import { isObject, nameOf, textOf, type Json } from './item.js';

/** A part of the text, under its heading where it has one. */
export type Section = readonly [heading: unknown, text: unknown];

/** The parts that say something, each under its heading, as HTML; null where none does. */
export function joinSections(sections: readonly Section[]): string | null {
  const parts = sections.flatMap(([heading, text]) => {
    const said = textOf(text);
    if (said === null) return [];
    const title = textOf(heading);
    return [{ title: title === null ? '' : `<h3>${title}</h3>`, said }];
  });
  const [only] = parts;
  if (only === undefined) return null;
  // Alone it needs no markup around it: plain text keeps its lines.
  if (parts.length === 1 && only.title === '') return only.said;
  return parts.map(({ title, said }) => title + toMarkup(said)).join('\n');
}

/** `Leeds, England, GB` of what is known; a part that repeats the one before it is left out. */
export function placeName(...parts: unknown[]): string | null {
  const names = parts.map((part) => nameOf(part)?.trim() ?? '').filter((name) => name !== '');
  const told = names.filter((name, i) => name.toLowerCase() !== names[i - 1]?.toLowerCase());
  return told.length === 0 ? null : told.join(', ');
}

/** A place of which something is known, else null. */
export function placeOf(country: unknown, region: unknown, city: unknown): Place | null {
  const place = { country: nameOf(country), region: nameOf(region), city: nameOf(city) };
  return place.country === null && place.region === null && place.city === null ? null : place;
}

/** Names without gaps and repetitions. */
export function namesOf(values: readonly unknown[]): string[] {
  return [...new Set(values.map((value) => nameOf(value)).filter((name) => name !== null))];
}

/** The objects of a list, whatever else stands in it or in its place. */
export function objectsIn(value: unknown): Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** Pay by the names of its parts; null where there is no amount. */
export function salaryFrom(
  pay: unknown,
  names: { min: string; max: string; currency: string; period: string },
): Salary | null {
  if (!isObject(pay)) return null;
  const [min, max] = [parseAmount(pay[names.min]), parseAmount(pay[names.max])];
  if (min === null && max === null) return null;
  const period = parsePeriod(nameOf(pay[names.period]));
  return { min, max, currency: nameOf(pay[names.currency]), period };
}
