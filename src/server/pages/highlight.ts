import type { Evidence } from '../../domain/verdict.js';
import { html, type Markup } from '../../report/html/markup.js';

/** A reason with its number on the page. */
export interface Numbered extends Evidence {
  n: number;
}

/** Numbers from 1, in the order of the list: marks in the text and rows of the tables have the same. */
export function numbered(evidence: readonly Evidence[]): Numbered[] {
  return evidence.map((item, n) => ({ ...item, n: n + 1 }));
}

/**
 * A text with the words that decided marked: each mark names its rules and what they speak for, and leads to them.
 * Where marks overlap the text is cut, so that each piece stands in one mark.
 */
export function highlight(text: string, field: Evidence['field'], evidence: readonly Numbered[]): Markup {
  const marks = evidence.flatMap((item) => {
    if (item.field !== field || item.span === null) return [];
    const [from, to] = [Math.max(0, item.span[0]), Math.min(text.length, item.span[1])];
    return from < to ? [{ item, from, to }] : [];
  });
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  );
  const ended = new Set<Numbered>();
  return html`${cuts.slice(1).map((to, n) => {
    const from = cuts[n] ?? 0;
    const said = text.slice(from, to);
    const over = marks.filter((mark) => mark.from < to && mark.to > from).map(({ item }) => item);
    const ending = marks.filter((mark) => mark.to === to && !ended.has(mark.item)).map(({ item }) => item);
    for (const item of ending) ended.add(item);
    return over.length === 0 ? said : mark(said, over, ending);
  })}`;
}

function mark(said: string, over: readonly Numbered[], ending: readonly Numbered[]): Markup {
  const used = over.filter((item) => item.used);
  const leading = used[0] ?? over[0];
  const words = over
    .map((item) => `${item.rule}: ${item.about} ${item.for}${item.used ? '' : ' (not taken)'}`)
    .join('; ');
  const kind = `${leading?.about ?? ''}${used.length === 0 ? ' lost' : ''}`;
  return html`<mark
    class="${kind}"
    title="${words}"
    data-rule="${leading?.rule ?? ''}"
    data-for="${leading?.for ?? ''}"
    >${said}${ending.map(({ n }) => html`<sup><a href="#e${n}" aria-label="reason ${n}">${n}</a></sup>`)}</mark
  >`;
}
