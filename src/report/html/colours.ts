/** Colours by name: theme.css says what each is in light and dark. */
export const INK = 'var(--ink)';
export const SOFT = 'var(--ink-soft)';
export const LINE = 'var(--line)';
export const SURFACE = 'var(--surface)';
export const ACCENT = 'var(--accent)';
export const ACCENT_SOFT = 'var(--accent-soft)';
export const OTHER = 'var(--other)';
export const RISE = 'var(--rise)';
export const RISE_SOFT = 'var(--rise-soft)';
export const FALL = 'var(--fall)';
export const FALL_SOFT = 'var(--fall-soft)';

/** Steps of `heat`, palest first. */
const STEPS = 6;

/** A share of the largest (0 to 1) as one of six steps; the number in the cell says the rest. */
export function heat(part: number): { fill: string; ink: string } {
  const step = Math.min(STEPS, Math.max(1, Math.ceil(part * STEPS)));
  return { fill: `var(--heat-${step})`, ink: `var(--heat-ink-${step})` };
}

/** Levels are steps of a ladder: one hue, the lowest palest. @param rank from 0, of `count` levels. */
export function levelColour(rank: number, count: number): string {
  const part = count < 2 ? 1 : Math.min(1, Math.max(0, rank / (count - 1)));
  return `var(--level-${1 + Math.round(part * (STEPS - 1))})`;
}
