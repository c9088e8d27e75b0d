import { readBasis } from '../../db/figures/basis.js';
import { pay, type PayCell, type PayList } from '../../db/figures/pay.js';
import { formatCount, formatShare, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { withheldNote } from '../../report/terminal/section.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { numberOf, queryOf } from './address.js';
import { basisLine, exportLinks } from './figure-parts.js';
import { filterForm } from './filter-form.js';
import { empty, figure, table } from './parts.js';
import { addPage } from './route.js';

const TOP = 30;

/** Pay of a year, each currency apart. */
export function salariesPage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  addPage(app, context, '/salaries', ['top'], async ({ address }) => {
    const { filter } = address;
    const top = numberOf(address, 'top', 1, 1000, TOP);
    const { basis, found } = await moment(['salaries', filter, top], async (tx) => {
      const basis = await readBasis(tx, filter);
      return { basis, found: await pay(tx, basis, top) };
    });
    const { noPeriod, noCurrency, neither } = found.leftOut;
    const left = noPeriod + noCurrency + neither;
    const says = `${formatCount(found.count)} of ${plural(found.of, 'posting')} (${formatShare(found.coverage ?? 0, found.of)}) name their pay; before tax, nothing converted${left > 0 ? `; ${plural(left, 'amount')} without period or currency left out` : ''}.`;
    return {
      title: 'Salaries',
      body: html`${filterForm('/salaries', taxonomy, filter)}${basisLine(basis)}
      ${
        found.count === 0
          ? empty(
              'No posting of these names its pay.',
              html`Widen the filter, or <a href="/explore${queryOf(filter)}">look at the postings</a>.`,
            )
          : html`<p>${says}</p>
              ${figure(
                'All',
                payTable('currency', found.overall, () => ''),
              )}
              ${figure(
                'By role',
                payTable('role', found.byRole, ({ role }) => role?.label ?? ''),
              )}
              ${figure(
                'By level',
                payTable('level', found.byLevel, ({ level }) => level?.label ?? ''),
              )}
              ${figure(
                'By role and level',
                payTable(
                  'role and level',
                  found.byRoleAndLevel,
                  ({ role, level }) => `${role?.label ?? ''}, ${level?.label ?? ''}`,
                ),
              )}
              ${figure(
                'By country',
                payTable('country', found.byCountry, ({ country }) => country ?? ''),
              )}
              ${exportLinks('/api/figures/pay', queryOf(filter, { top }))}`
      }`,
    };
  });
}

function payTable(kind: string, list: PayList, nameOf: (cell: PayCell) => string): Markup {
  if (list.items.length === 0)
    return empty('Too few postings to say.', `${plural(list.withheld, 'cell')} withheld: widen the filter.`);
  const quantiles = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;
  return table(
    `Pay of a year by ${kind}${withheldNote(list.withheld)}; p50 is the median, half of them pay less`,
    [
      { name: kind },
      { name: 'currency' },
      { name: 'postings', num: true },
      ...quantiles.map((name) => ({ name, num: true })),
      { name: '95 % of p50', num: true },
    ],
    list.items.map((cell) => {
      const { interval } = cell.quantiles.p50;
      return [
        nameOf(cell) || cell.currency,
        cell.currency,
        html`${formatCount(cell.count)} <span class="soft">of ${formatCount(cell.of)}</span>`,
        ...quantiles.map((name) => amount(cell.quantiles[name].value)),
        interval === null ? 'too few' : `${amount(interval.low)}–${amount(interval.high)}`,
      ];
    }),
  );
}

function amount(value: number): string {
  return formatCount(Math.round(value));
}
