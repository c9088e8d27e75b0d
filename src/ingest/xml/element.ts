/** One XML element as it was read, and the JSON object that a record made of elements stands for. */
import { MAX_FIELD_DEPTH } from '../limits.js';
import type { Json } from '../sources/item.js';
import { isMarkup, markupOf } from './markup.js';

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== 'string';
}

/** The text directly in the element. */
export function textIn(element: XmlElement): string {
  return element.children.filter((node) => typeof node === 'string').join('');
}

/** Feeds choose their prefixes freely (`tt:city`, `g:location`): what follows the prefix is what the field means. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The element's children as fields: text, a list of values for a name that comes again, an object for what has
 * fields of its own. `<salary currency="EUR">` also gives `salary_currency`, as a flat export would name it.
 */
export function recordOf(element: XmlElement, depth = 0): Json {
  const groups = new Map<string, XmlElement[]>();
  for (const child of element.children.filter(isElement)) {
    const group = groups.get(child.name);
    if (group === undefined) groups.set(child.name, [child]);
    else group.push(child);
  }
  const fields = new Map<string, unknown>();
  // Names without a prefix first: the feed's own `title` is not the `media:title` of its picture.
  const names = [...groups.keys()].sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')));
  for (const name of names) {
    const group = groups.get(name) ?? [];
    const key = fields.has(localName(name)) ? name : localName(name);
    if (!fields.has(key)) fields.set(key, valueOfGroup(group, depth + 1));
    for (const [attribute, value] of attributesOf(group[0])) {
      const flat = `${localName(name)}_${attribute}`;
      if (!fields.has(flat)) fields.set(flat, value);
    }
  }
  for (const [name, value] of attributesOf(element)) if (!fields.has(name)) fields.set(name, value);
  fields.delete('__proto__');
  return Object.fromEntries(fields);
}

function attributesOf(element: XmlElement | undefined): [string, string][] {
  return Object.entries(element?.attributes ?? {})
    .filter(([name]) => !/^xml(ns)?\b/.test(name))
    .map(([name, value]) => [localName(name), value.trim()]);
}

function valueOfGroup(group: readonly XmlElement[], depth: number): unknown {
  const [first] = group;
  if (first === undefined) return null;
  if (group.some((element) => 'href' in element.attributes)) return linkOf(group);
  return group.length === 1 ? valueOf(first, depth) : group.map((element) => valueOf(element, depth));
}

/** Atom's links: of several (this page, its comments, an enclosure) the page itself is meant. */
function linkOf(group: readonly XmlElement[]): unknown {
  const linked = group.filter((element) => 'href' in element.attributes);
  const page = linked.find((element) => (element.attributes['rel'] ?? 'alternate') === 'alternate');
  return (page ?? linked[0])?.attributes['href'];
}

function valueOf(element: XmlElement, depth: number): unknown {
  if (depth > MAX_FIELD_DEPTH) return null;
  const inner = element.children.filter(isElement);
  if (inner.length === 0) {
    const text = textIn(element).trim();
    const attributes = attributesOf(element);
    return text !== '' || attributes.length === 0 ? text : Object.fromEntries(attributes);
  }
  if (isMarkup(element)) return markupOf(element, depth);
  return isList(element, inner) ? inner.map((entry) => valueOf(entry, depth + 1)) : recordOf(element, depth);
}

/** `<offices><office/>…`: one name again and again, or one element whose parent bears its name in the plural. */
function isList(element: XmlElement, inner: readonly XmlElement[]): boolean {
  const child = localName(inner[0]?.name ?? '').toLowerCase();
  if (inner.some((other) => localName(other.name).toLowerCase() !== child)) return false;
  const parent = localName(element.name).toLowerCase();
  const plurals = [`${child}s`, `${child}es`, `${child}e`, `${child}en`, `${child}list`];
  if (child.endsWith('y')) plurals.push(`${child.slice(0, -1)}ies`);
  return inner.length > 1 || plurals.some((plural) => parent.endsWith(plural));
}
