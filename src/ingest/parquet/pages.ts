/**
 * Where the pages of a Parquet column lie. Most writers put a million rows into one row group and no index beside it;
 * with the places of its pages known, a group is read in parts and not held whole. What the pages claim to unpack to
 * is checked on the way, before anything is unpacked.
 */
import type { AsyncBuffer, ColumnMetaData, OffsetIndex } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { GiveUpError } from '../../domain/errors.js';
import { MAX_PARQUET_PAGE_BYTES } from '../limits.js';

/** Where a page lies, how long it is, and which row of its group it starts with. */
export type PageLocation = OffsetIndex['page_locations'][number];

/** Page headers are some 30 bytes, and as much more as the least and the greatest value they may name. */
const HEADER_BYTES = [4 * 1024, 512 * 1024] as const;
const MAX_PAGE_VALUES = 4_000_000;

/**
 * @param flat whether a value is a row: only then the pages tell at which row they start.
 * @throws GiveUpError `file-damaged` for pages that no writer makes.
 */
export async function pageLocations(
  file: AsyncBuffer,
  column: ColumnMetaData,
  flat: boolean,
): Promise<PageLocation[]> {
  const start = Number(column.dictionary_page_offset ?? 0n) || Number(column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  if (!(start >= 4 && end <= file.byteLength)) throw damaged('a column lies outside of the file');
  const found: PageLocation[] = [];
  let rows = 0;
  for (let at = start; at < end - 1;) {
    const { header, length } = await headerAt(file, at, end);
    const packed = header.compressed_page_size;
    const values = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
    if (!(packed >= 0 && at + length + packed <= end)) throw damaged('a page is longer than its column');
    if (!(header.uncompressed_page_size <= MAX_PARQUET_PAGE_BYTES) || values > MAX_PAGE_VALUES)
      throw damaged('a page unpacks to more than any writer puts into one');
    if (header.type === 'DATA_PAGE' || header.type === 'DATA_PAGE_V2') {
      found.push({
        offset: BigInt(at),
        compressed_page_size: length + packed,
        first_row_index: BigInt(rows),
      });
      rows += header.data_page_header_v2?.num_rows ?? values;
    }
    at += length + packed;
  }
  return flat ? found : [];
}

type Header = ReturnType<typeof parquetHeader>;

async function headerAt(
  file: AsyncBuffer,
  at: number,
  end: number,
): Promise<{ header: Header; length: number }> {
  for (const size of HEADER_BYTES) {
    const reader = { view: new DataView(await file.slice(at, Math.min(at + size, end))), offset: 0 };
    try {
      return { header: parquetHeader(reader), length: reader.offset };
    } catch (error) {
      // Longer than what was read: once more with more of it.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw damaged('the head of a page cannot be read');
}

function damaged(what: string): GiveUpError {
  return new GiveUpError('file-damaged', `a Parquet file with faults: ${what}; copy or export it again`);
}
