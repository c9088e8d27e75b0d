/** Names in a drawing that lead somewhere. ECharts knows no links: a name is marked, and the mark becomes one afterwards. */
import { html, raw, toText } from '../markup.js';

const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const MARKED = /<text([^>]*)>\uE000(\d+)\uE001([^<]*)<\/text>/g;

/** @param at place of its address in `Drawing.links`. */
export function marked(name: string, at: number): string {
  return `${OPEN}${at}${CLOSE}${name}`;
}

/** Marks must not come from strangers. */
export function unmarked(name: string): string {
  return name.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

/** @param links an address for each mark; undefined leaves the name as it is. */
export function withLinks(svg: string, links: readonly (string | undefined)[]): string {
  return svg.replaceAll(MARKED, (_all, attributes: string, at: string, name: string) => {
    const text = `<text${attributes}>${name}</text>`;
    const to = links[Number(at)];
    // Whole elements only: the formatter closes a tag that a template leaves open.
    return to === undefined ? text : toText(html`<a href="${to}">${raw(text)}</a>`);
  });
}
