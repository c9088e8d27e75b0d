/** Named as the endings of files are. */
export const EXPORT_FORMATS = ['ndjson', 'ndjson.gz', 'csv', 'csv.gz', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Other endings that mean the same. */
const ALSO: Readonly<Record<string, ExportFormat>> = { jsonl: 'ndjson', 'jsonl.gz': 'ndjson.gz' };

/** What the name of a file says; null where it says nothing that is written here. */
export function formatOfName(name: string): ExportFormat | null {
  const lower = name.toLowerCase();
  const endings = [...EXPORT_FORMATS, ...Object.keys(ALSO)];
  const ending = endings.find((known) => lower.endsWith(`.${known}`));
  if (ending === undefined) return null;
  return ALSO[ending] ?? EXPORT_FORMATS.find((known) => known === ending) ?? null;
}

/** Whether the format is bytes that a terminal cannot show. */
export function isBinary(format: ExportFormat): boolean {
  return isCompressed(format) || format === 'parquet';
}

/** Whether gzip goes around it. */
export function isCompressed(format: ExportFormat): boolean {
  return format.endsWith('.gz');
}
