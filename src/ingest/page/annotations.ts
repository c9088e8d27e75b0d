/** schema.org JobPosting written into the markup itself, as microdata or RDFa -> the object JSON-LD would have been. */
import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { Json } from '../sources/item.js';
import type { PageNode } from './document.js';

/** The two ways of writing it: the same tree under other attributes. */
interface Syntax {
  name: 'microdata' | 'rdfa';
  property: string;
  /** What makes an element an object of its own. */
  scope: string;
  type: string;
}

const SYNTAXES: readonly Syntax[] = [
  { name: 'microdata', property: 'itemprop', scope: 'itemscope', type: 'itemtype' },
  { name: 'rdfa', property: 'property', scope: 'typeof', type: 'typeof' },
];
/** Texts whose paragraphs and lists matter. */
const KEEPS_MARKUP =
  /^(?:description|responsibilities|qualifications|skills|experienceRequirements|educationRequirements|jobBenefits)$/i;
const IS_POSTING = /(?:^|[/:\s])JobPosting(?:\s|$)/i;
const MAX_DEPTH = 8;

/** Every JobPosting of the page in the first of the two syntaxes that has one. */
export function annotatedPostings($: CheerioAPI): { records: Json[]; syntax: Syntax['name'] } {
  for (const syntax of SYNTAXES) {
    const records = $(`[${syntax.type}]`)
      .toArray()
      .filter((el) => IS_POSTING.test($(el).attr(syntax.type) ?? ''))
      // One inside another is no posting of its own; looking into each would cost the square of their depth.
      .filter((el) => $(el).parent().closest(`[${syntax.type}*=JobPosting i]`).length === 0)
      .map((el) => ({ '@type': 'JobPosting', ...objectOf($, el, syntax, 0) }));
    if (records.length > 0) return { records, syntax: syntax.name };
  }
  return { records: [], syntax: 'microdata' };
}

function objectOf($: CheerioAPI, root: PageNode, syntax: Syntax, depth: number): Json {
  const out: Json = {};
  const type = ($(root).attr(syntax.type) ?? '').trim().replace(/^.*[/:]/, '');
  if (type !== '') out['@type'] = type;
  const own = $(root)
    .find(`[${syntax.property}]`)
    .toArray()
    .filter((el) => $(el).parent().closest(`[${syntax.scope}]`)[0] === root);
  for (const el of [...own, ...referenced($, root, syntax)]) {
    for (const token of ($(el).attr(syntax.property) ?? '').trim().split(/\s+/)) {
      const name = token.replace(/^.*[/:#]/, '');
      if (name === '') continue;
      const nested = $(el).attr(syntax.scope) !== undefined;
      const value = nested && depth < MAX_DEPTH ? objectOf($, el, syntax, depth + 1) : valueOf($(el), name);
      out[name] = out[name] === undefined ? value : [out[name], value].flat();
    }
  }
  // An object that only wraps its name: <span itemprop="hiringOrganization" itemscope>Acme</span>.
  if (own.length === 0 && out['name'] === undefined) out['name'] = oneLine($(root).text());
  return out;
}

/** Microdata may keep properties elsewhere on the page: `itemref="id1 id2"`. */
function referenced($: CheerioAPI, root: PageNode, syntax: Syntax): PageNode[] {
  const ids = syntax.name === 'microdata' ? ($(root).attr('itemref') ?? '').split(/\s+/) : [];
  return ids.flatMap((id) => {
    if (!/^[\w-]+$/.test(id)) return [];
    const el = $(`[id="${id}"]`).first();
    return [...el.filter('[itemprop]').toArray(), ...el.find('[itemprop]').toArray()];
  });
}

function valueOf(el: Cheerio<PageNode>, name: string): string {
  const stated = el.attr('content') ?? el.attr('datetime');
  if (stated !== undefined && stated.trim() !== '') return stated.trim();
  if (/^(?:url|sameAs|image|logo)$/i.test(name)) {
    return el.attr('href') ?? el.attr('src') ?? el.attr('resource') ?? oneLine(el.text());
  }
  return KEEPS_MARKUP.test(name) ? (el.html() ?? '') : oneLine(el.text());
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
