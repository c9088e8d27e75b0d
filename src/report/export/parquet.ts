import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { POSTING_COLUMNS, type ColumnType, type ColumnValue, type DataColumn } from '../columns.js';
import type { PostingWriter, Sink } from './writer.js';

/** Rows that are held until they are written as one row group: some 20 MB, and 10 groups of 200,000 postings. */
const GROUP_ROWS = 20_000;

/** Parquet with typed columns and real lists, compressed with Snappy, which every reader has. */
export function parquetWriter(sink: Sink): PostingWriter {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema: schemaOf(POSTING_COLUMNS), createdBy: 'rolemill' });
  let held: unknown[][] = POSTING_COLUMNS.map(() => []);
  let rows = 0;

  const drain = async (): Promise<void> => {
    // A copy: the next group is written into the same buffer.
    const chunk = bytes.getBytes().slice();
    bytes.index = 0;
    await sink(chunk);
  };
  const writeGroup = async (): Promise<void> => {
    const columnData = POSTING_COLUMNS.map(({ name }, i) => ({ name, data: held[i] ?? [] }));
    await file.write({ columnData, rowGroupSize: GROUP_ROWS });
    held = POSTING_COLUMNS.map(() => []);
    rows = 0;
    await drain();
  };
  return {
    write: async (batch) => {
      for (const row of batch) {
        POSTING_COLUMNS.forEach(({ type, value }, i) => held[i]?.push(parquetValue(type, value(row))));
        rows += 1;
        if (rows === GROUP_ROWS) await writeGroup();
      }
    },
    finish: async () => {
      if (rows > 0) await writeGroup();
      await file.finish();
      await drain();
    },
  };
}

/** What Parquet calls the types; lists are apart. */
const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
  // Both ways of saying it: older readers know the first, newer ones take the second.
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
} as const satisfies Partial<Record<ColumnType, Partial<SchemaElement>>>;

function schemaOf(columns: readonly DataColumn[]): SchemaElement[] {
  return [{ name: 'postings', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

/** A list is three levels deep, as the format's specification has it ("LogicalTypes.md", Lists). */
function elementsOf({ name, type, nullable }: DataColumn): SchemaElement[] {
  if (type !== 'ids' && type !== 'texts')
    return [{ name, ...ELEMENTS[type], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' }];
  return [
    { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...ELEMENTS.text, repetition_type: 'REQUIRED' },
  ];
}

function parquetValue(type: ColumnType, value: ColumnValue): unknown {
  return type === 'instant' && typeof value === 'string' ? microseconds(value) : value;
}

/** `2026-03-01T10:00:00.123456Z` -> microseconds since 1970. A Date would lose the last three digits. */
function microseconds(iso: string): bigint {
  const [, fraction = ''] = /\.(\d+)/.exec(iso) ?? [];
  const seconds = BigInt(Math.floor(Date.parse(iso) / 1000));
  return seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}
