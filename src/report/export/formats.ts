import { csvWriter } from './csv.js';
import type { ExportFormat } from './names.js';
import { ndjsonWriter } from './ndjson.js';
import { parquetWriter } from './parquet.js';
import type { PostingWriter, Sink } from './writer.js';

/** A writer of the format; gzip, where the format has it, is the sink's. */
export function writerOf(format: ExportFormat, sink: Sink): PostingWriter {
  if (format === 'parquet') return parquetWriter(sink);
  return format.startsWith('csv') ? csvWriter(sink) : ndjsonWriter(sink);
}
