/** Made at the first number: loading the tables of Intl takes longer than printing one verdict. */
let counts: Intl.NumberFormat | undefined;

/** 12345 -> `12,345`. */
export function formatCount(count: number): string {
  counts ??= new Intl.NumberFormat('en-US');
  return counts.format(count);
}

/** 12345 -> `12k`, where there is room for four characters. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const thousands = count / 1000;
  return thousands < 9.95 ? `${thousands.toFixed(1)}k` : `${Math.round(thousands)}k`;
}

/** `1 posting`, `12,345 postings`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 0.1234 -> `12.3%`; a share of nothing is `n/a`, not 0. */
export function formatShare(share: number, of: number): string {
  return of === 0 ? 'n/a' : `${(share * 100).toFixed(1)}%`;
}

/** 61,200 ms -> `1m 1s`; below ten seconds one decimal. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${Math.floor(whole / 3600)}h ${Math.floor((whole % 3600) / 60)}m`;
}

/** Bytes in powers of 1000, as disks and downloads are labelled: `1.5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1] ?? 'TB'}`;
}

/** An instant as a person reads it in a table: `2026-03-01 14:05`, UTC. */
export function formatInstant(iso: string | null): string {
  return iso === null ? '' : new Date(iso).toISOString().slice(0, 16).replace('T', ' ');
}

/** The day of an instant, UTC. */
export function formatDay(iso: string | null): string {
  return formatInstant(iso).slice(0, 10);
}

/** Said wherever copies are counted as one. */
export function copiesLeftOut(copies: number): string {
  return `copies of a posting count once: ${formatCount(copies)} more with --all-copies`;
}

/** `12.3–15.1%`: a 95 % interval of a share. */
export function formatInterval(interval: { low: number; high: number } | null): string {
  if (interval === null) return '';
  return `${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)}`;
}

/** `+3.2`, percentage points; what rounds to nothing has no sign. */
export function formatPoints(change: number): string {
  const points = (change * 100).toFixed(1);
  if (Number(points) === 0) return '0.0';
  return change > 0 ? `+${points}` : points;
}
