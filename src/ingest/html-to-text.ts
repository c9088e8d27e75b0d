/**
 * HTML as employers write it -> text a person can read and a rule can match: paragraphs apart by an empty line,
 * headings and list items on lines of their own (`- `), table cells apart by ` | `, no markup, no entities.
 *
 * Descriptions arrive escaped once (Greenhouse) or twice, so the text is unescaped until real tags show. Text
 * without markup never meets the HTML parser: that is most of a plain-text corpus, and 5 times as fast.
 */
import { decodeEntities, textOfMarkup } from './markup-text.js';
import { nestedTooDeep } from './nesting.js';
import { tidyText } from './plain-text.js';

/** Only names of real elements count, so that `List<String>` and `<your name>` stay text. */
const NAMES =
  'a|abbr|article|aside|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|li|main|mark|meta|nav|o:p|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul';
const TAG = new RegExp(`</?(?:${NAMES})(?:\\s[^<>]*)?/?>|<!--`, 'i');
/** Serializers of XML escape what opens a tag, and leave what closes it. */
const ESCAPED_TAG = new RegExp(
  `&(?:amp;){0,2}(?:lt|#0*60|#x0*3c);/?(?:${NAMES})(?:\\s|[/>]|&(?:amp;){0,2}(?:gt|#0*62|#x0*3e);)`,
  'i',
);
/** A tag that an excerpt was cut off in. */
const CUT_TAG = new RegExp(`^</?(?:${NAMES})\\s[^<>]*$`, 'i');
/** Markup that surfaced only after parsing: a closing block tag is no accident. */
const INNER_TAG = /<\/(?:p|div|ul|ol|li|h[1-6]|strong|span)>/i;
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i;

/** Whether the text is HTML, plainly or escaped. */
export function looksLikeHtml(text: string): boolean {
  return hasTags(text) || (text.includes('&') && ESCAPED_TAG.test(text));
}

/**
 * Description in any form -> readable text.
 * @param format `text` is taken as it is, `html` is parsed, `auto` is parsed where it holds tags or escaped tags.
 */
export function toReadableText(text: string, format: 'html' | 'text' | 'auto'): string {
  if (format === 'text') return tidyText(text);
  let html = unescapeMarkup(text);
  const cut = html.lastIndexOf('<');
  if (cut > html.lastIndexOf('>')) html = html.slice(0, cut) + html.slice(cut).replace(CUT_TAG, '');
  if (!hasTags(html)) {
    // Declared HTML without a single tag still folds like text: boards send plain paragraphs in HTML fields.
    return tidyText(ENTITY.test(html) ? decodeEntities(html) : html);
  }
  const readable = render(html);
  return readable.includes('</') && INNER_TAG.test(readable) ? render(readable) : readable;
}

/**
 * Text or HTML, plain or escaped, as markup that can stand beside other markup: the parts of a description come each in
 * their own form.
 */
export function toMarkup(text: string): string {
  const html = unescapeMarkup(text);
  if (hasTags(html)) return html;
  return `<p>${html.replaceAll('<', '&lt;').replace(/\r\n?|\n/g, '<br>')}</p>`;
}

const hasTags = (text: string): boolean => text.includes('<') && TAG.test(text);

/** Takes escaping off until tags show, at most three layers (escaped once, twice, and once more by an exporter). */
function unescapeMarkup(text: string): string {
  let html = text;
  if (!html.includes('&')) return html;
  for (let layer = 0; layer < 3 && !hasTags(html) && ESCAPED_TAG.test(html); layer++) {
    html = decodeEntities(html);
  }
  return html;
}

function render(html: string): string {
  if (nestedTooDeep(html)) return tidyText(decodeEntities(html.replace(/<[^<>]*>/g, '\n')));
  return tidyText(textOfMarkup(html));
}
