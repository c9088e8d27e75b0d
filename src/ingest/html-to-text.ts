/**
 * HTML as employers write it -> text a person can read and a rule can match: paragraphs apart by an empty line,
 * headings and list items on lines of their own (`- `), table cells apart by ` | `, no markup, no entities.
 *
 * Descriptions arrive escaped once (Greenhouse) or twice, so the text is unescaped until real tags show. Text
 * without markup never meets the HTML parser: that is most of a plain-text corpus, and 5 times as fast.
 */
import { createRequire } from 'node:module';
import type * as Cheerio from 'cheerio/slim';
import { nestedTooDeep } from './nesting.js';
import { tidyText } from './plain-text.js';
import { TextWriter } from './text-writer.js';

/** Loaded with the first markup: it takes 50 ms, an eighth of `rolemill classify --title`, which seldom has any. */
const require = createRequire(import.meta.url);
let parser: typeof Cheerio | null = null;
const load: typeof Cheerio.load = (...args) => {
  parser ??= require('cheerio/slim') as typeof Cheerio;
  return parser.load(...args);
};

/** Only names of real elements count, so that `List<String>` and `<your name>` stay text. */
const NAMES =
  'a|abbr|article|aside|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|li|main|mark|meta|nav|o:p|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul';
const TAG = new RegExp(`</?(?:${NAMES})(?:\\s[^<>]*)?/?>|<!--`, 'i');
const ESCAPED_TAG = new RegExp(
  `&(?:amp;){0,2}(?:lt|#0*60|#x0*3c);/?(?:${NAMES})(?:\\s|/|&(?:amp;){0,2}(?:gt|#0*62|#x0*3e);)`,
  'i',
);
/** A tag that an excerpt was cut off in. */
const CUT_TAG = new RegExp(`</?(?:${NAMES})\\s[^<>]*$`, 'i');
/** Markup that surfaced only after parsing: a closing block tag is no accident. */
const INNER_TAG = /<\/(?:p|div|ul|ol|li|h[1-6]|strong|span)>/i;
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i;

/** How a tag shapes the text: a paragraph of its own, a line of its own, not shown at all. */
const PARAGRAPH = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'table',
  'blockquote',
  'pre',
  'section',
  'article',
  'hr',
  'header',
  'footer',
  'main',
  'aside',
  'figure',
  'form',
]);
const LINE = new Set(['div', 'tr', 'dt', 'dd', 'center', 'body', 'tbody', 'thead', 'tfoot', 'nav', 'title']);
const HIDDEN = new Set([
  'script',
  'style',
  'head',
  'noscript',
  'template',
  'iframe',
  'svg',
  'object',
  'button',
  'select',
  'textarea',
]);

/** As much of a parsed node as the walk needs; cheerio's own node types are another package's. */
interface MarkupNode {
  readonly type: string;
  readonly data?: string;
  readonly name?: string;
  readonly children?: readonly MarkupNode[];
}

/** Whether the text is HTML, plainly or escaped. */
export function looksLikeHtml(text: string): boolean {
  return (text.includes('<') && TAG.test(text)) || (text.includes('&') && ESCAPED_TAG.test(text));
}

/**
 * Description in any form -> readable text.
 * @param format `text` is taken as it is, `html` is parsed, `auto` is parsed where it holds tags or escaped tags.
 */
export function toReadableText(text: string, format: 'html' | 'text' | 'auto'): string {
  if (format === 'text') return tidyText(text);
  let html = unescapeMarkup(text);
  if (html.includes('<')) html = html.replace(CUT_TAG, '');
  if (!(html.includes('<') && TAG.test(html))) {
    // Declared HTML without a single tag still folds like text: boards send plain paragraphs in HTML fields.
    return tidyText(ENTITY.test(html) ? decodeEntities(html) : html);
  }
  const readable = render(html);
  return INNER_TAG.test(readable) ? render(readable) : readable;
}

/**
 * Text or HTML, plain or escaped, as markup that can stand beside other markup: the parts of a description come each in
 * their own form.
 */
export function toMarkup(text: string): string {
  const html = unescapeMarkup(text);
  if (html.includes('<') && TAG.test(html)) return html;
  return `<p>${html.replaceAll('<', '&lt;').replace(/\r\n?|\n/g, '<br>')}</p>`;
}

/** Takes escaping off until tags show, at most three layers (escaped once, twice, and once more by an exporter). */
function unescapeMarkup(text: string): string {
  let html = text;
  for (let layer = 0; layer < 3 && !TAG.test(html) && html.includes('&') && ESCAPED_TAG.test(html); layer++) {
    html = decodeEntities(html);
  }
  return html;
}

function decodeEntities(text: string): string {
  // Shielded `<`: only entities are to be decoded here, whatever else the text holds must survive.
  return load(text.replaceAll('<', '&lt;')).root().text();
}

function render(html: string): string {
  if (nestedTooDeep(html)) return tidyText(decodeEntities(html.replace(/<[^<>]*>/g, '\n')));
  const out = new TextWriter();
  for (const document of load(html).root().toArray()) walk(document, out, false);
  return tidyText(out.toString());
}

/** Deeper than any real page; below it the text is taken without layout, so that hostile nesting cannot break the stack. */
const MAX_DEPTH = 300;

function walk(node: MarkupNode, out: TextWriter, preformatted: boolean, depth = 0): void {
  if (depth > MAX_DEPTH) return flatText(node, out);
  for (const child of node.children ?? []) {
    if (child.type === 'text') out.text(child.data ?? '', preformatted);
    else if (child.type === 'cdata') walk(child, out, preformatted, depth + 1);
    else if (child.name !== undefined) element(child, child.name, out, preformatted, depth + 1);
  }
}

function flatText(node: MarkupNode, out: TextWriter): void {
  const open: MarkupNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'text') out.text(next.data ?? '', false);
    // One by one: as arguments of one call, a hundred thousand children would break the stack.
    else for (const child of (next.children ?? []).toReversed()) open.push(child);
  }
}

function element(
  node: MarkupNode,
  name: string,
  out: TextWriter,
  preformatted: boolean,
  depth: number,
): void {
  if (HIDDEN.has(name)) return;
  if (name === 'br') return out.lineBreak();
  if (name === 'li') return out.item(() => walk(node, out, preformatted, depth));
  if (name === 'td' || name === 'th') return out.cell(() => walk(node, out, preformatted, depth));
  const gap = PARAGRAPH.has(name) ? 2 : LINE.has(name) ? 1 : 0;
  if (gap > 0) out.gap(gap);
  walk(node, out, preformatted || name === 'pre', depth);
  if (name === 'tr') out.endRow();
  if (gap > 0) out.gap(gap);
}
