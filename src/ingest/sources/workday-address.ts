import { apiBase, decodeStep, pathSteps } from './board.js';

/** What an address of a Workday site says. */
export interface WorkdayAddress {
  /** Origin (and prefix of a proxy) of the API. */
  base: string;
  tenant: string;
  site: string;
  /** The site's page, below which the postings are. */
  pageUrl: string;
  /** `/job/…` of one posting, or null for the whole site. */
  externalPath: string | null;
}

const API_PATH = /^(.*)\/wday\/cxs\/([^/]+)\/([^/]+)(?:\/jobs|(\/job\/.+))?\/?$/;
const LANGUAGE = /^[a-z]{2}([-_][A-Za-z]{2})?$/;

/**
 * Three forms: `acme.wd5.myworkdayjobs.com/[lang/]Careers`, `wd5.myworkdaysite.com/[lang/]recruiting/acme/Careers`, and
 * the API's own path on any host; each also with a posting behind it.
 */
export function workdayAddress(url: URL): WorkdayAddress | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined && m[3] !== undefined) {
    const [tenant, site] = [decodeStep(m[2]), decodeStep(m[3])];
    const base = apiBase(url, m[1] ?? '');
    const shared = url.hostname.endsWith('.myworkdaysite.com') ? `recruiting/${m[2]}/` : '';
    return { base, tenant, site, pageUrl: `${base}/${shared}${m[3]}`, externalPath: m[4] ?? null };
  }
  const steps = pathSteps(url);
  const language = LANGUAGE.test(steps[0] ?? '') ? `/${steps.shift()}` : '';
  let tenant = /^([^.]+)\.(?:wd\d+\.)?myworkdayjobs(?:-impl)?\.com$/.exec(url.hostname)?.[1];
  let parent = '';
  if (tenant === undefined) {
    if (!/(^|\.)myworkdaysite\.com$/.test(url.hostname) || steps[0] !== 'recruiting') return null;
    tenant = steps[1];
    parent = `/recruiting/${tenant ?? ''}`;
    steps.splice(0, 2);
  }
  const [site, section, ...rest] = steps;
  if (tenant === undefined || site === undefined || site === 'wday') return null;
  const one = (section === 'job' || section === 'details') && rest.length > 0;
  return {
    base: url.origin,
    tenant,
    site,
    pageUrl: `${url.origin}${language}${parent}/${encodeURIComponent(site)}`,
    externalPath: one
      ? `/job/${rest
          .filter((step) => step !== 'apply')
          .map(encodeURIComponent)
          .join('/')}`
      : null,
  };
}
