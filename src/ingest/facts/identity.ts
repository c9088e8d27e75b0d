/**
 * Who a posting is, so that seeing it again is recognised. In this order:
 *
 * 1. a board's own id, within the board (`greenhouse`, `acme`, `4012`);
 * 2. a file's own id together with the company, whatever the file's name or format. Ids of exports are often row
 *    numbers, so without a company the title joins in: two exports numbered from 1 must not overwrite each other;
 * 3. the URL, without fragment and tracking parameters;
 * 4. the content: title, company, location and text. Not the date: the same advertisement posted again next month
 *    is the same posting.
 */
import { hash } from 'node:crypto';
import type { Posting, RawPosting } from '../../domain/posting.js';

const TRACKING = /^(utm_.+|gclid|fbclid|msclkid|mc_cid|mc_eid|gh_src|lever-source.*|trk|trackingid|refid)$/i;
/** Joins the parts of a hash; stripped from every text before, so no two lists of parts can read the same. */
const SEPARATOR = '\u0000';

function digest(length: number, ...parts: (string | null)[]): string {
  return hash('sha256', parts.map((p) => p ?? '').join(SEPARATOR), 'hex').slice(0, length);
}

/** Canonical form for comparing: no fragment, no tracking parameters, parameters sorted; null where it is no http(s) URL. */
export function canonicalUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  parsed.hash = '';
  if (parsed.search !== '') {
    for (const name of [...parsed.searchParams.keys()])
      if (TRACKING.test(name)) parsed.searchParams.delete(name);
    parsed.searchParams.sort();
  }
  return parsed.href;
}

/** 24 hex digits; see the order above. `clean` is the posting with its texts already normalized. */
export function postingId(
  raw: Pick<RawPosting, 'source' | 'scope' | 'sourceId'>,
  clean: Pick<Posting, 'url' | 'title' | 'company' | 'description'> & { locationRaw: string | null },
): string {
  const company = clean.company?.toLowerCase() ?? '';
  if (raw.sourceId !== null && raw.scope !== null) {
    return digest(24, 'board', raw.source, raw.scope.toLowerCase(), raw.sourceId);
  }
  if (raw.sourceId !== null && company !== '') return digest(24, 'file', company, raw.sourceId);
  const url = clean.url === null ? null : canonicalUrl(clean.url);
  if (url !== null) return digest(24, 'url', url);
  if (raw.sourceId !== null) return digest(24, 'file-title', clean.title, raw.sourceId);
  return digest(24, 'content', clean.title, company, clean.locationRaw, clean.description);
}

/** 32 hex digits over everything classification reads. Another hash means: classify again. */
export function contentHash(p: Omit<Posting, 'id' | 'contentHash'>): string {
  const { raw, remote, country, region, city } = p.location;
  const pay = p.salary;
  return digest(
    32,
    p.title,
    p.description,
    p.company,
    raw,
    remote,
    country,
    region,
    city,
    p.employmentType,
    pay === null ? null : [pay.min, pay.max, pay.currency, pay.period].join(' '),
    p.language,
  );
}
