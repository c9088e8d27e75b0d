import { formatCount, formatShare, shortCount } from '../../format.js';
import type { Basis } from '../../../db/figures/basis.js';
import type { RolesByLevels } from '../../../db/figures/roles-by-levels.js';
import type { Share } from '../../../db/figures/shares.js';
import { drawBoth } from '../charts/draw.js';
import { heatMap } from '../charts/heat-map.js';
import { familyColour, familyKey } from '../families.js';
import { html, type Markup } from '../markup.js';
import { named, widthOf, type Setting } from '../setting.js';
import { NUMBER, table } from '../table.js';
import { chart, emptyFigure, extent, figure, intervalText } from './frame.js';

const ID = 'roles';
const TITLE = 'Roles and their levels';

/** How each role spreads over the levels: a heat map, a row a role. @param levels columns, lowest first. */
export function roles(list: RolesByLevels, levels: readonly Share[], basis: Basis, setting: Setting): Markup {
  const shown = list.items.slice(0, setting.rows);
  const drawn = shown.slice(0, setting.drawn);
  const [most] = shown;
  if (most === undefined)
    return emptyFigure(ID, TITLE, `Each role has fewer than ${basis.minCount} postings. ${setting.wider}`);
  const says = `${most.label} is the most frequent role: ${formatShare(most.share, list.of)} of ${formatCount(list.of)} postings.`;
  // An absent cell has none, a null one too few.
  const said = (count: number | null | undefined): string =>
    count === null ? `<${basis.minCount}` : count === undefined || count === 0 ? '·' : formatCount(count);
  const drawing = drawBoth(
    (width) =>
      heatMap(
        ['All', ...levels.map(({ label }) => label)],
        drawn.map((role) => ({
          label: role.label,
          colour: familyColour(role.family),
          to: setting.link('role', role.id),
          cells: [
            { says: formatCount(role.count), short: shortCount(role.count), part: null },
            ...levels.map(({ id }) => {
              const count = role.levels[id];
              return {
                says: said(count),
                ...(count ? { short: shortCount(count) } : {}),
                part: count ? count / role.count : null,
              };
            }),
          ],
        })),
        width,
      ),
    {
      title: `${TITLE}: postings`,
      description: `${says} The darker a cell, the more of the role's postings are of that level.`,
    },
    widthOf(setting),
  );
  return figure({
    id: ID,
    title: TITLE,
    says,
    body: html`${chart(drawing)}${familyKey(drawn.map(({ family }) => family))}`,
    open: drawn.length < shown.length,
    notes: [
      'Numbers are postings; the darker a cell, the larger its part of the role’s postings (a row).',
      `Of ${formatCount(list.of)} postings of the selection: each has one role and one level. “<${basis.minCount}” is withheld, “·” is none.`,
      extent(list, drawn.length, basis.minCount),
    ],
    table: table(
      `Postings by role and level, of ${formatCount(list.of)}`,
      [
        { head: 'Role' },
        { head: 'Family' },
        ...['Postings', 'Share', '95 % interval', ...levels.map(({ label }) => label)].map((head) => ({
          head,
          ...NUMBER,
        })),
      ],
      shown.map((role) => [
        named(setting, 'role', role),
        role.family,
        formatCount(role.count),
        formatShare(role.share, list.of),
        intervalText(role.interval),
        ...levels.map(({ id }) => said(role.levels[id])),
      ]),
    ),
  });
}
