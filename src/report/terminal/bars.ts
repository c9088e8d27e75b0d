/** Small drawings of text: one character a step, no colours, readable in a pipe. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const HEIGHTS = '▁▂▃▄▅▆▇█';
/** A period of which nothing is said. */
const GAP = ' ';

/** A bar of `share` (0 to 1) of `width` characters, to the eighth of one. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/**
 * One character a value, from 0 to the largest; null leaves a gap. More values than `width` are added up in even groups,
 * so that the line fits and nothing is left out.
 */
export function sparkline(values: readonly (number | null)[], width = Number.POSITIVE_INFINITY): string {
  const shown = values.length > width ? grouped(values, Math.floor(width)) : values;
  const most = Math.max(0, ...shown.map((value) => value ?? 0));
  return shown
    .map((value) => {
      if (value === null) return GAP;
      return most === 0 ? HEIGHTS[0] : HEIGHTS[Math.ceil((value / most) * (HEIGHTS.length - 1))];
    })
    .join('');
}

function grouped(values: readonly (number | null)[], groups: number): (number | null)[] {
  return Array.from({ length: groups }, (_, n) => {
    const from = Math.floor((n * values.length) / groups);
    const part = values.slice(from, Math.floor(((n + 1) * values.length) / groups));
    const known = part.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
}
