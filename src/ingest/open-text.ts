/** Bytes -> text of a known format, or a file of rows: compression looked through, encoding found, format detected. */
import { GiveUpError } from '../domain/errors.js';
import { detectFormat, EMPTY, refuseBinary, type Detected } from './detect.js';
import { decodeText, type DecodedText } from './input/decode.js';
import { bareUtf16, bomOf, controlDelimiter } from './input/encoding.js';
import { inflate, isGzip } from './input/inflate.js';
import { peek } from './input/peek.js';
import { HEAD_BYTES } from './limits.js';
import type { OpenSource } from './open-source.js';
import { openTable, tableFormat, type OpenTableFile } from './open-table.js';
import type { SourceSpec } from './source-spec.js';

export interface OpenText extends DecodedText, Detected {}

export type OpenContent = { text: OpenText; table: null } | { text: null; table: OpenTableFile };

/** @throws GiveUpError `empty-source`, `format-mismatch`, `unknown-format`, `gzip-damaged`; as `openTable`. */
export async function openContent(source: OpenSource, spec: SourceSpec): Promise<OpenContent> {
  const notes: string[] = [];
  let peeked = await peek(source.bytes, HEAD_BYTES);
  // Magic bytes decide, not the ending. Twice, for what was compressed on disk and again by a server.
  const compressed = isGzip(peeked.head);
  for (let layer = 0; layer < 2 && isGzip(peeked.head); layer++) {
    peeked = await peek(inflate(peeked.rest, 'gzip'), HEAD_BYTES);
  }
  const named = spec.kind === 'file' && /\.gz$/i.test(spec.locator);
  if (named && !compressed && peeked.head.length > 0) notes.push('named .gz, but not compressed');
  if (spec.kind === 'file' && compressed && !named) notes.push('compressed, though not named .gz');
  const { head, complete, rest } = peeked;
  if (head.length === 0) throw new GiveUpError('empty-source', EMPTY);
  const rows = tableFormat(head);
  if (rows !== null) {
    const path = spec.kind === 'file' && !compressed && source.totalBytes !== null ? spec.locator : null;
    const table = await openTable(rows, { bytes: rest, path }, spec, source.parse);
    if (source.claimed !== null && source.claimed !== rows)
      notes.push(`named as ${source.claimed}, but it is ${rows}: read as that`);
    const note = [...notes, table.note].filter((text) => text !== '').join('; ');
    return { text: null, table: { ...table, note } };
  }
  refuseBinary(head);
  const keep = controlDelimiter(head);
  if (keep === null && looksBinary(head))
    throw new GiveUpError(
      'format-mismatch',
      'this is binary data, not text: export the postings as NDJSON, JSON or CSV',
    );

  const charset = source.charset ?? declaredCharset(head);
  const detected = detectFormat({
    head: await decodeHead(head, charset, keep),
    complete,
    forced: spec.format,
    claimed: source.claimed,
    map: spec.map,
  });
  if (detected.note !== '') notes.push(detected.note);
  const text = { ...decodeText(rest, head, charset, keep), ...detected, note: notes.join('; ') };
  return { text, table: null };
}

async function decodeHead(head: Buffer, charset: string | null, keep: string | null): Promise<string> {
  async function* once(): AsyncGenerator<Buffer> {
    yield head;
  }
  let text = '';
  for await (const piece of decodeText(once(), head, charset, keep).text) text += piece;
  return text;
}

/** A page's or feed's own word about its encoding, asked only when it is not UTF-8. */
function declaredCharset(head: Buffer): string | null {
  const start = head.subarray(0, 4096).toString('latin1');
  const xml = /<\?xml[^>]+encoding\s*=\s*["']([\w.-]+)/i.exec(start)?.[1];
  return xml ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? null;
}

/** One control character in ten: text has none, a stray NUL or two in an export is no reason to refuse it. */
function looksBinary(head: Buffer): boolean {
  if (bomOf(head) !== null || bareUtf16(head) !== null) return false;
  const sample = head.subarray(0, 8192);
  const controls = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return controls > sample.length / 10;
}
