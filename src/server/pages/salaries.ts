import { readBasis } from '../../db/figures/basis.js';
import { pay } from '../../db/figures/pay.js';
import { html } from '../../report/html/markup.js';
import { pay as paySection } from '../../report/html/sections/pay.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { numberOf, queryOf } from './address.js';
import { basisLine } from './basis-line.js';
import { exportLinks } from './export-links.js';
import { filterForm } from './filter-form.js';
import { empty } from './parts.js';
import { nothing } from './nothing.js';
import { addPage } from './route.js';
import { pageSetting } from './setting.js';

const TOP = 30;
/** Of each group and currency. */
const DRAWN = 10;

/** Pay of a year, each currency apart. */
export function salariesPage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  addPage(app, context, '/salaries', ['top'], async ({ address }) => {
    const { filter } = address;
    const top = numberOf(address, 'top', 1, 1000, TOP);
    const figures = await moment(
      ['salaries', filter, top],
      async (tx) => {
        const basis = await readBasis(tx, filter);
        return { basis, found: await pay(tx, basis, top) };
      },
      ({ basis, found }) =>
        html`${basis.postings === 0 ? '' : basisLine(basis)}
        ${
          basis.postings === 0
            ? nothing('/salaries', filter)
            : found.count === 0
              ? empty(
                  'No posting of these names its pay.',
                  html`Widen the filter, or <a href="/explore${queryOf(filter)}">look at the postings</a>.`,
                )
              : html`${paySection(found, basis, pageSetting(filter, taxonomy, { rows: top, drawn: DRAWN }))}
                ${exportLinks('/api/figures/pay', queryOf(filter, { top }))}`
        }`,
    );
    return { title: 'Salaries', body: html`${filterForm('/salaries', taxonomy, filter)}${figures}` };
  });
}
