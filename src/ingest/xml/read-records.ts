/**
 * Text of an XML document -> its records, as a stream.
 *
 * The parser (htmlparser2) is a tolerant one: an ampersand that nobody escaped or a missing end tag costs nothing or
 * one record, where a strict parser would refuse the rest of the document. It knows no DTD: entities that a document
 * declares are never expanded and nothing outside the document is ever fetched.
 */
import { Parser } from 'htmlparser2';
import { MAX_RECORD_CHARS, MAX_XML_DEPTH } from '../limits.js';
import type { Json } from '../sources/item.js';
import { RecordFinder, type XmlPiece } from './record-finder.js';

export type XmlEvent = XmlPiece | { kind: 'entities'; names: string[] } | { kind: 'stopped'; reason: string };

/** @param isPosting whether a record has the shape of a posting, beside the usual names of fields. */
export async function* readRecords(
  text: AsyncIterable<string>,
  isPosting: (record: Json) => boolean,
): AsyncGenerator<XmlEvent> {
  const finder = new RecordFinder(isPosting);
  const entities = new Set<string>();
  let told = 0;
  let quiet = 0;
  let tooDeep = false;
  const heard = (): void => void (quiet = 0);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        heard();
        if (finder.openTag(name, attributes)) return;
        tooDeep = true;
        parser.pause();
      },
      ontext(data) {
        heard();
        finder.text(data);
      },
      onclosetag(_name, implied) {
        heard();
        finder.closeTag(implied);
      },
      oncomment: heard,
      onprocessinginstruction(_name, data) {
        heard();
        for (const [, name] of data.matchAll(/<?!ENTITY\s+(?:%\s*)?([^\s"'<>]{1,40})/gi))
          if (entities.size < 3) entities.add(name ?? '');
      },
    },
    { xmlMode: true },
  );
  for await (const chunk of text) {
    quiet += chunk.length;
    parser.write(chunk);
    // Declarations stand at the document's start, so the first piece of text has them all; it is said once.
    if (entities.size > 0 && told++ === 0) yield { kind: 'entities', names: [...entities] };
    yield* finder.take();
    const reason = tooDeep
      ? `elements are nested deeper than ${MAX_XML_DEPTH}`
      : quiet > MAX_RECORD_CHARS
        ? `a tag, comment or CDATA section goes on for more than ${MAX_RECORD_CHARS / 1024 / 1024} million characters`
        : null;
    if (reason !== null) {
      yield { kind: 'stopped', reason };
      return;
    }
  }
  finder.end();
  yield* finder.take();
}
