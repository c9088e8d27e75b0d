/** A record of unknown origin (a CSV row, a JSON object) -> raw posting, by the names of its fields. */
import type { Place, RawPosting, RemoteKind, Salary } from '../../domain/posting.js';
import { parseAmount, parsePeriod, parseSalaryText } from '../facts/salary.js';
import { parseRemote } from '../facts/remote.js';
import { looksLikeHtml } from '../html-to-text.js';
import { ALIASES, SECTIONS, squashName } from '../fields.js';
import type { FieldMap, FieldName } from '../source-spec.js';
import { blankPosting, isObject, nameOf, STATUS, textOf, type Json } from './item.js';

/** Finds the value of a field: the mapped name if there is one, else the first alias that holds something. */
class RecordView {
  private readonly record: Json;
  private readonly map: FieldMap;
  private readonly byName = new Map<string, unknown>();

  constructor(record: Json, map: FieldMap | null) {
    this.record = record;
    this.map = map ?? {};
    for (const [name, value] of Object.entries(record)) {
      const key = squashName(name);
      if (!isBlank(value) && !this.byName.has(key)) this.byName.set(key, value);
    }
  }

  get(field: FieldName, usable: (value: unknown) => boolean = () => true): unknown {
    const mapped = this.map[field];
    if (mapped !== undefined) return atPath(this.record, mapped);
    return this.first(ALIASES[field], usable);
  }

  first(names: readonly string[], usable: (value: unknown) => boolean = () => true): unknown {
    for (const name of names) {
      const value = this.byName.get(name);
      if (value !== undefined && usable(value)) return value;
    }
    return undefined;
  }

  text(field: FieldName): string | null {
    const says = (value: unknown): boolean => {
      const name = nameOf(value);
      return name !== null && !(field === 'region' && STATUS.test(name));
    };
    return nameOf(this.get(field, says));
  }
}

/** Nothing, as programs write it into a text. */
const NOTHING = /^\s*(?:none|null|nan|undefined)?\s*$/i;

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && NOTHING.test(value));
}

/** The value under an exact name, else under a dotted path (`company.name`). */
export function atPath(record: Json, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let value: unknown = record;
  for (const step of path.split('.')) {
    if (Array.isArray(value)) value = value[/^\d+$/.test(step) ? Number(step) : 0];
    if (!isObject(value) && !Array.isArray(value)) return undefined;
    if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** @param source adapter name that the posting carries: `csv`, `ndjson` ... */
export function genericPosting(record: Json, map: FieldMap | null, source: string, at: string): RawPosting {
  const view = new RecordView(record, map);
  const isText = (value: unknown): boolean => typeof value === 'string';
  // A title is never a bare number: `position: 243` is a sort order.
  const title = view.get('title', (value) => isText(value) || isObject(value));
  const posted = view.get('posted_at', (value) => textOf(value) !== null);
  const until = view.get('valid_through', (value) => textOf(value) !== null);
  return {
    ...blankPosting(source, at),
    sourceId: textOf(view.get('id', (value) => textOf(value) !== null)),
    url: textOf(view.get('url', isText)),
    title: nameOf(title),
    description: descriptionOf(view),
    company: view.text('company'),
    locations: locationsOf(view),
    place: placeOf(view),
    remote: remoteOf(view),
    employmentType: listText(view.get('employment_type')),
    salary: salaryOf(view),
    postedAt: typeof posted === 'number' ? posted : textOf(posted),
    validThrough: typeof until === 'number' ? until : textOf(until),
    language: view.text('language'),
  };
}

/** The description with the sections that stand in fields of their own, as HTML where any part is HTML. */
function descriptionOf(view: RecordView): string | null {
  const main = textOf(view.get('description', (value) => typeof value === 'string'));
  const sections: { heading: string; text: string }[] = [];
  for (const [heading, names] of SECTIONS) {
    const text = listText(view.first(names));
    if (text !== null && !(main?.includes(text) ?? false)) sections.push({ heading, text });
  }
  if (sections.length === 0) return main;
  const html = [main ?? '', ...sections.map((s) => s.text)].some(looksLikeHtml);
  const block = (text: string): string =>
    html && !looksLikeHtml(text) ? `<pre>${escapeHtml(text)}</pre>` : text;
  const parts = sections.map((s) =>
    html ? `<h3>${s.heading}</h3>${block(s.text)}` : `${s.heading}\n${s.text}`,
  );
  return [...(main === null ? [] : [block(main)]), ...parts].join(html ? '\n' : '\n\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function listText(value: unknown): string | null {
  if (!Array.isArray(value)) return nameOf(value);
  const names = value.map(nameOf).filter((name) => name !== null);
  return names.length === 0 ? null : names.join(', ');
}

function locationsOf(view: RecordView): string[] {
  const value = view.get('location');
  const written = (Array.isArray(value) ? value : [value]).map(locationText).filter((text) => text !== null);
  if (written.length > 0) return written;
  const joined = [view.text('city'), view.text('region'), view.text('country')].filter(
    (part) => part !== null,
  );
  return joined.length === 0 ? [] : [joined.join(', ')];
}

function locationText(value: unknown): string | null {
  if (!isObject(value)) return textOf(value);
  const inner = new RecordView(value, null);
  const full = inner.first(
    ['fulllocation', 'displayname', 'name', 'label', 'location', 'text'],
    (v) => textOf(v) !== null,
  );
  if (full !== undefined) return textOf(full);
  const parts = [inner.text('city'), inner.text('region'), inner.text('country')].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(', ');
}

function placeOf(view: RecordView): Place | null {
  const location = view.get('location');
  const first: unknown = Array.isArray(location) ? location[0] : location;
  const nested = isObject(first)
    ? new RecordView(isObject(first['address']) ? first['address'] : first, null)
    : null;
  const pick = (field: FieldName): string | null => view.text(field) ?? nested?.text(field) ?? null;
  const place = { country: pick('country'), region: pick('region'), city: pick('city') };
  return place.country === null && place.region === null && place.city === null ? null : place;
}

function remoteOf(view: RecordView): RemoteKind | null {
  const hybrid = view.first(['hybrid']);
  if (hybrid === true || hybrid === 'true') return 'hybrid';
  const asBoolean = (value: unknown): unknown => (value === '1' ? true : value);
  const value = view.get('remote', (v) => parseRemote(asBoolean(v)) !== null);
  return parseRemote(asBoolean(value));
}

function salaryOf(view: RecordView): Salary | null {
  const whole = view.get('salary');
  const nested = isObject(whole)
    ? new RecordView(isObject(whole['value']) ? { ...whole, ...whole['value'] } : whole, null)
    : null;
  const text = typeof whole === 'string' ? parseSalaryText(whole) : null;
  const inner = (names: readonly string[]): unknown => nested?.first(names);
  const min = parseAmount(view.get('salary_min') ?? inner(['min', 'minvalue', 'from', 'minimum', 'value']));
  const max = parseAmount(view.get('salary_max') ?? inner(['max', 'maxvalue', 'to', 'maximum', 'value']));
  const currency = textOf(view.get('salary_currency') ?? inner(['currency', 'currencycode']));
  const period = parsePeriod(
    textOf(view.get('salary_period') ?? inner(['period', 'unittext', 'interval', 'unit'])),
  );
  if (min !== null || max !== null)
    return { min, max, currency: currency ?? text?.currency ?? null, period: period ?? text?.period ?? null };
  if (typeof whole === 'number') return { min: whole, max: whole, currency, period };
  return text === null
    ? null
    : { ...text, currency: text.currency ?? currency, period: text.period ?? period };
}
