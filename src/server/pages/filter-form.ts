import type { CompiledTaxonomy } from '../../classify/taxonomy/compiled.js';
import { LISTING_STATES } from '../../db/filter-text.js';
import type { PostingFilter } from '../../db/filter.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS } from '../../domain/posting.js';
import { html, raw, type Markup } from '../../report/html/markup.js';

/** A filter in words: `role data-engineer, country DE + AT`. */
export function filterWords(filter: PostingFilter): string {
  const words = Object.entries(filter).map(
    ([name, value]) => `${name} ${[value as string | string[]].flat().join(' + ')}`,
  );
  return words.length === 0 ? 'every posting' : words.join(', ');
}

type Field = keyof PostingFilter & string;

/**
 * The filters of the API as a form that makes an address of them.
 * @param prefix before each name, for a second selection.
 */
export function filterFields(taxonomy: CompiledTaxonomy, filter: PostingFilter, prefix = ''): Markup {
  const families = [...new Set([...taxonomy.roles.values()].map((role) => role.family))];
  const bands = [...new Set(taxonomy.levels.map((level) => level.band))];
  const field = (name: Field, label: string, more: Markup | '' = '', type = 'text'): Markup =>
    html`<label
      >${label}<input
        type="${type}"
        name="${prefix}${name}"
        value="${[filter[name] ?? []].flat().join(',')}"
        ${more}
    /></label>`;
  const choice = (name: Field, label: string, values: readonly string[]): Markup => {
    const now = [filter[name] ?? []].flat().join(',');
    const all = now === '' || values.includes(now) ? values : [now, ...values];
    return html`<label
      >${label}<select name="${prefix}${name}">
        <option value="">any</option>
        ${all.map((value) => html`<option${value === now ? raw(' selected') : ''}>${value}</option>`)}
      </select></label
    >`;
  };
  return html`<div class="fields">
      ${field('text', 'Words', raw(' placeholder="kafka* &quot;event sourcing&quot;" title="Whole words that all occur; kube* for beginnings, &quot;quoted words&quot; next to each other"'), 'search')}
      ${field('role', 'Role', raw(' list="roles" autocomplete="off"'))}
      ${choice(
        'level',
        'Level',
        taxonomy.levels.map((level) => level.id),
      )}
      ${field('skill', 'Skills (all of them)', raw(' list="skills" autocomplete="off"'))}
      ${choice('family', 'Family', families)} ${choice('band', 'Band', bands)} ${field('company', 'Company')}
      ${field('country', 'Country', raw(' placeholder="DE,AT"'))} ${choice('remote', 'Where', REMOTE_KINDS)}
      ${choice('employment', 'Employment', EMPLOYMENT_TYPES)} ${field('source', 'Read by')}
      ${field('language', 'Language', raw(' placeholder="en"'))}
      ${field('since', 'Since', raw(' placeholder="2026-01-31"'))}
      ${field('until', 'Until', raw(' placeholder="2026-12-31"'))} ${choice('state', 'State', LISTING_STATES)}
      ${choice('copies', 'Copies', ['once', 'all'])}
    </div>
    <datalist id="roles">
      ${[...taxonomy.roles.values()].map((role) => html`<option value="${role.id}">${role.label}</option>`)}
    </datalist>
    <datalist id="skills"></datalist>`;
}

/** @param more fields of the page itself. */
export function filterForm(
  action: string,
  taxonomy: CompiledTaxonomy,
  filter: PostingFilter,
  more: Markup | '' = '',
): Markup {
  const any = Object.keys(filter).length > 0;
  return html`<details class="filter" ${action === '/explore' && !any ? raw(' open') : ''}>
    <summary>Filter: <bdi>${filterWords(filter)}</bdi></summary>
    <form method="get" action="${action}">
      ${filterFields(taxonomy, filter)}
      <div class="buttons">
        ${more}<button type="submit" class="main">Show</button
        >${any ? html` <a href="${action}">Clear</a>` : ''}
      </div>
    </form>
  </details>`;
}
