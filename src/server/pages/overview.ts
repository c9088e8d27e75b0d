import { storeTotals } from '../../db/figures/totals.js';
import { listRuns } from '../../db/runs.js';
import { readBasis } from '../../db/figures/basis.js';
import { sharesByEach } from '../../db/figures/shares.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend } from '../../db/figures/trend.js';
import { formatCount, formatDay, formatShare } from '../../report/format.js';
import { html } from '../../report/html/markup.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { queryOf } from './address.js';
import { filterForm } from './filter-form.js';
import { basisLine, shareTable, skillTable } from './figure-parts.js';
import { card, empty, figure, spark } from './parts.js';
import { addPage } from './route.js';
import { runsTable } from './runs-table.js';

const TOP = 10;

/** What is in the store, and where to look further. */
export function overviewPage(app: App, context: PageContext): void {
  const { db, taxonomy, moment } = context;
  addPage(app, context, '/', [], async ({ address: { filter } }) => {
    const [totals, runs] = [await storeTotals(db.orm), await listRuns(db, { limit: 5 })];
    if (totals.postings === 0)
      return {
        title: 'Overview',
        body: html`${empty(
          'Nothing is stored yet.',
          html`Read some postings: <code>rolemill run jobs.csv</code>, a folder, or the address of a job
            board; <code>rolemill demo</code> shows all of it with examples. Or
            <a href="/classify">paste a posting</a> and see it classified: that needs nothing stored.`,
        )}${runs.length === 0 ? '' : figure('Last runs', runsTable(runs))}`,
      };
    const { basis, shares, skills, time } = await moment(['overview', filter], async (tx) => {
      const basis = await readBasis(tx, filter);
      const shares = await sharesByEach(tx, basis, TOP, ['role', 'family', 'level', 'company', 'country']);
      return {
        basis,
        shares,
        skills: await topSkills(tx, basis, TOP),
        time: await trend(tx, basis, 'month'),
      };
    });
    const { period, postings } = basis;
    const open = time.periods.at(-1)?.open ?? 0;
    const link = (name: string) => (id: string) => `/explore${queryOf({ ...filter, [name]: [id] })}`;
    return {
      title: 'Overview',
      body: html`${filterForm('/', taxonomy, filter)}
        <dl class="cards">
          ${card('Postings', postings, period === null ? '' : `${formatDay(period.from)} to ${formatDay(period.to)}`)}
          ${card('Open', open, `${formatShare(open / Math.max(1, postings), postings)} of them`)}
          ${card('Companies', shares.company.distinct, `of ${formatCount(shares.company.of)} postings that name one`)}
          ${card('Roles', shares.role.distinct, `${formatCount(basis.uncertain)} postings are only the best guess`)}
          ${card('Waiting', totals.pending, totals.failed > 0 ? `${formatCount(totals.failed)} failed: see Queues` : 'without a verdict')}
        </dl>
        ${basisLine(basis)}
        ${
          postings === 0
            ? empty('No posting fits this filter.', html`<a href="/">Take the filter away</a>.`)
            : html` ${figure(
                  'New postings by month',
                  spark(
                    time.periods.map((p) => p.new),
                    `New postings by month, the last one ${formatCount(time.periods.at(-1)?.new ?? 0)}`,
                  ),
                  html`<a href="/trends${queryOf(filter)}">Trends, with their numbers</a>`,
                )}
                <div class="two">
                  ${figure('Roles', shareTable('Roles', shares.role, link('role')))}
                  ${figure(
                    'Skills',
                    skillTable('Skills', skills, (id) => `/skills/${id}${queryOf(filter)}`),
                    html`<a href="/skills${queryOf(filter)}">All skills</a>`,
                  )}
                  ${figure('Levels', shareTable('Levels', shares.level, link('level')))}
                  ${figure('Families', shareTable('Families', shares.family, link('family')))}
                  ${figure('Countries', shareTable('Countries', shares.country, link('country')))}
                  ${figure(
                    'Companies',
                    shareTable(
                      'Companies',
                      shares.company,
                      (id) => `/explore${queryOf({ ...filter, company: id })}`,
                    ),
                  )}
                </div>`
        }
        ${figure('Last runs', runs.length === 0 ? empty('No run yet.', html`<code>rolemill run</code> makes one.`) : runsTable(runs))}`,
    };
  });
}
