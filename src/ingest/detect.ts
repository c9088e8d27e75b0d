/**
 * What a source really is. Precedence:
 *
 * 1. bytes that are a known binary format: Parquet and Excel are read (open-table.ts), others refused by name;
 * 2. a format given with `--format`, unless the text is plainly something else;
 * 3. the content, where it is unmistakable (JSON, a web page, an XML feed, a table with known column names);
 * 4. the ending;
 * 5. otherwise `unknown-format`, saying what was found.
 *
 * A file that is not what its ending says is read as what it is, with a note.
 */
import { GiveUpError } from '../domain/errors.js';
import { cut, stripControls } from './facts/clean.js';
import { sniffCsv, type CsvLayout } from './sources/csv-layout.js';
import { markupKind } from './xml/markup-kind.js';
import { FORMATS, type FieldMap, type FormatName } from './source-spec.js';

export interface Detected {
  format: FormatName;
  /** Layout for csv and tsv; null for the others. */
  layout: CsvLayout | null;
  /** For people, when it is not what the ending says; else empty. */
  note: string;
}

export interface DetectInput {
  head: string;
  /** Whether `head` is everything. */
  complete: boolean;
  /** By `--format`. */
  forced: FormatName | null;
  /** By the file's ending or the Content-Type. */
  claimed: FormatName | null;
  map: FieldMap | null;
}

/** For a source that holds nothing: whoever named it expected something. */
export const EMPTY = 'it is empty: was its export or download complete?';

const SAY_WHICH = `say what it is with --format ${FORMATS.join('|')}`;

/** First bytes of formats that people do name by mistake. */
const BINARY: readonly (readonly [number[], string])[] = [
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF: export the postings as NDJSON, JSON or CSV'],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'an old Office file (.xls, .doc), or one with a password: save it as .xlsx or CSV, without a password',
  ],
  [[0x50, 0x41, 0x52, 0x45], 'an encrypted Parquet file: export it without encryption'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard-compressed data: unpack it, or use gzip'],
  [[0x42, 0x5a, 0x68], 'bzip2-compressed data: unpack it, or use gzip'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz-compressed data: unpack it, or use gzip'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database: export the table as CSV'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image, not text'],
  [[0xff, 0xd8, 0xff], 'a JPEG image, not text'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image, not text'],
];

/** @throws GiveUpError `format-mismatch` for bytes of a known binary format. */
export function refuseBinary(head: Buffer): void {
  const hit = BINARY.find(([magic]) => magic.every((byte, i) => head[i] === byte));
  if (hit !== undefined) throw new GiveUpError('format-mismatch', `this is ${hit[1]}`);
}

/** @throws GiveUpError `empty-source`, `format-mismatch`, `unknown-format`. */
export function detectFormat(input: DetectInput): Detected {
  const text = input.head.trimStart();
  if (text === '') {
    if (input.complete) throw new GiveUpError('empty-source', EMPTY);
    throw new GiveUpError(
      'unknown-format',
      `it starts with thousands of blanks and nothing else; ${SAY_WHICH}`,
    );
  }
  const found = sniff(text, input);
  const wanted = input.forced ?? input.claimed;
  if (found === null) return withoutEvidence(input, text);
  const same = wanted === null || wanted === found || (isTable(wanted) && isTable(found));
  if (same) return table(wanted ?? found, input, '');
  if (input.forced !== null) {
    // JSON asked for and lines of JSON found: one of the two readers takes either.
    if (isJson(input.forced) && isJson(found)) return table(input.forced, input, '');
    throw new GiveUpError(
      'format-mismatch',
      `asked to read it as ${input.forced}, but it holds ${NAMES[found]}: say --format ${found}, or leave it out`,
    );
  }
  return table(found, input, `named as ${wanted}, but holds ${NAMES[found]}: read as that`);
}

const NAMES: Readonly<Record<FormatName, string>> = {
  ndjson: 'one JSON object per line',
  json: 'a JSON document',
  csv: 'a table (CSV)',
  tsv: 'a table (TSV)',
  html: 'a web page',
  xml: 'an XML document',
  xlsx: 'an Excel workbook',
  parquet: 'a Parquet file',
};

const isTable = (format: FormatName): boolean => format === 'csv' || format === 'tsv';
const isJson = (format: FormatName): boolean => format === 'json' || format === 'ndjson';

function table(format: FormatName, input: DetectInput, note: string): Detected {
  if (!isTable(format)) return { format, layout: null, note };
  const layout = sniffCsv(input.head, input.map);
  if (layout === null)
    throw new GiveUpError(
      'format-mismatch',
      `no table: the first row has a single, unknown column; ${SAY_WHICH}`,
    );
  const notes = [note, layout.head?.note ?? ''].filter((text) => text !== '');
  return { format: layout.delimiter === '\t' ? 'tsv' : 'csv', layout, note: notes.join('; ') };
}

function sniff(text: string, input: DetectInput): FormatName | null {
  if (text.startsWith('{') || text.startsWith('[')) return sniffJson(text, input);
  if (text.startsWith('<')) return markupKind(text, input.forced ?? input.claimed);
  // Feeds that a web server's warning got in front of: the reader passes over it.
  const wanted = input.forced ?? input.claimed;
  if (wanted === 'xml' && /^[ \t]*<(\?xml\s|[a-z][\w:.-]*[\s>])/im.test(text)) return 'xml';
  // A file of lines whose first ones are broken is still NDJSON when others are JSON. Of an unnamed one a few lines
  // must tell: an object somewhere in a text does not make it one.
  const lines = text.split('\n', input.claimed === 'ndjson' ? undefined : 20);
  if (lines.filter(isJsonObject).length >= 1) return 'ndjson';
  return sniffCsv(text, input.map)?.usable === true ? 'csv' : null;
}

/** NDJSON or a document: told by whether more than one of the first lines is an object of its own. */
function sniffJson(text: string, input: DetectInput): FormatName {
  const lines = text.split('\n');
  if (!input.complete) lines.pop();
  const first = lines.slice(0, 50).filter((line) => line.trim() !== '');
  const objects = first.filter(isJsonObject).length;
  // Half of them: a pretty-printed document may hold small objects on lines of their own.
  if (objects >= 2 && objects >= first.length / 2) return 'ndjson';
  const claimed = input.forced ?? input.claimed;
  // One object on one line, or a first line longer than the head: both readers can have it, so the ending decides.
  if (claimed !== null && isJson(claimed)) {
    const pretty = claimed === 'ndjson' && objects === 0 && /^(\{|\[)\s*\r?\n\s*["{[]/.test(text);
    return pretty ? 'json' : claimed;
  }
  return objects === 1 && first.length === 2 ? 'ndjson' : 'json';
}

function isJsonObject(line: string): boolean {
  const text = line.trimEnd();
  // Not indented: an object inside a document is no record.
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function withoutEvidence(input: DetectInput, text: string): Detected {
  const wanted = input.forced ?? input.claimed;
  const start = JSON.stringify(stripControls(cut(text, 40)).text);
  if (wanted !== null && isTable(wanted)) return table(wanted, input, '');
  if (wanted === 'ndjson' && input.forced === 'ndjson') return { format: 'ndjson', layout: null, note: '' };
  if (wanted !== null) {
    throw new GiveUpError(
      'format-mismatch',
      `named as ${wanted}, but it is not ${NAMES[wanted]}: it starts with ${start}; ${SAY_WHICH}`,
    );
  }
  throw new GiveUpError('unknown-format', `no known format: it starts with ${start}; ${SAY_WHICH}`);
}
