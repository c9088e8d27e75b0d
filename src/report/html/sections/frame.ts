/** What all sections share: a heading, what the figure says, its drawing, what it stands on, its numbers. */
import { formatCount, formatShare, plural } from '../../format.js';
import { keepDates } from '../dates.js';
import { html, raw, type Markup } from '../markup.js';

export interface Figure {
  /** Of the heading, for links. */
  id: string;
  title: string;
  /** What an eye should take from it, in a sentence. */
  says?: string | undefined;
  body: Markup | Markup[];
  /** Denominator, coverage, intervals, what is withheld: a line each, empty ones are left out. */
  notes: readonly string[];
  table: Markup | Markup[];
  /** The table has more than the drawing: it is shown at once. */
  open?: boolean;
}

export function figure({ id, title, says, body, notes, table, open = false }: Figure): Markup {
  return html`<section class="figure" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${says === undefined ? '' : html`<p>${keepDates(says)}</p>`} ${body}
    <ul class="notes">
      ${notes.filter((note) => note !== '').map((note) => html`<li>${keepDates(note)}</li>`)}
    </ul>
    <details${open ? raw(' open') : ''}>
      <summary>The numbers of “${title}”</summary>
      ${table}
    </details>
  </section>`;
}

/** A section of which there is nothing to draw, and why. */
export function emptyFigure(id: string, title: string, why: string): Markup {
  return html`<section class="figure" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="empty"><p>${why}</p></div>
  </section>`;
}

export function chart(drawing: Markup): Markup {
  return html`<div class="chart">${drawing}</div>`;
}

/** `Of 3,300 postings (87.3% of the selection).` */
export function denominator(
  { of, coverage }: { of: number; coverage?: number | null },
  what = 'postings of the selection',
): string {
  const part =
    coverage === undefined || coverage === null || coverage === 1
      ? ''
      : ` (${formatShare(coverage, of)} of the selection)`;
  return `Shares of ${formatCount(of)} ${what}${part}.`;
}

/** `15 of 143 shown; 12 withheld: fewer than 5 postings.` */
export function extent(
  { distinct, withheld }: { distinct: number; withheld: number },
  shown: number,
  minCount: number,
): string {
  const part = shown < distinct ? `${formatCount(shown)} of ${formatCount(distinct)} shown. ` : '';
  return `${part}${withheldNote(withheld, minCount)}`.trim();
}

export function withheldNote(withheld: number, minCount: number): string {
  return withheld === 0
    ? ''
    : `${formatCount(withheld)} withheld: each has fewer than ${plural(minCount, 'posting')}.`;
}

export const INTERVALS = 'Lines on the bars are 95 % intervals.';

/** `12.3 to 15.1%` */
export function intervalText(interval: { low: number; high: number } | null): string {
  return interval === null
    ? ''
    : `${(interval.low * 100).toFixed(1)} to ${(interval.high * 100).toFixed(1)}%`;
}
