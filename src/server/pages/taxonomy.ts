import type { Role, Skill } from '../../classify/taxonomy/authored.js';
import { queryPostings } from '../../db/query.js';
import { formatCount, plural } from '../../report/format.js';
import { familyKey, familyMark } from '../../report/html/families.js';
import { html, type Markup } from '../../report/html/markup.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { queryOf } from './address.js';
import { postingTable } from './explore.js';
import { table } from '../../report/html/table.js';
import { empty, figure } from './parts.js';
import { addPage } from './route.js';

const EXAMPLES = 5;
const FOUND = 200;

/** What postings can be: roles, levels and skills, to browse and to search. */
export function taxonomyPages(app: App, context: ServerContext): void {
  const { db, taxonomy } = context;
  const roles = [...taxonomy.roles.values()];
  addPage(app, context, '/taxonomy', ['q', 'category'], async ({ address: { own } }) => {
    const q = own.get('q')?.trim().toLowerCase() ?? '';
    const category = own.get('category');
    const takes = (...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(q));
    const fitting = roles.filter(
      (role) => category === undefined && takes(role.id, role.label, role.family, role.definition),
    );
    const skills = taxonomy.skills.filter(
      (skill) =>
        (category === undefined || skill.category === category) &&
        takes(skill.id, skill.label, skill.category, ...namesOf(skill)),
    );
    const browsing = q === '' && category === undefined;
    return {
      title: 'Taxonomy',
      body: html`<p class="lead">
          ${plural(roles.length, 'role')}, ${plural(taxonomy.levels.length, 'level')},
          ${plural(taxonomy.skills.length, 'skill')}; version <code>${taxonomy.version}</code>
        </p>
        <form method="get" action="/taxonomy" role="search" class="search">
          <label>Role or skill<input type="search" name="q" value="${q}" placeholder="kafka" /></label
          ><button type="submit" class="main">Search</button
          >${browsing ? '' : html` <a href="/taxonomy">All</a>`}
        </form>
        ${!browsing && fitting.length + skills.length === 0 ? empty('Nothing is called so.', html`Try a part of the word, or <a href="/taxonomy">browse all of it</a>.`) : ''}
        ${fitting.length === 0 ? '' : figure('Roles', rolesTable(fitting))}
        ${
          browsing
            ? html`${figure(
                'Levels',
                table(
                  'Lowest first',
                  ['Level', 'Band', 'Words of titles'].map((head) => ({ head })),
                  taxonomy.levels.map((level) => [
                    html`<a href="/explore?level=${level.id}">${level.label}</a>`,
                    level.band,
                    words(
                      level.cues
                        .flatMap((cue) => cue.any)
                        .slice(0, 12)
                        .join(', '),
                    ),
                  ]),
                ),
              )}
              ${figure('Skills by category', categories(taxonomy.skills))}`
            : skills.length === 0
              ? ''
              : figure(
                  'Skills',
                  skillsTable(skills.slice(0, FOUND)),
                  skills.length > FOUND ? `the first ${FOUND} of ${formatCount(skills.length)}` : '',
                )
        }`,
    };
  });

  addPage(app, context, '/taxonomy/roles/:id', [], async ({ id }) => {
    const role = taxonomy.roles.get(id);
    if (role === undefined)
      throw new HttpError(404, 'not-found', `no role has the id "${id}": look for it in the taxonomy`);
    const examples = await queryPostings(db, { role: [id] }, { limit: EXAMPLES, cursor: null });
    return {
      title: role.label,
      body: html`<p class="lead">${role.definition}</p>
        <dl class="facts">
          <dt>Id</dt>
          <dd><code>${role.id}</code></dd>
          <dt>Family</dt>
          <dd><a href="/explore?family=${role.family}">${role.family}</a></dd>
          <dt>O*NET-SOC</dt>
          <dd>${role.soc ?? 'none'}</dd>
          <dt>ISCO-08</dt>
          <dd>${role.isco ?? 'none'}</dd>
        </dl>
        <p>
          See its <a href="/skills${queryOf({ role: [id] })}">skills</a>,
          <a href="/salaries${queryOf({ role: [id] })}">salaries</a> and
          <a href="/trends${queryOf({ role: [id] })}">trend</a>.
        </p>
        ${figure(
          'Postings',
          examples.rows.length === 0
            ? empty('No posting has this role.', html`<a href="/explore">See those that are stored</a>.`)
            : html`<p>
                  <a href="/explore${queryOf({ role: [id] })}">All ${plural(examples.total, 'posting')}</a>
                </p>
                ${postingTable(examples.rows, role.label)}`,
        )}
        ${figure('Rules of titles', role.titles.length === 0 ? empty('None.', 'The description decides.') : titleRules(role))}`,
    };
  });
}

/** All of them: what a rule takes is not cut. */
function words(text: string): Markup {
  return html`<span class="words">${text}</span>`;
}

function namesOf({ aliases }: Skill): string[] {
  return aliases.map((alias) => (typeof alias === 'string' ? alias : alias.alias));
}

function rolesTable(roles: readonly Role[]): Markup {
  const rows = table(
    plural(roles.length, 'role'),
    ['Role', 'Family', 'What it does'].map((head) => ({ head })),
    roles.map((role) => [
      html`<a href="/taxonomy/roles/${role.id}">${role.label}</a>`,
      html`<span class="nowrap">${familyMark(role.family)}${role.family}</span>`,
      words(role.definition),
    ]),
  );
  return html`${familyKey(roles.map(({ family }) => family))}
    <div class="lines">${rows}</div>`;
}

function skillsTable(skills: readonly Skill[]): Markup {
  return table(
    plural(skills.length, 'skill'),
    ['Skill', 'Category', 'Also written'].map((head) => ({ head })),
    skills.map((skill) => [
      html`<a href="/skills/${skill.id}">${skill.label}</a>`,
      html`<a href="/taxonomy?category=${skill.category}">${skill.category}</a>`,
      namesOf(skill).slice(0, 6).join(', '),
    ]),
  );
}

function categories(skills: readonly Skill[]): Markup {
  const counts = new Map<string, number>();
  for (const { category } of skills) counts.set(category, (counts.get(category) ?? 0) + 1);
  return html`<ul class="chips">
    ${[...counts].map(([name, count]) => html`<li><a href="/taxonomy?category=${name}">${name}</a> <span class="soft">${formatCount(count)}</span></li>`)}
  </ul>`;
}

function titleRules({ titles }: Role): Markup {
  return table(
    'A title that fits one of these names the role',
    ['Rule', 'Patterns', 'Examples', 'But not'].map((head) => ({ head })),
    titles.map((rule) => [
      html`<code>${rule.id}</code>`,
      words([...rule.any, ...rule.behind].join(', ')),
      words(rule.examples.join(' · ')),
      words(rule.counterexamples.join(' · ')),
    ]),
  );
}
