import type { Basis } from '../../../db/figures/basis.js';
import type { Pay, PayCell, PayList } from '../../../db/figures/pay.js';
import { formatCount, formatShare, plural } from '../../format.js';
import { inOrder } from '../../market.js';
import { drawBoth } from '../charts/draw.js';
import { ranges, type Range } from '../charts/ranges.js';
import { html, type Markup } from '../markup.js';
import type { Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure, withheldNote } from './frame.js';

const [ID, TITLE] = ['pay', 'Pay of a year'];
/** Currencies that get a drawing; the table has all. */
const DRAWN = 4;

/** What postings say they pay, as quantiles, each currency apart. */
export function pay(figures: Pay, basis: Basis, setting: Setting): Markup {
  const lists: [string, PayList][] = [
    ['All', figures.overall],
    ['By level', { ...figures.byLevel, items: climbing(figures.byLevel.items, setting) }],
    ['By role', figures.byRole],
    ['By country', figures.byCountry],
  ];
  const { noPeriod, noCurrency, neither } = figures.leftOut;
  const left = noPeriod + noCurrency + neither;
  const leftOut =
    left === 0
      ? ''
      : `${plural(left, 'amount')} without period or currency left out: what they mean is not guessed.`;
  const [first] = figures.overall.items;
  if (first === undefined)
    return emptyFigure(
      ID,
      TITLE,
      `${figures.count === 0 ? 'No posting of the selection names its pay with currency and period.' : `Only ${plural(figures.count, 'posting')} of the selection name their pay: too few in each currency (fewer than ${basis.minCount}).`} ${leftOut}`,
    );
  const says = `Half of the ${formatCount(first.count)} postings that name pay in ${first.currency} offer ${formatCount(Math.round(first.quantiles.p50.value))} ${first.currency} or more.`;
  const withheld = lists.reduce((sum, [, list]) => sum + list.withheld, 0);
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: html`${figures.overall.items.slice(0, DRAWN).map(({ currency, count }) => {
      const items = lists.flatMap(([group, { items }]) =>
        items
          .filter((cell) => cell.currency === currency)
          .slice(0, setting.drawn)
          .map((cell, n) => rangeOf(cell, setting, group !== 'All' && n === 0 ? group : undefined)),
      );
      return html`<h3>${currency}, ${plural(count, 'posting')}</h3>
        ${chart(
          drawBoth((width) => ranges(items, thousands, width), {
            title: `Pay of a year in ${currency}`,
            description: `Medians: ${items.map(({ label, median }) => `${label} ${thousands(median ?? 0)}`).join(', ')}.`,
          }),
        )}`;
    })}`,
    notes: [
      `${formatCount(figures.count)} of ${formatCount(figures.of)} postings (${formatShare(figures.coverage ?? 0, figures.of)}) name their pay with currency and period; before tax.`,
      'Dot: median, its number at the right. Thick: the middle half (25 to 75 %). Line: 10 to 90 %. 95 % intervals of the median are in the table.',
      'Of a range its middle. Nothing is converted: currencies are never mixed.',
      leftOut,
      withheld === 0 ? '' : `Cells: ${withheldNote(withheld, basis.minCount)}`,
    ],
    table: table(
      'Pay of a year by currency',
      [
        { head: 'What' },
        { head: 'Currency' },
        ...['n', 'of', 'p10', 'p25', 'Median', '95 % interval', 'p75', 'p90'].map((head) => ({
          head,
          ...NUMBER,
        })),
      ],
      [...lists, ['By role and level', figures.byRoleAndLevel] as const].flatMap(([, { items }]) =>
        items.slice(0, setting.rows).map(rowOf),
      ),
    ),
  });
}

function rangeOf(cell: PayCell, { link }: Setting, group: string | undefined): Range {
  const { role, level, country } = cell;
  const to =
    role !== null
      ? link('role', role.id)
      : level !== null
        ? link('level', level.id)
        : country === null
          ? undefined
          : link('country', country);
  const { p10, p25, p50, p75, p90 } = cell.quantiles;
  return {
    label: nameOf(cell),
    to,
    says: `${thousands(p50.value)} (n ${formatCount(cell.count)})`,
    outer: [p10.value, p90.value],
    inner: [p25.value, p75.value],
    median: p50.value,
    ...(group === undefined ? {} : { group }),
  };
}

/** Levels are steps of a ladder, not a contest. */
function climbing(items: readonly PayCell[], { ladder }: Setting): PayCell[] {
  const named = items.map((cell) => ({ ...cell, id: cell.level?.id ?? '' }));
  return inOrder(named, ladder);
}

function rowOf(cell: PayCell): string[] {
  const { p10, p25, p50, p75, p90 } = cell.quantiles;
  const whole = (value: number): string => formatCount(Math.round(value));
  return [
    ...[
      nameOf(cell),
      cell.currency,
      formatCount(cell.count),
      formatCount(cell.of),
      whole(p10.value),
      whole(p25.value),
    ],
    whole(p50.value),
    p50.interval === null ? 'too few' : `${whole(p50.interval.low)} to ${whole(p50.interval.high)}`,
    ...[whole(p75.value), whole(p90.value)],
  ];
}

function nameOf({ role, level, country }: PayCell): string {
  if (role !== null && level !== null) return `${role.label}, ${level.label}`;
  return role?.label ?? level?.label ?? country ?? 'All';
}

/** 61,200 -> `61k`; small amounts whole. */
function thousands(value: number): string {
  return value >= 10_000 ? `${formatCount(Math.round(value / 1000))}k` : formatCount(Math.round(value));
}
