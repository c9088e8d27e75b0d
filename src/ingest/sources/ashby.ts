/**
 * Ashby: `api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true`. There is no address for one
 * posting: its page means the whole board, of which one is kept.
 */
import type { Place, RawPosting, Salary } from '../../domain/posting.js';
import { parseRemote } from '../facts/remote.js';
import { parseAmount, parsePeriod, parseSalaryText } from '../facts/salary.js';
import { apiBase, boardOf, decodeStep, pathSteps, type BoardAdapter, type BoardTarget } from './board.js';
import { namesOf } from './board-fields.js';
import { blankPosting, isObject, textOf, type Json, type ParseContext } from './item.js';

const PAGE_HOSTS = /^jobs\.ashbyhq\.com$/;
const API_PATH = /^(.*)\/posting-api\/job-board\/([^/]+)\/?$/;

function api(base: string, board: string, postingId: string | null): BoardTarget {
  const apiUrl = `${base}/posting-api/job-board/${encodeURIComponent(board)}?includeCompensation=true`;
  return { apiUrl, board, postingId };
}

function target(url: URL): BoardTarget | null {
  const m = API_PATH.exec(url.pathname);
  if (m?.[2] !== undefined) return api(apiBase(url, m[1] ?? ''), decodeStep(m[2]), null);
  if (!PAGE_HOSTS.test(url.hostname)) return null;
  const [board, id] = pathSteps(url);
  // jobs.ashbyhq.com/acme/embed is the script that career pages load the board with.
  return board === undefined
    ? null
    : api('https://api.ashbyhq.com', board, id === 'embed' ? null : (id ?? null));
}

function toRaw(record: Json, at: string, ctx: ParseContext): RawPosting {
  const url =
    textOf(record['jobUrl']) ?? textOf(record['applyUrl'])?.replace(/\/application\/?$/, '') ?? null;
  const board = boardOf(url, PAGE_HOSTS) ?? ctx.scope;
  const secondary = Array.isArray(record['secondaryLocations']) ? record['secondaryLocations'] : [];
  const others = secondary.map((entry: unknown) => (isObject(entry) ? (entry['location'] ?? entry) : entry));
  const html = textOf(record['descriptionHtml']);
  return {
    ...blankPosting('ashby', at),
    scope: board,
    // Saved responses without `id` still name it in the page's address.
    sourceId: textOf(record['id']) ?? /\/([0-9a-f-]{36})\/?$/i.exec(url ?? '')?.[1] ?? null,
    url,
    title: textOf(record['title']),
    description: html ?? textOf(record['descriptionPlain']),
    descriptionFormat: html === null ? 'text' : 'html',
    company: ctx.company ?? board,
    locations: namesOf([record['location'] ?? record['locationName'], ...others]),
    place: placeOf(record['address']),
    // The kind of workplace is the finer statement: hybrid jobs are marked isRemote too.
    remote: parseRemote(record['workplaceType']) ?? parseRemote(record['isRemote']),
    employmentType: textOf(record['employmentType']),
    salary: salaryOf(record['compensation']),
    postedAt: textOf(record['publishedAt']) ?? textOf(record['publishedDate']) ?? textOf(record['updatedAt']),
  };
}

function placeOf(address: unknown): Place | null {
  const postal = isObject(address) ? address['postalAddress'] : null;
  if (!isObject(postal)) return null;
  return {
    country: textOf(postal['addressCountry']),
    region: textOf(postal['addressRegion']),
    city: textOf(postal['addressLocality']),
  };
}

/** The salary among the components; bonus, commission and equity are not pay as a range of the year. */
function salaryOf(compensation: unknown): Salary | null {
  if (!isObject(compensation)) return null;
  const tiers = Array.isArray(compensation['compensationTiers']) ? compensation['compensationTiers'] : [];
  const summary = Array.isArray(compensation['summaryComponents']) ? compensation['summaryComponents'] : [];
  const components = [...summary, ...tiers.filter(isObject).map((tier) => tier['components'])]
    .flat()
    .filter(isObject);
  const pay = components.find((part) => part['compensationType'] === 'Salary');
  if (pay === undefined)
    return parseSalaryText(textOf(compensation['scrapeableCompensationSalarySummary']) ?? '');
  return {
    min: parseAmount(pay['minValue']),
    max: parseAmount(pay['maxValue']),
    currency: textOf(pay['currencyCode']),
    period: parsePeriod(textOf(pay['interval'])),
  };
}

export const ashby: BoardAdapter = {
  name: 'ashby',
  target,
  recognises: (record) =>
    'jobUrl' in record &&
    ['descriptionHtml', 'descriptionPlain', 'secondaryLocations', 'isListed'].some((key) => key in record),
  toRaw,
};
