/**
 * Descriptions whose HTML stands in the feed as elements, neither escaped nor in CDATA (Atom's `type="xhtml"`, and
 * exporters that forgot): written back as HTML, so that paragraphs and lists stay.
 */
import { MAX_FIELD_DEPTH } from '../limits.js';
import type { XmlElement } from './element.js';

const HTML = new Set(
  'a b blockquote br center div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong table tbody td th tr u ul'.split(
    ' ',
  ),
);
/** Never closed by those who write them unescaped, so that what follows stands inside them. */
const EMPTY = new Set(['br', 'hr', 'img']);

export function isHtmlName(name: string): boolean {
  return HTML.has(name.slice(name.indexOf(':') + 1).toLowerCase());
}

/** Whether the element holds text with markup rather than fields. */
export function isMarkup(element: XmlElement): boolean {
  return element.children.some((node) =>
    typeof node === 'string' ? node.trim() !== '' : isHtmlName(node.name),
  );
}

/** The element's content as HTML. */
export function markupOf(element: XmlElement, depth = 0): string {
  if (depth > MAX_FIELD_DEPTH) return '';
  return element.children
    .map((node) => (typeof node === 'string' ? escape(node) : tagOf(node, depth + 1)))
    .join('')
    .trim();
}

function tagOf(element: XmlElement, depth: number): string {
  const inner = markupOf(element, depth);
  if (!isHtmlName(element.name)) return inner;
  const name = element.name.slice(element.name.indexOf(':') + 1).toLowerCase();
  return EMPTY.has(name) ? `<${name}>${inner}` : `<${name}>${inner}</${name}>`;
}

/** Text beside markup: `&nbsp;` and the like, which XML does not know, stay what they were in HTML. */
function escape(text: string): string {
  return text.replace(/&(?!#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
}
