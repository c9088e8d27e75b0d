import { readBasis } from '../../db/figures/basis.js';
import { movers, MOVER_KINDS } from '../../db/figures/movers.js';
import { sharesBy } from '../../db/figures/shares.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend, TREND_UNITS, type TrendUnit } from '../../db/figures/trend.js';
import { UsageError } from '../../domain/errors.js';
import { html, raw } from '../../report/html/markup.js';
import { movers as moversSection } from '../../report/html/sections/movers.js';
import { trend as trendSection } from '../../report/html/sections/trend.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { queryOf } from './address.js';
import { basisLine } from './basis-line.js';
import { exportLinks } from './export-links.js';
import { filterForm } from './filter-form.js';
import { nothing } from './nothing.js';
import { addPage } from './route.js';
import { pageSetting } from './setting.js';

const LINES = 6;
const TOP = 8;

/** New postings and open stock over time, and what rises and falls. */
export function trendsPage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  addPage(app, context, '/trends', ['by'], async ({ address: { filter, own } }) => {
    const by = unitOf(own.get('by'));
    const figures = await moment(
      ['trends', filter, by],
      async (tx) => {
        const basis = await readBasis(tx, filter);
        const idsOf = ({ items }: { items: { id: string }[] }): string[] =>
          items.slice(0, LINES).map(({ id }) => id);
        const parts = [
          { by: 'role' as const, ids: idsOf(await sharesBy(tx, basis, 'role', LINES)) },
          { by: 'skill' as const, ids: idsOf(await topSkills(tx, basis, LINES)) },
        ];
        return {
          basis,
          time: await trend(tx, basis, by, parts),
          changes: await movers(tx, basis, { top: TOP }),
        };
      },
      ({ basis, time, changes }) => {
        const setting = pageSetting(filter, taxonomy, { rows: TOP });
        return html`${basis.postings === 0 ? '' : basisLine(basis)}
        ${
          basis.postings === 0
            ? nothing('/trends', filter)
            : html`${trendSection(time, basis, setting)}
              ${exportLinks('/api/figures/trend', queryOf(filter, { by }))}
              ${moversSection(changes, basis, setting, MOVER_KINDS)}`
        }`;
      },
    );
    const choice = html`<label
      >By<select name="by">
        ${TREND_UNITS.map((unit) => html`<option${unit === by ? raw(' selected') : ''}>${unit}</option>`)}
      </select></label
    > `;
    return { title: 'Trends', body: html`${filterForm('/trends', taxonomy, filter, choice)}${figures}` };
  });
}

function unitOf(text = 'month'): TrendUnit {
  const unit = TREND_UNITS.find((known) => known === text);
  if (unit === undefined) throw new UsageError(`by: expected ${TREND_UNITS.join(' or ')}, got "${text}"`);
  return unit;
}
