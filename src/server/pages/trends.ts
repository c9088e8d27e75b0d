import { readBasis } from '../../db/figures/basis.js';
import { movers, MOVER_KINDS, type Mover, type Movers, type MoverList } from '../../db/figures/movers.js';
import { sharesBy } from '../../db/figures/shares.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend, TREND_UNITS, type TrendUnit } from '../../db/figures/trend.js';
import { UsageError } from '../../domain/errors.js';
import { formatCount, formatShare, formatInterval, formatPoints } from '../../report/format.js';
import { html, raw, type Markup } from '../../report/html/markup.js';
import { withheldNote } from '../../report/terminal/section.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { queryOf } from './address.js';
import { basisLine, exportLinks } from './figure-parts.js';
import { filterForm } from './filter-form.js';
import { empty, figure, table } from './parts.js';
import { addPage } from './route.js';
import { trendTable } from './trend-parts.js';

const LINES = 6;
const PERIODS = 24;
const TOP = 8;

/** New postings and open stock over time, and what rises and falls. */
export function trendsPage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  addPage(app, context, '/trends', ['by'], async ({ address: { filter, own } }) => {
    const by = unitOf(own.get('by'));
    const found = await moment(['trends', filter, by], async (tx) => {
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
    });
    const { basis, time, changes } = found;
    const choice = html`<label
      >By<select name="by">
        ${TREND_UNITS.map((unit) => html`<option${unit === by ? raw(' selected') : ''}>${unit}</option>`)}
      </select></label
    > `;
    return {
      title: 'Trends',
      body: html`${filterForm('/trends', taxonomy, filter, choice)}${basisLine(basis)}
      ${
        basis.postings === 0
          ? empty('No posting fits this filter.', html`<a href="/trends">Take the filter away</a>.`)
          : html` ${figure('Postings over time', html`${trendTable(time, PERIODS)}${exportLinks('/api/figures/trend', queryOf(filter, { by }))}`, 'New: opened in the period. Open: opened by its end and not closed by then.')}
            ${changes === null ? figure('Risers and fallers', empty('The data spans fewer than two whole months.', 'Changes can be told once it does.')) : moversPart(changes)}`
      }`,
    };
  });
}

function unitOf(text = 'month'): TrendUnit {
  const unit = TREND_UNITS.find((known) => known === text);
  if (unit === undefined) throw new UsageError(`by: expected ${TREND_UNITS.join(' or ')}, got "${text}"`);
  return unit;
}

function moversPart({ spans, by }: Movers): Markup {
  const span = ({ from, to }: { from: string; to: string }): string => `${from} until before ${to}`;
  return html`${figure(
    'Risers and fallers',
    html`<div class="two">
      ${MOVER_KINDS.map(
        (kind) =>
          html`<section>
            <h3>${kind}</h3>
            ${moverTable(kind, by[kind])}
          </section>`,
      )}
    </div>`,
    `${span(spans.before)} against ${span(spans.after)}; surest change first. Of a hundred changes that are none, five look sure.`,
  )}`;
}

function moverTable(kind: string, list: MoverList): Markup {
  const rows: Mover[] = [...list.rising, ...list.falling];
  if (rows.length === 0) return empty('Nothing has enough postings.', 'Widen the filter.');
  return table(
    `Shares of ${formatCount(list.of.before)} and ${formatCount(list.of.after)} postings${withheldNote(list.withheld)}`,
    [{ name: kind }, ...['before', 'after', 'points', '95 %'].map((name) => ({ name, num: true }))],
    rows.map((item) => [
      html`<span dir="auto">${item.label}</span>`,
      formatShare(item.before.share, list.of.before),
      formatShare(item.after.share, list.of.after),
      html`<span class="${item.change > 0 ? 'rise' : 'fall'}"
        >${formatPoints(item.change)}${item.sure ? '' : ' ?'}</span
      >`,
      formatInterval(item.interval),
    ]),
  );
}
