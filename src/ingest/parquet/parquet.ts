/** Parquet: the columns that a posting has, some megabytes of rows at a time. */
import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { GiveUpError } from '../../domain/errors.js';
import { stripControls } from '../facts/clean.js';
import { isKnownName, recogniseNames } from '../fields.js';
import type { SeekableFile } from '../input/seekable.js';
import { PARQUET_BATCH_BYTES } from '../limits.js';
import { genericPosting } from '../sources/generic.js';
import type { Item, ParseContext } from '../sources/item.js';
import type { FieldMap } from '../source-spec.js';
import type { OpenTable } from '../tables/open-table.js';
import { pageLocations, type PageLocation } from './pages.js';
import { jsonValue } from './values.js';

/** A list in a posting (skills, places) is small; longer ones are numbers for machines, and cannot be read in parts. */
const MAX_NESTED_BYTES = 8 * 1024 * 1024;

/** @throws GiveUpError `file-damaged`, `no-postings-found`, `usage`. */
export async function openParquet(file: SeekableFile, ctx: ParseContext): Promise<OpenTable> {
  let bytes = 0;
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    async slice(start, end = file.size) {
      const part = new ArrayBuffer(Math.max(0, Math.min(end, file.size) - start));
      await file.handle.read(new Uint8Array(part), 0, part.byteLength, start);
      bytes += part.byteLength;
      return part;
    },
  };
  const metadata = await orDamaged(() => parquetMetadataAsync(buffer));
  const columns = wantedColumns(metadata, ctx.map);
  return {
    note: '',
    items: readGroups(buffer, metadata, columns, ctx),
    bytesRead: () => Math.min(bytes, file.size),
  };
}

function wantedColumns(metadata: FileMetaData, map: FieldMap | null): Set<string> {
  const names = parquetSchema(metadata).children.map((child) => child.element.name);
  const roots = Object.values(map ?? {}).map((path) => (names.includes(path) ? path : path.split('.')[0]));
  const missing = Object.entries(map ?? {}).filter((_entry, i) => !names.includes(roots[i] ?? ''));
  const listed = stripControls(names.slice(0, 30).join(', ')).text;
  if (missing.length > 0) {
    const said = missing.map(([field, name]) => `${field}=${name}`).join(',');
    throw new GiveUpError('usage', `--map ${said}: no such column; the columns are: ${listed}`);
  }
  if (map?.title === undefined && map?.description === undefined && !recogniseNames(names).core) {
    const why = `no column looks like a title or description (columns: ${listed})`;
    throw new GiveUpError(
      'no-postings-found',
      `${why}; say which with --map title=COLUMN,description=COLUMN`,
    );
  }
  return new Set(names.filter((name) => isKnownName(name) || roots.includes(name)));
}

async function* readGroups(
  file: AsyncBuffer,
  metadata: FileMetaData,
  wanted: Set<string>,
  ctx: ParseContext,
): AsyncGenerator<Item> {
  let start = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const { columns, pages, step, note } = await orDamaged(() => groupPlan(file, group, wanted));
    for (let at = 0; at < rows; at += step) {
      const options = {
        file,
        // One group at a time, or every batch would look through all of them.
        metadata: { ...metadata, row_groups: [group], num_rows: group.num_rows },
        columns,
        compressors,
        rowStart: at,
        rowEnd: Math.min(at + step, rows),
        // Not in the library's types: places of pages, as it keeps them itself for files that have an index.
        pageLocationsByGroup: [pages],
      };
      const batch = await orDamaged(() => parquetReadObjects(options));
      for (const [n, row] of batch.entries()) {
        const record = Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, jsonValue(value)]),
        );
        const raw = genericPosting(record, ctx.map, 'parquet', `row ${start + at + n + 1}`);
        yield { type: 'raw', raw, note: at + n === 0 ? note : null };
      }
    }
    start += rows;
  }
}

interface GroupPlan {
  columns: string[];
  pages: Record<string, PageLocation[]>;
  /** Rows at a time. */
  step: number;
  note: string | null;
}

async function groupPlan(file: AsyncBuffer, group: RowGroup, wanted: Set<string>): Promise<GroupPlan> {
  const rows = Number(group.num_rows);
  const pages: Record<string, PageLocation[]> = {};
  const columns = new Set<string>();
  const left = new Set<string>();
  let size = 0;
  for (const { meta_data: column } of group.columns) {
    const name = column?.path_in_schema[0];
    if (column === undefined || name === undefined || !wanted.has(name)) continue;
    const flat = column.path_in_schema.length === 1;
    const bytes = Number(column.total_uncompressed_size);
    const found = await pageLocations(file, column, flat);
    if (flat) pages[name] = found;
    if (!flat && bytes > MAX_NESTED_BYTES) left.add(name);
    else size += bytes;
    columns.add(name);
  }
  const parts = Math.ceil(size / PARQUET_BATCH_BYTES) || 1;
  const note =
    left.size === 0 ? null : `lists too large for a posting were left out: ${[...left].join(', ')}`;
  return {
    columns: [...columns].filter((name) => !left.has(name)),
    pages,
    step: Math.ceil(rows / parts) || 1,
    note,
  };
}

/** The library says what broke in words of the format; a person needs to know that the file is at fault. */
async function orDamaged<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof GiveUpError) throw error;
    throw new GiveUpError(
      'file-damaged',
      `a Parquet file that cannot be read (${error.message}): export it again`,
      {
        cause: error,
      },
    );
  }
}
