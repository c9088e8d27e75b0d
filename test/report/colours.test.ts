/** Colours of the pages: seen on their ground, and told apart by readers who see fewer colours. */
import { describe, expect, it } from 'vitest';
import { loadTaxonomy } from '../../src/classify/load.js';
import { FAMILY_GROUPS, familyColour } from '../../src/report/html/families.js';
import { themeCss } from '../../src/report/html/theme.js';

type Triple = [number, number, number];

/** How colours are seen: by most, and by those without red, green or blue cones (Machado, Oliveira and Fernandes, 2009). */
const SIGHTS: Record<string, Triple[]> = {
  most: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'without red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'without green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'without blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Far more than the least difference that is seen (about 2.3) where the two are not side by side. */
const APART = 20;

const css = themeCss();
const GROUPS = [...FAMILY_GROUPS.map(({ id }) => id), 'other'];

describe.each([0, 1])('theme %i (0 light, 1 dark)', (theme) => {
  const colour = (name: string): Triple => linear(valueOf(name)[theme] ?? '');

  it.each(Object.entries(SIGHTS))('groups of families are apart for %s', (_, sight) => {
    const seen = GROUPS.map((id): [string, Triple] => [id, lab(through(sight, colour(`group-${id}`)))]);
    const close = seen.flatMap(([a, x], n) =>
      seen.slice(n + 1).flatMap(([b, y]) => (distance(x, y) < APART ? [`${a} and ${b}`] : [])),
    );
    expect(close).toEqual([]);
  });

  it('what is drawn stands out from the page', () => {
    const drawn = [...GROUPS.map((id) => `group-${id}`), 'level-1', 'level-6', 'accent', 'rise', 'fall'];
    const pale = drawn.filter((name) => contrast(colour(name), colour('surface')) < 3);
    expect(pale).toEqual([]);
  });

  it('text can be read on its ground', () => {
    const pairs = [
      ...[1, 2, 3, 4, 5, 6].map((step) => [`heat-ink-${step}`, `heat-${step}`]),
      ...[
        ['ink', 'surface'],
        ['ink-soft', 'surface'],
        ['ink-soft', 'surface-raised'],
        ['accent', 'surface'],
        ['accent', 'surface-raised'],
        ['accent-ink', 'accent'],
        ['mark-ink', 'mark'],
        ['warn-ink', 'warn-surface'],
        ['bad-ink', 'bad-surface'],
      ],
    ];
    const weak = pairs.filter(([text = '', ground = '']) => contrast(colour(text), colour(ground)) < 4.5);
    expect(weak).toEqual([]);
  });
});

describe('families', () => {
  it('of the rules have a colour each, and one of other rules is grey', () => {
    const families = new Set([...loadTaxonomy().roles.values()].map(({ family }) => family));
    const grey = [...families].filter((family) => familyColour(family) === 'var(--group-other)');
    expect(grey).toEqual(['other']);
    expect(familyColour('platform')).toBe('var(--group-other)');
  });
});

function valueOf(name: string): string[] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  return found?.slice(1) ?? [];
}

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function through(sight: readonly Triple[], [r, g, b]: Triple): Triple {
  return sight.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as Triple;
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Triple, b: Triple): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** CIE 1976 L*a*b*, white D65. */
function lab([r, g, b]: Triple): Triple {
  const root = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = root(luminance([r, g, b]));
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(...a.map((part, n) => part - (b[n] ?? 0)));
}
