import type { Basis } from '../../../db/figures/basis.js';
import type { ShareList } from '../../../db/figures/shares.js';
import { formatCount, formatShare } from '../../format.js';
import { bars } from '../charts/bars.js';
import { drawBoth } from '../charts/draw.js';
import { isolate } from '../direction.js';
import { html, type Markup } from '../markup.js';
import { named, widthOf, type LinkKind, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, denominator, emptyFigure, extent, figure, INTERVALS, intervalText } from './frame.js';

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
  /** What its names lead to. */
  kind: LinkKind;
  /** Absent: one colour for all. */
  colourOf?: (id: string) => string;
  /** What the colours mean. */
  key?: (ids: readonly string[]) => Markup;
}

/** Shares of one dimension as bars. */
export function shares(list: ShareList, basis: Basis, setting: Setting, words: SharesWords): Markup {
  const { id, title, head, of, none, first, kind, colourOf, key } = words;
  const shown = list.items.slice(0, setting.rows);
  const drawn = shown.slice(0, setting.drawn);
  const [most] = shown;
  if (most === undefined) return emptyFigure(id, title, nothing(list, basis, none, setting));
  const says =
    first === undefined
      ? undefined
      : `${isolate(most.label)} ${first}: ${formatShare(most.share, list.of)} of ${of}.`;
  const drawing = drawBoth(
    (width) =>
      bars(
        drawn.map((item) => ({
          label: item.label,
          value: item.share,
          says: formatShare(item.share, list.of),
          interval: item.interval,
          to: setting.link(kind, item.id),
          ...(colourOf === undefined ? {} : { colour: colourOf(item.id) }),
        })),
        width,
      ),
    {
      title,
      description:
        says ?? `${isolate(most.label)} is first of ${shown.length}. The numbers are in the table below.`,
    },
    widthOf(setting),
  );
  return figure({
    id,
    title,
    says,
    body: html`${chart(drawing)}${key === undefined ? '' : key(drawn.map((item) => item.id))}`,
    open: drawn.length < shown.length,
    notes: [denominator(list, of), INTERVALS, extent(list, drawn.length, basis.minCount)],
    table: table(
      `${title}: shares of ${formatCount(list.of)} ${of}`,
      [
        { head },
        { head: 'Postings', ...NUMBER },
        { head: 'Share', ...NUMBER },
        { head: '95 % interval', ...NUMBER },
      ],
      shown.map((item) => [
        named(setting, kind, item),
        formatCount(item.count),
        formatShare(item.share, list.of),
        intervalText(item.interval),
      ]),
    ),
  });
}

/** Nobody says it, or each is said by too few. */
function nothing(
  { distinct, withheld }: ShareList,
  { minCount }: Basis,
  none: string,
  { wider }: Setting,
): string {
  if (distinct === 0 || withheld === 0) return none;
  return `All ${formatCount(distinct)} are withheld: each has fewer than ${minCount} postings. ${wider}`;
}
