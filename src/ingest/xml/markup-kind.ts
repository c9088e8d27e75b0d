/** A web page or an XML document: told by its first element, behind declarations and comments. */

const PROLOG = /^(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!doctype\s[^[>]*(?:\[[\s\S]*?\]\s*)?>)+/i;
const ROOT = /^<([a-z_][\w.-]*:)?([a-z_][\w.-]*)/i;
const PAGE = /^(html|head|body)$/i;
/** Also where a piece of a page begins, unless it is said to be XML: a feed may call its elements so. */
const PAGE_PIECE =
  /^(script|style|meta|title|link|div|span|p|a|ul|ol|table|h[1-6]|main|section|article|nav|form|iframe)$/i;

/** @param claimed by ending, Content-Type or the person; counts where the text itself does not tell. */
export function markupKind(text: string, claimed: string | null): 'html' | 'xml' {
  const declared = /^<\?xml[\s?]/i.test(text);
  if (/^<!doctype\s+html/i.test(text)) return 'html';
  const prolog = PROLOG.exec(text)?.[0] ?? '';
  const root = ROOT.exec(text.slice(prolog.length))?.[2] ?? null;
  if (/<!doctype\s+html/i.test(prolog) || (root !== null && PAGE.test(root))) return 'html';
  if (declared || (root !== null && /^(rss|feed|rdf)$/i.test(root))) return 'xml';
  if (claimed === 'xml') return 'xml';
  if (root !== null && PAGE_PIECE.test(root)) return 'html';
  // An unknown element, or a comment longer than what was looked at.
  const page = root === null || claimed === 'html' || /<html[\s>]/i.test(text.slice(0, 2000));
  return page ? 'html' : 'xml';
}
