import type { Basis } from '../../../db/figures/basis.js';
import type { Mover, MoverKind, Movers } from '../../../db/figures/movers.js';
import { formatCount, formatPoints, formatShare } from '../../format.js';
import { changes } from '../charts/changes.js';
import { drawBoth } from '../charts/draw.js';
import { html, type Markup } from '../markup.js';
import { isolate } from '../direction.js';
import { named, widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, figure, withheldNote } from './frame.js';

const [ID, TITLE] = ['movers', 'Rising and falling'];
/** Of each direction. */
const SHOWN = 8;
const TITLES: Record<MoverKind, string> = {
  ...{ skill: 'Skills', role: 'Roles', family: 'Families', company: 'Companies', country: 'Countries' },
};

/** What rises and what falls between two spans, the surest first. */
export function movers(
  figures: Movers | null,
  basis: Basis,
  setting: Setting,
  kindsShown: readonly MoverKind[] = ['skill', 'role'],
): Markup {
  if (figures === null)
    return emptyFigure(
      ID,
      TITLE,
      'The data spans fewer than two whole months: changes can be told once it does.',
    );
  const most = Math.min(setting.drawn, SHOWN);
  const kinds = kindsShown
    .map((kind) => {
      const { rising, falling, ...rest } = figures.by[kind];
      return {
        kind,
        title: TITLES[kind],
        items: [...rising.slice(0, most), ...falling.slice(0, most)],
        ...rest,
      };
    })
    .filter(({ items }) => items.length > 0);
  const { before, after } = figures.spans;
  const spans = `${formatCount(figures.postings.before)} postings opened ${spanOf(before)} and ${formatCount(figures.postings.after)} opened ${spanOf(after)}`;
  if (kinds.length === 0) return emptyFigure(ID, TITLE, `Too few to compare: ${spans}.`);
  const sure = kinds.flatMap(({ items }) => items).filter((item) => item.sure).length;
  const says =
    sure === 0
      ? 'No change is sure: each interval holds 0.'
      : `${formatCount(sure)} of the changes shown are sure: the interval is on one side of 0.`;
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: html`${kinds.map(
      ({ kind, title, items }) =>
        html`<h3>${title}: change of the share, in percentage points</h3>
          ${chart(
            drawBoth(
              (width) =>
                changes(
                  items.map((item) => changeOf(item, setting.link(kind, item.id))),
                  width,
                ),
              {
                title: `${title}: change of the share in percentage points`,
                description: `${items.map((item) => `${isolate(item.label)} ${formatPoints(item.change)}`).join(', ')}.`,
              },
              widthOf(setting),
            ),
          )}`,
    )}`,
    notes: [
      `Shares of ${spans}.`,
      'Lines are 95 % intervals (Newcombe); faint bars may be chance. Of a hundred changes that are none, five look sure.',
      ...kinds.map(({ title, withheld }) =>
        withheld === 0 ? '' : `${title}: ${withheldNote(withheld, basis.minCount)}`,
      ),
    ],
    table: kinds.map(({ kind, title, items, of }) =>
      table(
        `${title}: shares of ${formatCount(of.before)} postings before and ${formatCount(of.after)} after`,
        [
          { head: title },
          ...['Before', 'Share', 'After', 'Share', 'Points', '95 % interval'].map((head) => ({
            head,
            ...NUMBER,
          })),
          { head: 'Sure' },
        ],
        items.map((item) => [
          named(setting, kind, item),
          ...[formatCount(item.before.count), formatShare(item.before.share, of.before)],
          ...[
            formatCount(item.after.count),
            formatShare(item.after.share, of.after),
            formatPoints(item.change),
          ],
          `${formatPoints(item.interval.low)} to ${formatPoints(item.interval.high)}`,
          item.sure ? 'yes' : 'no',
        ]),
      ),
    ),
  });
}

function changeOf({ label, change, interval, sure }: Mover, to: string | undefined) {
  return { label, to, value: change, interval, sure, says: formatPoints(change) };
}

/** `2026-01-01 to 2026-03-31`, both days included. */
function spanOf({ from, to }: { from: string; to: string }): string {
  return `${from} to ${new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)}`;
}
