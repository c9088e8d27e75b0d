import { html, type Markup } from './markup.js';

/** `2026-03-01 14:05`, `2026-03`, `2026-W09` */
const DATES = /\b(\d{4}-(?:W\d{2}|\d{2}(?:-\d{2}(?: \d{2}:\d{2})?)?))(?![\d-])/;

/** Text in which no date is broken at its hyphens. */
export function keepDates(text: string): Markup | string {
  const parts = text.split(DATES);
  // Of a split by one group every second part is what was found.
  return parts.length === 1
    ? text
    : html`${parts.map((part, n) => (n % 2 === 1 ? html`<span class="nowrap">${part}</span>` : part))}`;
}
