/** The little XML that a workbook needs: events of a stream, and the elements of a small part. No entities but XML's own. */
import { Parser } from 'htmlparser2';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export type Attributes = Record<string, string>;

export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text(data: string): void;
  close(name: string): void;
}

/** Names without their namespace's prefix: exporters choose their own (`x:row`). */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** A handler that collects something from what it is fed. */
export interface Collector<T> extends XmlHandler {
  /** What was collected since the last call. */
  take(): T[];
}

/** What the collector finds, given out after each chunk, so that nothing piles up. */
export async function* collect<T>(stream: Readable, collector: Collector<T>): AsyncGenerator<T> {
  const parser = parserFor(collector);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of stream) {
    parser.write(decoder.write(chunk as Buffer));
    yield* collector.take();
  }
  parser.end(decoder.end());
  yield* collector.take();
}

/** Every element of a small part in order, each with the name of the one around it. */
export function elements(xml: string): { name: string; parent: string; attributes: Attributes }[] {
  const found: { name: string; parent: string; attributes: Attributes }[] = [];
  const path: string[] = [];
  const parser = parserFor({
    open: (name, attributes) => {
      found.push({ name, parent: path.at(-1) ?? '', attributes });
      path.push(name);
    },
    text: () => undefined,
    close: () => void path.pop(),
  });
  parser.end(xml);
  return found;
}

function parserFor(handler: XmlHandler): Parser {
  return new Parser(
    {
      onopentag: (name, attributes) => handler.open(local(name), attributes),
      ontext: (data) => handler.text(data),
      onclosetag: (name) => handler.close(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
}
