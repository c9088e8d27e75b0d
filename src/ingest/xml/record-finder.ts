/**
 * Events of a parser -> the records of a feed. The element that is a record is found by itself: the first one that
 * is named like a posting and has a posting's fields, else the first that comes again beside its like and has them.
 * Until it is known the document is kept, as far as one record may be long; afterwards only the record at hand.
 */
import { MAX_RECORD_CHARS, MAX_XML_DEPTH } from '../limits.js';
import type { Json } from '../sources/item.js';
import { isElement, localName, recordOf, type XmlElement } from './element.js';
import { feedInfo, keepForFeed } from './feed-info.js';
import { isHtmlName } from './markup.js';
import { holdsFields, RecordChoice, siblings } from './record-choice.js';

export type XmlPiece =
  | { kind: 'record'; index: number; record: Json; feed: Json; note: string | null }
  | { kind: 'too-long'; index: number; length: number }
  /** `index` null: between two records. */
  | { kind: 'cut-off'; index: number | null };

const UNCLOSED = 'an element of it has no end tag: read as far as could be told';

/** What an element takes of memory beside its text, in characters: millions of empty ones are no small record. */
const ELEMENT_COST = 64;

/** No feed gives an element more. */
const MAX_ATTRIBUTES = 200;

export class RecordFinder {
  /** Elements open, outermost first. */
  private readonly open: XmlElement[] = [];
  private record: XmlElement | null = null;
  private recordName: string | null = null;
  /** Characters kept: of the record at hand, or of the document while no record is known. */
  private weight = 0;
  private unclosed = false;
  private count = 0;
  private pieces: XmlPiece[] = [];
  private readonly choice: RecordChoice;

  /** @param isPosting see RecordChoice. */
  constructor(isPosting: (record: Json) => boolean) {
    this.choice = new RecordChoice(isPosting);
  }

  take(): XmlPiece[] {
    const taken = this.pieces;
    this.pieces = [];
    return taken;
  }

  /** @returns false where elements are nested too deep to go on. */
  openTag(name: string, attributes: Record<string, string>): boolean {
    const parent = this.open.at(-1);
    if (this.record !== null) this.splitUnclosed(parent);
    const facts = Object.entries(attributes).slice(0, MAX_ATTRIBUTES);
    const element = { name, attributes: Object.fromEntries(facts), children: [] };
    const startsRecord = this.record === null && parent !== undefined && localName(name) === this.recordName;
    if (startsRecord) this.startRecord(element);
    this.open.push(element);
    for (const [key, value] of facts) this.weight += key.length + value.length;
    this.add(name.length + ELEMENT_COST);
    return this.open.length <= MAX_XML_DEPTH;
  }

  text(data: string): void {
    const element = this.open.at(-1);
    if (element === undefined) return;
    this.add(data.length);
    if (this.record !== null && this.weight > MAX_RECORD_CHARS) return;
    const { children } = element;
    const last = children.at(-1);
    if (typeof last === 'string') {
      // Outside records only short facts about the feed are wanted.
      if (this.record !== null || this.recordName === null || last.length < 1000)
        children[children.length - 1] = last + data;
    } else children.push(data);
  }

  closeTag(implied: boolean): void {
    const element = this.open.pop();
    if (element === undefined) return;
    const parent = this.open.at(-1);
    if (element === this.record) return this.endRecord(null);
    if (this.record !== null) {
      // The parser calls the end of `<a/>` implied too; an empty element is none to warn about.
      this.unclosed ||= implied && element.children.length > 0 && !isHtmlName(element.name);
      if (this.weight <= MAX_RECORD_CHARS) parent?.children.push(element);
    } else if (this.recordName !== null) keepForFeed(parent, element);
    else if (parent === undefined) this.search(element);
    else if (this.choice.isFirst(element, this.open)) this.decide(element, parent);
    else parent.children.push(element);
  }

  /** The input is over. */
  end(): void {
    const [root] = this.open;
    if (root === undefined) return;
    if (this.record === null && this.recordName === null) {
      for (const [i, element] of this.open.slice(1).entries()) this.open[i]?.children.push(element);
      this.search(root);
    }
    if (this.record !== null) this.count++;
    this.pieces.push({ kind: 'cut-off', index: this.record === null ? null : this.count });
  }

  private add(length: number): void {
    this.weight += length;
    if (this.record !== null || this.recordName !== null || this.weight <= MAX_RECORD_CHARS) return;
    // No record in as much text as one may have: what was kept is forgotten, the search goes on.
    for (const element of this.open) element.children = [];
    this.weight = 0;
  }

  /** `<job>…<job>`: the end tag of the first is missing. The second is known by its own first field. */
  private splitUnclosed(parent: XmlElement | undefined): void {
    if (parent === undefined || parent === this.record || localName(parent.name) !== this.recordName) return;
    if (this.open.at(-2) !== this.record || !this.choice.isRecord(this.record)) return;
    this.unclosed = true;
    this.endRecord(this.record);
    this.startRecord(parent);
  }

  private startRecord(element: XmlElement): void {
    this.record = element;
    this.weight = 0;
    this.unclosed = false;
  }

  /** @param left the record's element where it stays open, because its end tag is missing. */
  private endRecord(left: XmlElement | null): void {
    const element = this.record;
    if (element === null) return;
    if (this.weight > MAX_RECORD_CHARS)
      this.pieces.push({ kind: 'too-long', index: ++this.count, length: this.weight });
    else if (holdsFields(element)) this.emit(element, this.unclosed ? UNCLOSED : null);
    if (left !== null) left.children = [];
    this.record = null;
    this.weight = 0;
  }

  private emit(element: XmlElement, note: string | null): void {
    const feed = feedInfo(this.open.filter((other) => other !== element));
    this.pieces.push({ kind: 'record', index: ++this.count, record: recordOf(element), feed, note });
  }

  private decide(element: XmlElement, parent: XmlElement): void {
    this.recordName = localName(element.name);
    const records = [...siblings(parent, this.recordName), element];
    for (const other of this.open) {
      const kept = other.children;
      other.children = [];
      for (const child of kept.filter(isElement)) keepForFeed(other, child);
    }
    for (const record of records) this.emit(record, null);
    this.weight = 0;
  }

  private search(root: XmlElement): void {
    const records = this.choice.search(root, new Set(this.open));
    this.recordName = records[0] === undefined ? null : localName(records[0].name);
    for (const record of records) this.emit(record, null);
  }
}
