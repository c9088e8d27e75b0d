/** Values as Parquet has them -> values as JSON has them, which is what the field names are read from. */

/** @param depth how many lists and structures may lie around a value. */
export function jsonValue(value: unknown, depth = 6): unknown {
  if (value === undefined || value === null || depth < 0) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) return value.map((entry) => jsonValue(entry, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, jsonValue(entry, depth - 1)]));
}
