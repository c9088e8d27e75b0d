/** An XML document: a feed of postings (RSS, Atom, the feeds that boards exchange), each record one posting. */
import { MAX_RECORD_CHARS } from '../limits.js';
import type { RawPosting } from '../../domain/posting.js';
import { readRecords, type XmlEvent } from '../xml/read-records.js';
import { atPath } from './generic.js';
import { findJobPostings } from './json-ld.js';
import { FEED, nameOf, textOf, type Item, type Json, type ParseContext } from './item.js';
import { BOARDS, recordPostings } from './registry.js';

export async function* readXml(text: AsyncIterable<string>, ctx: ParseContext): AsyncGenerator<Item> {
  for await (const event of readRecords(text, (record) => isPosting(record, ctx))) {
    if (event.kind !== 'record') yield issueOf(event);
    else {
      const { record, feed, index, note } = event;
      const known = { ...ctx, envelope: feed };
      for (const raw of recordPostings({ ...record, [FEED]: feed }, 'xml', `item ${index}`, known))
        yield { type: 'raw', raw: withFeed(raw, feed), note };
    }
  }
}

function isPosting(record: Json, ctx: ParseContext): boolean {
  const { map } = ctx;
  if (map !== null) {
    const names = [map.title, map.description].filter((name) => name !== undefined);
    return names.some((name) => nameOf(atPath(record, name)) !== null);
  }
  return BOARDS.some((board) => board.recognises(record)) || findJobPostings(record).length > 0;
}

/** What holds for the whole feed and is not said again in each record. */
function withFeed(raw: RawPosting, feed: Json): RawPosting {
  const company = raw.company ?? textOf(feed['company']);
  return { ...raw, company, language: raw.language ?? textOf(feed['language']) };
}

function issueOf(event: Exclude<XmlEvent, { kind: 'record' }>): Item {
  if (event.kind === 'too-long') {
    const message = `longer than ${MAX_RECORD_CHARS / 1024 / 1024} million characters (${event.length}): is it one posting?`;
    return { type: 'issue', at: `item ${event.index}`, code: 'line-too-long', message };
  }
  if (event.kind === 'entities') {
    const message = `the document declares entities of its own (${event.names.join(', ')}), which are not expanded: their text is missing. Ask for a feed without a DTD`;
    return { type: 'issue', at: null, code: 'xml-entities', message };
  }
  if (event.kind === 'stopped')
    return {
      type: 'issue',
      at: null,
      code: 'invalid-xml',
      message: `${event.reason}: the rest was not read`,
    };
  const at = event.index === null ? null : `item ${event.index}`;
  const message = `the document ends ${at === null ? 'before its last end tag' : 'in the middle of this item'}: was its download complete?`;
  return { type: 'issue', at, code: 'invalid-xml', message };
}
