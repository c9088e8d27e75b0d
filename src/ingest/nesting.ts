/**
 * The HTML parser searches its stack of open elements at every tag, so markup that only opens costs the square of
 * its depth: 100,000 nested tags take 15 seconds. Real pages are some 40 deep; 5,000 take 30 ms.
 */
const MAX_OPEN = 5_000;
/** The shortest markup that can be too deep: `<b>` that many times. */
const SHORTEST = MAX_OPEN * 3;
const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;
const NEVER_OPEN = new Set([
  'br',
  'img',
  'hr',
  'input',
  'meta',
  'link',
  'source',
  'wbr',
  'col',
  'area',
  'base',
  'embed',
  'param',
  'track',
]);

/**
 * Whether more elements are open at once than any page has; unclosed `<p>` and `<li>` count, real ones are few. An end
 * tag closes what the parser lets it close: everything down to its element, and nothing where none of its name is open.
 */
export function nestedTooDeep(html: string): boolean {
  if (html.length < SHORTEST) return false;
  const open: string[] = [];
  const counts = new Map<string, number>();
  for (const [, closing, written] of html.matchAll(TAG)) {
    const name = (written ?? '').toLowerCase();
    const count = counts.get(name) ?? 0;
    if (closing !== '/') {
      if (NEVER_OPEN.has(name)) continue;
      if (open.push(name) > MAX_OPEN) return true;
      counts.set(name, count + 1);
    } else if (count > 0) {
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        counts.set(last, (counts.get(last) ?? 1) - 1);
        if (last === name) break;
      }
    }
  }
  return false;
}
