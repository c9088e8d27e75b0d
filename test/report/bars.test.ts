import { describe, expect, it } from 'vitest';
import { bar, sparkline } from '../../src/report/terminal/bars.js';

describe('bar', () => {
  it.each([
    [1, 4, '████'],
    [0.5, 4, '██'],
    [0.53, 4, '██▏'],
    [0, 4, ''],
    [1.7, 4, '████'],
    [-1, 4, ''],
  ])('%d of %d characters', (share, width, drawn) => expect(bar(share, width)).toBe(drawn));
});

describe('sparkline', () => {
  it.each([
    ['from nothing to the largest', [0, 1, 7], '▁▂█'],
    ['the smallest is seen beside the largest', [1, 1000], '▂█'],
    ['withheld values are gaps', [3, null, 3], '█ █'],
    ['nothing at all', [0, 0], '▁▁'],
    ['none', [], ''],
  ])('%s', (_, values, drawn) => expect(sparkline(values)).toBe(drawn));

  it('adds up what does not fit, and leaves nothing out', () => {
    expect(sparkline([1, 1, 1, 1, 4, 4], 3)).toBe(sparkline([2, 2, 8]));
    expect(sparkline([null, null, 4, 4], 2)).toBe(' █');
  });
});
