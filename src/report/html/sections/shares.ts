import type { Basis } from '../../../db/figures/basis.js';
import type { ShareList } from '../../../db/figures/shares.js';
import { formatCount, formatShare } from '../../format.js';
import { bars } from '../charts/bars.js';
import { drawBoth } from '../charts/draw.js';
import type { Markup } from '../markup.js';
import {
  chart,
  denominator,
  emptyFigure,
  extent,
  figure,
  INTERVALS,
  intervalText,
  NUMBER,
  table,
} from './frame.js';

export interface SharesWords {
  id: string;
  title: string;
  /** Head of the first column. */
  head: string;
  /** What the shares are shares of. */
  of: string;
  /** Why there may be nothing. */
  none: string;
  /** `is the most frequent role`: behind the first name. Absent: nothing is said. */
  first?: string;
  colourOf?: (id: string) => string;
}

/** Shares of one dimension as bars. */
export function shares(list: ShareList, basis: Basis, rows: number, words: SharesWords): Markup {
  const { id, title, head, of, none, first, colourOf } = words;
  const shown = list.items.slice(0, rows);
  const [most] = shown;
  if (most === undefined) return emptyFigure(id, title, nothing(list, basis, none));
  const says =
    first === undefined ? undefined : `${most.label} ${first}: ${formatShare(most.share, list.of)} of ${of}.`;
  const drawing = drawBoth(
    (width) =>
      bars(
        shown.map((item) => ({
          label: item.label,
          value: item.share,
          says: formatShare(item.share, list.of),
          interval: item.interval,
          ...(colourOf === undefined ? {} : { colour: colourOf(item.id) }),
        })),
        width,
      ),
    {
      title,
      description: says ?? `${most.label} is first of ${shown.length}. The numbers are in the table below.`,
    },
  );
  return figure({
    id,
    title,
    says,
    body: chart(drawing),
    notes: [denominator(list, of), INTERVALS, extent(list, shown.length, basis.minCount)],
    table: table(
      `${title}: shares of ${formatCount(list.of)} ${of}`,
      [
        { head },
        { head: 'Postings', ...NUMBER },
        { head: 'Share', ...NUMBER },
        { head: '95 % interval', ...NUMBER },
      ],
      shown.map((item) => [
        item.label,
        formatCount(item.count),
        formatShare(item.share, list.of),
        intervalText(item.interval),
      ]),
    ),
  });
}

/** Nobody says it, or each is said by too few. */
function nothing({ distinct, withheld }: ShareList, { minCount }: Basis, none: string): string {
  if (distinct === 0 || withheld === 0) return none;
  return `All ${formatCount(distinct)} are withheld: each has fewer than ${minCount} postings. Ask for more postings, or say --min-count 1.`;
}
