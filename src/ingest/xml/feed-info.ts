/** What stands around the records of a feed: its title, its language, the company that it is of. */
import { ALIASES, squashName } from '../fields.js';
import { nameOf, type Json } from '../sources/item.js';
import { isElement, localName, recordOf, textIn, type XmlElement } from './element.js';

/** A feed says a dozen things about itself; whatever is more is no word about it. */
const MAX_FACTS = 50;
const COMPANIES = new Set(ALIASES.company);

/** Keeps a closed element that stands outside all records, where it is a short fact. */
export function keepForFeed(parent: XmlElement | undefined, element: XmlElement): void {
  if (parent === undefined || parent.children.length >= MAX_FACTS) return;
  if (element.children.some(isElement) || element.children.length === 0) return;
  parent.children.push({ ...element, children: [textIn(element).slice(0, 1000)] });
}

/** The facts around a record, the inner ones before the outer ones; `root` is the name of the document's element. */
export function feedInfo(around: readonly XmlElement[]): Json {
  const info: Json = {};
  for (const element of around) {
    const facts = recordOf(element);
    Object.assign(info, facts);
    // `<company><name>Acme</name><jobs><job>…`: all jobs are of that company.
    const company = COMPANIES.has(squashName(localName(element.name))) ? nameOf(facts) : null;
    if (company !== null) info['company'] = company;
  }
  return { ...info, root: localName(around[0]?.name ?? '') };
}
