/** Bytes that are no text but rows all the same: a Parquet file, an Excel workbook. */
import { GiveUpError } from '../domain/errors.js';
import { copyToSeekable, openSeekable } from './input/seekable.js';
import type { ParseContext } from './sources/item.js';
import type { SourceSpec } from './source-spec.js';
import type { OpenTable } from './tables/open-table.js';

/** Formats of rows that are no text. */
export type TableFormat = 'xlsx' | 'parquet';

const NAMES: Readonly<Record<TableFormat, string>> = {
  xlsx: 'a ZIP archive or an Excel workbook',
  parquet: 'a Parquet file',
};

/** By the first bytes; null for anything else. */
export function tableFormat(head: Buffer): TableFormat | null {
  const magic = head.toString('latin1', 0, 4);
  if (magic === 'PAR1') return 'parquet';
  return magic === 'PK\u0003\u0004' ? 'xlsx' : null;
}

export interface OpenTableFile extends OpenTable {
  format: TableFormat;
  close(): Promise<void>;
}

/**
 * @param path of the very same bytes where they are a file of their own; null has them copied.
 * @throws GiveUpError `format-mismatch`, `file-damaged`, `no-postings-found`, `usage`; as the bytes say.
 */
export async function openTable(
  format: TableFormat,
  { bytes, path }: { bytes: AsyncIterable<Buffer>; path: string | null },
  spec: SourceSpec,
  parse: ParseContext,
): Promise<OpenTableFile> {
  if (spec.format !== null && spec.format !== format)
    throw new GiveUpError(
      'format-mismatch',
      `asked to read it as ${spec.format}, but it is ${NAMES[format]}: say --format ${format}, or leave it out`,
    );
  const file = path === null ? await copyToSeekable(bytes) : await openSeekable(path);
  try {
    // Loaded when one is read: most runs have neither.
    const table =
      format === 'parquet'
        ? await (await import('./parquet/parquet.js')).openParquet(file, parse)
        : await (await import('./xlsx/xlsx.js')).openXlsx(file, parse);
    return { ...table, format, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}
