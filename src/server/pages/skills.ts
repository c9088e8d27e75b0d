import { readBasis } from '../../db/figures/basis.js';
import { sharesByEach } from '../../db/figures/shares.js';
import { skillPairs } from '../../db/figures/skill-pairs.js';
import { topSkills } from '../../db/figures/skills.js';
import { trend } from '../../db/figures/trend.js';
import { queryPostings } from '../../db/query.js';
import { formatCount, formatShare, plural } from '../../report/format.js';
import { html } from '../../report/html/markup.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { HttpError } from '../errors.js';
import { numberOf, queryOf } from './address.js';
import { postingTable } from './explore.js';
import { basisLine, exportLinks, shareTable, skillTable } from './figure-parts.js';
import { filterForm } from './filter-form.js';
import { empty, figure, table } from './parts.js';
import { addPage } from './route.js';
import { trendTable } from './trend-parts.js';

const TOP = 50;
const FEW = 15;
const EXAMPLES = 5;

/** The skills of a selection, and each by itself. */
export function skillPages(app: App, context: PageContext): void {
  const { db, taxonomy, moment } = context;
  addPage(app, context, '/skills', ['top'], async ({ address }) => {
    const { filter } = address;
    const top = numberOf(address, 'top', 1, 1000, TOP);
    const { basis, skills, pairs } = await moment(['skills', filter, top], async (tx) => {
      const basis = await readBasis(tx, filter);
      return { basis, skills: await topSkills(tx, basis, top), pairs: await skillPairs(tx, basis, FEW) };
    });
    const more =
      skills.distinct - skills.withheld > top
        ? html`<p><a href="/skills${queryOf(filter, { top: 1000 })}">All that are not withheld</a></p>`
        : '';
    return {
      title: 'Skills',
      body: html`${filterForm('/skills', taxonomy, filter)}${basisLine(basis)}
      ${figure('Most asked for', html`${skillTable('Skills', skills, (id) => `/skills/${id}${queryOf(filter)}`)}${more}${exportLinks('/api/figures/skills', queryOf(filter, { top }))}`, 'Lift: the share here over the share in the rest of the market.')}
      ${figure(
        'Go together',
        pairs.items.length === 0
          ? empty('No pair has enough postings.', 'Widen the filter.')
          : table(
              `Pairs among the ${pairs.among.length} most frequent skills; shares of ${plural(pairs.of, 'posting')}`,
              [
                { name: 'skill' },
                { name: 'with' },
                ...['postings', 'share', 'lift'].map((name) => ({ name, num: true })),
              ],
              pairs.items.map((pair) => [
                pair.a.label,
                pair.b.label,
                formatCount(pair.count),
                formatShare(pair.share, pairs.of),
                `${pair.lift.toFixed(1)}×`,
              ]),
            ),
        'Lift: how many times as often together as by chance.',
      )}`,
    };
  });

  addPage(app, context, '/skills/:id', [], async ({ address: { filter }, id }) => {
    const skill = taxonomy.skills.find((known) => known.id === id);
    if (skill === undefined)
      throw new HttpError(404, 'not-found', `no skill has the id "${id}": look for it in the taxonomy`);
    const own = { ...filter, skill: [...new Set([...(filter.skill ?? []), id])] };
    const found = await moment(['skill', id, filter], async (tx) => {
      const basis = await readBasis(tx, own);
      const whole = await readBasis(tx, filter);
      return {
        basis,
        whole,
        shares: await sharesByEach(tx, basis, FEW, ['role', 'level', 'company', 'country']),
        companions: await topSkills(tx, basis, FEW + 1),
        time: await trend(tx, whole, 'month', [{ by: 'skill', ids: [id] }]),
      };
    });
    const examples = await queryPostings(db, own, { limit: EXAMPLES, cursor: null });
    const { basis, whole, shares, companions, time } = found;
    const link = (name: string) => (value: string) => `/explore${queryOf({ ...own, [name]: [value] })}`;
    return {
      title: skill.label,
      body: html`<p class="lead">
          ${skill.category}, ${skill.kind === 'named' ? 'a technology' : 'a practice'} · id <code>${id}</code>
        </p>
        ${filterForm(`/skills/${id}`, taxonomy, filter)}
        <p>
          <strong>${formatShare(basis.postings / Math.max(1, whole.postings), whole.postings)}</strong> of
          ${plural(whole.postings, 'posting')}:
          <a href="/explore${queryOf(own)}">${plural(basis.postings, 'posting')}</a> name it.
        </p>
        ${
          basis.postings === 0
            ? empty(
                'No posting names it.',
                html`<a href="/skills">See the skills that postings name</a>, or widen the filter.`,
              )
            : html`${basisLine(basis)} ${figure('Trend', trendTable(time, 12))}
                <div class="two">
                  ${figure('Roles', shareTable('Roles', shares.role, link('role')))}
                  ${figure('Levels', shareTable('Levels', shares.level, link('level')))}
                  ${figure(
                    'Companions',
                    skillTable(
                      'Skills',
                      {
                        ...companions,
                        items: companions.items.filter((item) => item.id !== id).slice(0, FEW),
                      },
                      (other) => `/skills/${other}`,
                    ),
                    'Other skills of the same postings; lift against the rest of the market.',
                  )}
                  ${figure('Companies', shareTable('Companies', shares.company))}
                </div>
                ${figure('Examples', postingTable(examples.rows, skill.label))}`
        }
        ${figure(
          'How it is recognised',
          html`<dl class="facts">
            <dt>Written as</dt>
            <dd>
              ${skill.aliases.map((alias) => (typeof alias === 'string' ? alias : alias.alias)).join(', ') || 'its label'}
            </dd>
            <dt>Examples</dt>
            <dd>${skill.examples.join(' · ') || 'none'}</dd>
            <dt>Not in</dt>
            <dd>${skill.counterexamples.join(' · ') || 'none'}</dd>
          </dl>`,
        )}`,
    };
  });
}
