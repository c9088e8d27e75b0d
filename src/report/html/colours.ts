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

/** Families that stand together in one drawing are named beside it: eight colours tell as many apart as an eye can. */
const FAMILIES: Readonly<Record<string, number>> = {
  ...{ backend: 1, frontend: 2, fullstack: 3, mobile: 4, embedded: 8, software: 6, data: 5, ml: 7 },
  ...{ 'cloud-devops': 4, security: 7, 'it-operations': 8, quality: 2, architecture: 3, leadership: 6 },
  ...{ product: 5, 'enterprise-apps': 1, other: 8 },
};

export function familyColour(family: string): string {
  return `var(--family-${FAMILIES[family] ?? 8})`;
}

/** Steps of `heat`, palest first. */
const STEPS = 6;

/** A share of the largest (0 to 1) as one of six steps; the number in the cell says the rest. */
export function heat(part: number): { fill: string; ink: string } {
  const step = Math.min(STEPS, Math.max(1, Math.ceil(part * STEPS)));
  return { fill: `var(--heat-${step})`, ink: `var(--heat-ink-${step})` };
}
