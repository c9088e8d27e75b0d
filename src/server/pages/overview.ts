import { storeTotals } from '../../db/figures/totals.js';
import { listRuns } from '../../db/runs.js';
import { readBasis } from '../../db/figures/basis.js';
import { rolesByLevels } from '../../db/figures/roles-by-levels.js';
import { sharesByEach } from '../../db/figures/shares.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend } from '../../db/figures/trend.js';
import type { PostingFilter } from '../../db/filter.js';
import { formatCount, formatDay, formatShare } from '../../report/format.js';
import { card } from '../../report/html/card.js';
import { html } from '../../report/html/markup.js';
import { COMPANIES, COUNTRIES, FAMILIES } from '../../report/html/sections/dimensions.js';
import { roles } from '../../report/html/sections/roles.js';
import { shares as sharesSection } from '../../report/html/sections/shares.js';
import { skills as skillsSection } from '../../report/html/sections/skills.js';
import { trend as trendSection } from '../../report/html/sections/trend.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { queryOf } from './address.js';
import { filterForm } from './filter-form.js';
import { basisLine } from './basis-line.js';
import { byRank } from './levels.js';
import { empty, figure } from './parts.js';
import { nothing } from './nothing.js';
import { addPage } from './route.js';
import { runsTable } from './runs-table.js';
import { pageSetting } from './setting.js';

const TOP = 10;

/** What is in the store, and where to look further. */
export function overviewPage(app: App, context: PageContext): void {
  const { db, taxonomy } = context;
  addPage(app, context, '/', [], async ({ address: { filter } }) => {
    const [totals, runs] = await Promise.all([storeTotals(db.orm), listRuns(db, { limit: 5 })]);
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
    const { cards, figures } = await sectionsOf(context, filter);
    return {
      title: 'Overview',
      body: html`${filterForm('/', taxonomy, filter)}
        <dl class="cards">
          ${cards}
          ${card('Waiting', totals.pending, totals.failed > 0 ? `${formatCount(totals.failed)} failed: see Queues` : 'without a verdict')}
        </dl>
        ${figures}
        ${figure('Last runs', runs.length === 0 ? empty('No run yet.', html`<code>rolemill run</code> makes one.`) : runsTable(runs))}`,
    };
  });
}

/** What the figures of a selection say, read and drawn once. */
function sectionsOf({ moment, taxonomy }: PageContext, filter: PostingFilter) {
  return moment(
    ['overview', filter],
    async (tx) => {
      const basis = await readBasis(tx, filter);
      const shares = await sharesByEach(tx, basis, TOP, ['family', 'level', 'company', 'country']);
      return {
        ...{ basis, shares },
        roles: await rolesByLevels(tx, basis),
        skills: await topSkills(tx, basis, TOP),
        time: await trend(tx, basis, 'month'),
      };
    },
    ({ basis, shares, skills, time, ...found }) => {
      const { period, postings } = basis;
      const open = time.periods.at(-1)?.open ?? 0;
      const [whole, half] = [
        pageSetting(filter, taxonomy, { rows: TOP }),
        pageSetting(filter, taxonomy, { rows: TOP, half: true }),
      ];
      const cards = html`${card('Postings', postings, period === null ? '' : `${formatDay(period.from)} to ${formatDay(period.to)}`)}
      ${card('Open', open, `${formatShare(open / Math.max(1, postings), postings)} of them`)}
      ${card('Companies', shares.company.distinct, `of ${formatCount(shares.company.of)} postings that name one`)}
      ${card('Roles', found.roles.distinct, `${formatCount(basis.uncertain)} postings are only the best guess`)}`;
      const figures =
        postings === 0
          ? nothing('/', filter)
          : html`${roles(found.roles, byRank(taxonomy, shares.level.items), basis, whole)}
              <div class="two">
                ${skillsSection(skills, basis, half)} ${trendSection(time, basis, half)}
                ${sharesSection(shares.family, basis, half, FAMILIES)}
                ${sharesSection(shares.company, basis, half, COMPANIES)}
                ${sharesSection(shares.country, basis, half, COUNTRIES)}
              </div>
              <p>
                More: <a href="/skills${queryOf(filter)}">all skills</a>,
                <a href="/trends${queryOf(filter)}">trends</a>,
                <a href="/salaries${queryOf(filter)}">salaries</a>.
              </p>`;
      return { cards, figures: html`${postings === 0 ? '' : basisLine(basis)} ${figures}` };
    },
  );
}
