import type { CompiledTaxonomy } from '../../classify/taxonomy/compiled.js';
import type { PostingFilter } from '../../db/filter.js';
import type { LinkKind, Setting } from '../../report/html/setting.js';
import { queryOf } from './address.js';

/** Rows of a drawing; the table below has more. */
const DRAWN = 12;

/**
 * The report's sections on a page of the dashboard: names lead to what fits the filter and them.
 * @param filter selection of the page.
 */
export function pageSetting(
  filter: PostingFilter,
  { levels }: CompiledTaxonomy,
  { rows, drawn = DRAWN, half = false }: { rows: number; drawn?: number; half?: boolean },
): Setting {
  return {
    ...{ rows, drawn, half, ladder: levels.map(({ id }) => id), wider: 'Widen the filter.' },
    link: (kind, id) => linkOf(filter, kind, id),
  };
}

function linkOf(filter: PostingFilter, kind: LinkKind, id: string): string {
  if (kind === 'skill') return `/skills/${encodeURIComponent(id)}${queryOf(filter)}`;
  return `/explore${queryOf({ ...filter, [kind]: kind === 'company' ? id : [id] })}`;
}
