/** JSON unless `Accept` asks for CSV or NDJSON: one row of the flat table a line. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toCsv, type Cell } from '../report/csv.js';
import { HttpError } from './errors.js';

export type Format = 'json' | 'csv' | 'ndjson';

const TYPES: readonly (readonly [Format, readonly string[]])[] = [
  ['json', ['application/json', 'application/*', '*/*']],
  ['csv', ['text/csv', 'text/*']],
  ['ndjson', ['application/x-ndjson', 'application/ndjson', 'application/jsonl']],
];

/** For links, which cannot say what they accept. */
export const FORMAT = {
  format: Type.Optional(
    Type.Enum(['json', 'csv', 'ndjson'], { description: 'Instead of `Accept`, as a file to keep' }),
  ),
};

/**
 * The format that the caller likes best; of equals the one named first. `?format=` says it for good.
 * @throws HttpError 406
 */
export function formatOf(request: FastifyRequest): Format {
  const { format } = request.query as { format?: Format };
  if (format !== undefined) return format;
  const accept = request.headers.accept ?? '*/*';
  const wanted = accept
    .split(',')
    .map((part, place) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
      return { type, q: Number.isNaN(q) ? 0 : q, place };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q || a.place - b.place);
  for (const { type } of wanted) {
    const found = TYPES.find(([, types]) => types.includes(type));
    if (found !== undefined) return found[0];
  }
  // A browser asks for a page first, and takes what there is.
  if (wanted.some(({ type }) => type === 'text/html')) return 'json';
  throw new HttpError(406, 'usage', 'Accept: expected application/json, text/csv or application/x-ndjson');
}

/** A flat table: each row an object of the head's names, or a CSV line. */
export interface FlatTable {
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Sends `json()`, or `table()` where the caller asks for rows. */
export function sendAs<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  json: T,
  table: () => FlatTable,
): T | FastifyReply {
  const format = formatOf(request);
  void reply.header('vary', 'accept');
  if (format === 'json') return json;
  const { head, rows } = table();
  if (format === 'csv') return raw(reply, 'text/csv; charset=utf-8', toCsv(head, rows));
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(head.map((name, n) => [name, row[n] ?? null]))),
  );
  return raw(reply, 'application/x-ndjson; charset=utf-8', lines.map((line) => `${line}\n`).join(''));
}

/** Sends NDJSON or CSV text as it is: the route's schema describes its JSON only. */
export function raw(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply
    .type(type)
    .serializer((payload: unknown) => payload as string)
    .send(text);
}
