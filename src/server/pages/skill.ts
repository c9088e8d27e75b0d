import type { Skill } from '../../classify/taxonomy/authored.js';
import { readBasis } from '../../db/figures/basis.js';
import { sharesByEach } from '../../db/figures/shares.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend } from '../../db/figures/trend.js';
import type { PostingFilter } from '../../db/filter.js';
import { queryPostings } from '../../db/query.js';
import { formatShare, plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { COMPANIES, LEVELS, ROLES } from '../../report/html/sections/dimensions.js';
import { shares as sharesSection } from '../../report/html/sections/shares.js';
import { skills as skillsSection } from '../../report/html/sections/skills.js';
import { shareTrend } from '../../report/html/sections/trend-parts.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { HttpError } from '../errors.js';
import { queryOf } from './address.js';
import { basisLine } from './basis-line.js';
import { postingTable } from './explore.js';
import { filterForm } from './filter-form.js';
import { byRank, levelColours } from './levels.js';
import { roleColours } from './role-colours.js';
import { empty, figure } from './parts.js';
import { addPage } from './route.js';
import { pageSetting } from './setting.js';

const FEW = 12;
const EXAMPLES = 5;

/** One skill: who asks for it, with what, and how it is recognised. */
export function skillPage(app: App, context: PageContext): void {
  const { db, taxonomy } = context;
  addPage(app, context, '/skills/:id', [], async ({ address: { filter }, id }) => {
    const skill = taxonomy.skills.find((known) => known.id === id);
    if (skill === undefined)
      throw new HttpError(404, 'not-found', `no skill has the id "${id}": look for it in the taxonomy`);
    const own = { ...filter, skill: [...new Set([...(filter.skill ?? []), id])] };
    const { says, figures, some } = await sectionsOf(context, id, filter, own);
    const examples = some ? await queryPostings(db, own, { limit: EXAMPLES, cursor: null }) : null;
    return {
      title: skill.label,
      body: html`<p class="lead">
          ${skill.category}, ${skill.kind === 'named' ? 'a technology' : 'a practice'} · id <code>${id}</code>
        </p>
        ${filterForm(`/skills/${id}`, taxonomy, filter)} ${says} ${figures}
        ${examples === null ? '' : figure('Examples', postingTable(examples.rows, skill.label))}
        ${figure('How it is recognised', recognised(skill))}`,
    };
  });
}

function sectionsOf(
  { moment, taxonomy }: PageContext,
  id: string,
  filter: PostingFilter,
  own: PostingFilter,
) {
  return moment(
    ['skill', id, filter],
    async (tx) => {
      const whole = await readBasis(tx, filter);
      const basis = await readBasis(tx, own);
      return {
        ...{ basis, whole },
        shares: await sharesByEach(tx, basis, FEW, ['role', 'level', 'company']),
        // The skill itself is the first of them.
        companions: await topSkills(tx, basis, FEW + 1),
        time: await trend(tx, whole, 'month', [{ by: 'skill', ids: [id] }]),
      };
    },
    ({ basis, whole, shares, companions, time }) => {
      const half = pageSetting(own, taxonomy, { rows: FEW, half: true });
      const says =
        whole.postings === 0
          ? ''
          : html`<p>
              <strong>${formatShare(basis.postings / Math.max(1, whole.postings), whole.postings)}</strong> of
              ${plural(whole.postings, 'posting')}:
              <a href="/explore${queryOf(own)}">${plural(basis.postings, 'posting')}</a> name it.
            </p>`;
      if (basis.postings === 0) {
        const next = html`<a href="/skills">See the skills that postings name</a>, or widen the filter.`;
        return { says, some: false, figures: empty('No posting names it.', next) };
      }
      const others = { ...companions, items: companions.items.filter((item) => item.id !== id) };
      const levels = { ...shares.level, items: byRank(taxonomy, shares.level.items) };
      // Another skill is looked at by itself, not among the postings of this one.
      const besides = { ...half, link: pageSetting(filter, taxonomy, half).link };
      return {
        ...{ says, some: true },
        figures: html`${basisLine(basis)}
          ${shareTrend(time, whole, pageSetting(filter, taxonomy, { rows: FEW }))}
          <div class="two">
            ${skillsSection(others, basis, besides, 'Companions')}
            ${sharesSection(shares.role, basis, half, { ...ROLES, ...roleColours(taxonomy) })}
            ${sharesSection(levels, basis, half, { ...LEVELS, colourOf: levelColours(taxonomy) })}
            ${sharesSection(shares.company, basis, half, COMPANIES)}
          </div>`,
      };
    },
  );
}

function recognised({ aliases, examples, counterexamples }: Skill): Markup {
  return html`<dl class="facts">
    <dt>Written as</dt>
    <dd>
      ${aliases.map((alias) => (typeof alias === 'string' ? alias : alias.alias)).join(', ') || 'its label'}
    </dd>
    <dt>Examples</dt>
    <dd>${examples.join(' · ') || 'none'}</dd>
    <dt>Not in</dt>
    <dd>${counterexamples.join(' · ') || 'none'}</dd>
  </dl>`;
}
