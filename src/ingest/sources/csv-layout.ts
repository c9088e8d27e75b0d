/** How a table of text is laid out: its delimiter, its quotes and the row that names its columns. */
import { parse } from 'csv-parse/sync';
import { guessedHead, namedHead, type TableHead } from '../tables/head.js';
import type { FieldMap } from '../source-spec.js';

export interface CsvLayout {
  delimiter: string;
  quote: '"' | "'";
  /** What stands before a quote inside quotes: another one, or a backslash as databases write it. */
  escape: '"' | "'" | '\\';
  /** Blanks between delimiter and quote: `a, "b, c"`. */
  loose: boolean;
  /** The first rows as they are: for messages. */
  sample: string[][];
  /** Null where nothing tells what the columns hold. */
  head: TableHead | null;
  /** Whether a column is known (or mapped) to hold titles or descriptions. */
  usable: boolean;
}

const USUAL: readonly string[] = [',', '\t', ';', '|'];
const RARE: readonly string[] = ['^', '~'];
/** Runs of what is neither word nor blank nor usual inside a name; control characters are Hive's and Teradata's. */
// oxlint-disable-next-line no-control-regex
const OTHERS = /[^\p{L}\p{N}\s"'_.()/&+-]{1,4}|[\u0001-\u0008\u001c-\u001f]/gu;
const SAMPLE_ROWS = 200;
const MAX_UNUSUAL = 12;

const NAMES: Readonly<Record<string, string>> = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'bar' };

/** The delimiter for people. */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? JSON.stringify(delimiter);
}

/**
 * The delimiter under which a row names the most known columns; where none does, the one that cuts the rows most
 * evenly.
 * @returns null where the text has no row, or no delimiter cuts it and it names no known column.
 */
export function sniffCsv(head: string, map: FieldMap | null): CsvLayout | null {
  const said = /^sep=(.)\r?\n/i.exec(head)?.[1];
  const usual = bestOf(said === undefined ? [...USUAL, ...RARE] : [said], head, map);
  // Markup in a row cut at every `<` has names of columns too: signs that few use are for tables that no usual one parts.
  const enough = said !== undefined || (usual?.layout.head?.score ?? 0) >= 200;
  const other = enough ? null : bestOf(unusual(head), head, map);
  const best = (other?.score ?? 0) > (usual?.score ?? 0) ? other : usual;
  if (best === null) return null;
  const { layout } = best;
  return layout.head === null && !layout.usable
    ? { ...layout, head: guessedHead(layout.sample, map) }
    : layout;
}

function bestOf(
  delimiters: readonly string[],
  head: string,
  map: FieldMap | null,
): { layout: CsvLayout; score: number } | null {
  let best: { layout: CsvLayout; score: number } | null = null;
  for (const delimiter of delimiters) {
    const layout = layoutWith(delimiter, head, map);
    if (layout === null) continue;
    const score = scoreOf(layout);
    if (score > (best?.score ?? 0)) best = { layout, score };
  }
  return best;
}

/** The signs that stand most often in the first lines. Noise has thousands of different ones, each a try of its own. */
function unusual(head: string): string[] {
  const lines = head.split(/\r\n|\n|\r/, 10).join('\n');
  const counts = new Map<string, number>();
  for (const sign of lines.match(OTHERS) ?? []) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const known = [...USUAL, ...RARE];
  return [...counts]
    .filter(([sign]) => !known.includes(sign))
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_UNUSUAL)
    .map(([sign]) => sign);
}

function layoutWith(delimiter: string, head: string, map: FieldMap | null): CsvLayout | null {
  const style = quoting(delimiter, head);
  const sample = firstRows(head, delimiter, style);
  if (sample.length === 0) return null;
  const named = namedHead(sample, map);
  // A text "title: Cook" is no table: a delimiter that few use must part two known names.
  const enough = named !== null && (USUAL.includes(delimiter) || named.score >= 200);
  return { delimiter, ...style, sample, head: enough ? named : null, usable: enough };
}

function scoreOf({ head, sample, delimiter }: CsvLayout): number {
  if (head !== null) return 10_000 + head.score;
  if (![...USUAL, ...RARE].includes(delimiter)) return 0;
  const widths = sample.map((row) => row.length);
  const usual = [...widths].sort((a, b) => a - b)[widths.length >> 1] ?? 0;
  const even = widths.filter((width) => width === usual).length / widths.length;
  return usual < 2 ? 0 : even * 100 + Math.min(usual, 50) / 10;
}

type Quoting = Pick<CsvLayout, 'quote' | 'escape' | 'loose'>;

function quoting(delimiter: string, head: string): Quoting {
  const d = delimiter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const single = !head.includes('"') && new RegExp(`^'[^']*'${d}'`).test(head);
  const quote = single ? "'" : '"';
  const backslash =
    head.includes(`\\${quote}`) && !new RegExp(`[^\\\\${d}\\n]${quote}${quote}[^${d}\\r\\n]`).test(head);
  const loose = delimiter !== '\t' && new RegExp(`${d} +"`).test(head);
  return { quote, escape: backslash ? '\\' : quote, loose };
}

function firstRows(head: string, delimiter: string, { quote, escape, loose }: Quoting): string[][] {
  const rows: string[][] = [];
  try {
    parse(head, {
      delimiter,
      quote,
      escape,
      ltrim: loose,
      to: SAMPLE_ROWS,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      onRecord: (row: string[]) => (rows.push(row), null),
    });
  } catch (error) {
    // The head ends inside a quoted field, or the quote is never closed under this delimiter: what came before counts.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    return rows;
  }
  // The last row of a head that was cut off is a part of one.
  return rows.length > 2 && !/[\r\n]$/.test(head) && rows.length < SAMPLE_ROWS ? rows.slice(0, -1) : rows;
}
