import { formatCount, formatShare } from '../../format.js';
import type { MarketReport } from '../../market.js';
import { drawBoth } from '../charts/draw.js';
import { heatMap } from '../charts/heat-map.js';
import type { Markup } from '../markup.js';
import { chart, emptyFigure, extent, figure, intervalText, NUMBER, table } from './frame.js';

const ID = 'roles';
const TITLE = 'Roles and their levels';

/** How each role spreads over the levels: a heat map, a row a role. */
export function roles({ rolesByLevels: list, shares, basis }: MarketReport, rows: number): Markup {
  const shown = list.items.slice(0, rows);
  const [most] = shown;
  if (most === undefined)
    return emptyFigure(
      ID,
      TITLE,
      `Each role has fewer than ${basis.minCount} postings. --min-count 1 shows them.`,
    );
  const levels = shares.level.items;
  const says = `${most.label} is the most frequent role: ${formatShare(most.share, list.of)} of ${formatCount(list.of)} postings.`;
  // An absent cell has none, a null one too few.
  const said = (count: number | null | undefined): string =>
    count === null ? `<${basis.minCount}` : count === undefined || count === 0 ? '·' : formatCount(count);
  const drawing = drawBoth(
    (width) =>
      heatMap(
        ['All', ...levels.map(({ label }) => label)],
        shown.map((role) => ({
          label: role.label,
          cells: [
            { says: formatCount(role.count), part: null },
            ...levels.map(({ id }) => {
              const count = role.levels[id];
              return { says: said(count), part: count ? count / role.count : null };
            }),
          ],
        })),
        width,
      ),
    {
      title: `${TITLE}: postings`,
      description: `${says} The darker a cell, the more of the role's postings are of that level.`,
    },
  );
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: chart(drawing),
    notes: [
      'Numbers are postings; the darker a cell, the larger its part of the role’s postings (a row).',
      `Of ${formatCount(list.of)} postings of the selection: each has one role and one level. “<${basis.minCount}” is withheld, “·” is none.`,
      extent(list, shown.length, basis.minCount),
    ],
    table: table(
      `Postings by role and level, of ${formatCount(list.of)}`,
      [
        { head: 'Role' },
        ...['Postings', 'Share', '95 % interval', ...levels.map(({ label }) => label)].map((head) => ({
          head,
          ...NUMBER,
        })),
      ],
      shown.map((role) => [
        role.label,
        formatCount(role.count),
        formatShare(role.share, list.of),
        intervalText(role.interval),
        ...levels.map(({ id }) => said(role.levels[id])),
      ]),
    ),
  });
}
