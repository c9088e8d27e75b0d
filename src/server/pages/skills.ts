import { readBasis } from '../../db/figures/basis.js';
import { skillPairs } from '../../db/figures/skill-pairs.js';
import { topSkills } from '../../db/figures/skills.js';
import { html } from '../../report/html/markup.js';
import { skillPairs as pairsSection, skills as skillsSection } from '../../report/html/sections/skills.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { numberOf, queryOf } from './address.js';
import { basisLine } from './basis-line.js';
import { exportLinks } from './export-links.js';
import { filterForm } from './filter-form.js';
import { nothing } from './nothing.js';
import { addPage } from './route.js';
import { pageSetting } from './setting.js';

const TOP = 50;
const DRAWN = 20;
const PAIRS = 15;

/** The skills of a selection. */
export function skillsPage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  addPage(app, context, '/skills', ['top'], async ({ address }) => {
    const { filter } = address;
    const top = numberOf(address, 'top', 1, 1000, TOP);
    const figures = await moment(
      ['skills', filter, top],
      async (tx) => {
        const basis = await readBasis(tx, filter);
        return { basis, skills: await topSkills(tx, basis, top), pairs: await skillPairs(tx, basis, PAIRS) };
      },
      ({ basis, skills, pairs }) => {
        const more =
          skills.distinct - skills.withheld > top
            ? html`<p><a href="/skills${queryOf(filter, { top: 1000 })}">All that are not withheld</a></p>`
            : '';
        return html`${basis.postings === 0 ? '' : basisLine(basis)}
        ${
          basis.postings === 0
            ? nothing('/skills', filter)
            : html`${skillsSection(skills, basis, pageSetting(filter, taxonomy, { rows: top, drawn: DRAWN }))}
              ${more}${exportLinks('/api/figures/skills', queryOf(filter, { top }))}
              ${pairsSection(pairs, basis, pageSetting(filter, taxonomy, { rows: PAIRS, drawn: PAIRS }))}`
        }`;
      },
    );
    return { title: 'Skills', body: html`${filterForm('/skills', taxonomy, filter)}${figures}` };
  });
}
