/** Parts of a question for figures, as texts: the API and the assistant's tools read them alike. */
import { UsageError } from '../../domain/errors.js';
import { parseSpan, values } from '../filter-text.js';
import { DIMENSIONS, type Dimension } from './dimensions.js';
import type { Spans } from './movers.js';
import type { TrendOf } from './trend.js';

/** @throws UsageError */
export function dimensionsOf(asked: readonly string[] | undefined): readonly Dimension[] {
  if (asked === undefined) return DIMENSIONS;
  return asked.flatMap(values).map(dimension);
}

function dimension(name: string): Dimension {
  const found = DIMENSIONS.find((known) => known === name);
  if (found === undefined) throw new UsageError(`by: expected ${DIMENSIONS.join(', ')}, got "${name}"`);
  return found;
}

/**
 * `skill:go,rust` -> what a trend tells apart.
 * @throws UsageError
 */
export function partOf(text: string): TrendOf {
  const [by = '', rest = ''] = text.split(':', 2);
  const ids = values(rest);
  if (ids.length === 0) throw new UsageError(`of: expected something like skill:go,rust, got "${text}"`);
  return { by: by === 'skill' ? by : dimension(by), ids };
}

/** @throws UsageError unless both are given, or none. */
export function spansOf(before: unknown, after: unknown): { spans?: Spans } {
  if (before === undefined && after === undefined) return {};
  if (typeof before !== 'string' || typeof after !== 'string')
    throw new UsageError('before and after: give both, or none');
  return { spans: { before: parseSpan('before', before), after: parseSpan('after', after) } };
}
