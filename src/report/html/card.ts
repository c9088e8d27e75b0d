import { formatCount } from '../format.js';
import { keepDates } from './dates.js';
import { html, type Markup } from './markup.js';

/** A headline figure; stands in a `<dl class="cards">`. */
export function card(name: string, value: number | string | Markup, note: string | Markup = ''): Markup {
  return html`<div class="card">
    <dt>${name}</dt>
    <dd>
      <div class="value" dir="auto">${typeof value === 'number' ? formatCount(value) : value}</div>
      <div class="note">${typeof note === 'string' ? keepDates(note) : note}</div>
    </dd>
  </div>`;
}
