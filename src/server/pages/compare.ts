import type { TaxonomyIds } from '../../classify/taxonomy/ids.js';
import { readBasis } from '../../db/figures/basis.js';
import { compare } from '../../db/figures/compare.js';
import type { Reader } from '../../db/figures/selection.js';
import type { PostingFilter } from '../../db/filter.js';
import { UsageError } from '../../domain/errors.js';
import { card } from '../../report/html/card.js';
import { html, type Markup } from '../../report/html/markup.js';
import { comparison } from '../../report/html/sections/comparison.js';
import type { App } from '../app.js';
import type { PageContext } from './remember.js';
import { filterOfText } from '../schemas/filter.js';
import { queryOf, searchOf, tidyAddress } from './address.js';
import { exportLinks } from './export-links.js';
import { filterFields, filterWords } from './filter-form.js';
import { empty } from './parts.js';
import { frameOf, sendPage } from './route.js';
import { pageSetting } from './setting.js';
import { idsOf } from '../../classify/taxonomy/ids.js';

const TOP = 25;
const SHOWN = ['role', 'family', 'level', 'country', 'remote', 'company'] as const;

/** Two selections (or one of two periods) side by side: `?a.family=backend&b.family=data`. */
export function comparePage(app: App, context: PageContext): void {
  const { taxonomy, moment } = context;
  const ids = idsOf(taxonomy);
  app.get('/compare', { schema: { hide: true } }, async (request, reply) => {
    const tidy = tidyAddress(request.url);
    if (tidy !== null) return reply.redirect(tidy, 302);
    const [a, b] = await sidesOf(request.url, ids, context.db.orm);
    const form = html`<form method="get" action="/compare" class="sides">
      <fieldset>
        <legend>A</legend>
        ${filterFields(taxonomy, a, 'a.')}
      </fieldset>
      <fieldset>
        <legend>B</legend>
        ${filterFields(taxonomy, b, 'b.')}
      </fieldset>
      <div class="buttons"><button type="submit" class="main">Compare</button></div>
    </form>`;
    const same = JSON.stringify(a) === JSON.stringify(b);
    const result = same
      ? empty(
          'Two selections are needed.',
          html`Say what A and B are: two families, one role in two countries, or the same in two periods. For
            example <a href="/compare?a.level=senior&amp;b.level=entry">senior against entry</a> or
            <a href="/compare?a.family=backend&amp;b.family=data">backend against data</a>.`,
        )
      : await resultOf(a, b);
    return sendPage(
      reply,
      {
        title: 'Compare',
        body: html`<details class="filter" ${same ? 'open' : ''}>
            <summary>A: <bdi>${filterWords(a)}</bdi> · B: <bdi>${filterWords(b)}</bdi></summary>
            ${form}
          </details>
          ${result}`,
      },
      frameOf(request, context),
    );
  });

  function resultOf(a: PostingFilter, b: PostingFilter): Promise<Markup> {
    return moment(
      ['compare', a, b],
      async (tx) => compare(tx, await readBasis(tx, a), await readBasis(tx, b), TOP),
      (found) => {
        const none = found.a.postings === 0 ? 'A' : found.b.postings === 0 ? 'B' : null;
        return html`<dl class="cards">
            ${card('A', found.a.postings, filterWords(a))} ${card('B', found.b.postings, filterWords(b))}
            ${card('In both', found.common, 'intervals take the two for different postings')}
          </dl>
          ${
            none !== null
              ? empty(`No posting fits ${none}.`, 'Take a value away from it.')
              : html`${comparison(found, pageSetting(a, taxonomy, { rows: TOP }), SHOWN)}
                ${exportLinks('/api/figures/compare', queryOf(a, { versus: queryOf(b).slice(1) || 'copies=once' }))}`
          }`;
      },
    );
  }
}

/** @throws UsageError for a parameter that belongs to neither side. */
async function sidesOf(url: string, ids: TaxonomyIds, d: Reader): Promise<[PostingFilter, PostingFilter]> {
  const sides = { a: new URLSearchParams(), b: new URLSearchParams() };
  for (const [name, value] of searchOf(url)) {
    const side = name.startsWith('a.') ? sides.a : name.startsWith('b.') ? sides.b : null;
    if (side === null) throw new UsageError(`"${name}": expected a.${name} or b.${name}`);
    side.append(name.slice(2), value);
  }
  return [await filterOfText(sides.a.toString(), ids, d), await filterOfText(sides.b.toString(), ids, d)];
}
