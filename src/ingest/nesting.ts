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

/** Whether more elements are open at once than any page has; unclosed `<p>` and `<li>` count, real ones are few. */
export function nestedTooDeep(html: string): boolean {
  if (html.length < SHORTEST) return false;
  let open = 0;
  for (const [, closing, name] of html.matchAll(TAG)) {
    if (closing === '/') open = Math.max(0, open - 1);
    else if (!NEVER_OPEN.has((name ?? '').toLowerCase()) && ++open > MAX_OPEN) return true;
  }
  return false;
}
