/** What the pieces of a "Who is hiring" header say beside the roles: who, where, from where, for how much. */
import type { RemoteKind, Salary } from '../../domain/posting.js';
import { parseSalaryText } from '../facts/salary.js';
import { segmentOf, type Segment } from './hn-segments.js';

export interface Header {
  company: string | null;
  /** One posting each; the whole line where it names no role. */
  titles: string[];
  locations: string[];
  remote: RemoteKind | null;
  contract: string | null;
  salary: Salary | null;
}

/** Longer ones are sentences about somebody. */
const MAX_COMPANY = 100;
const BATCH = /\(?\b(?:YC\s?)?[SWFPX]\d{2}\b\)?|\(\s*YC[^)]*\)|\bYC\s+\d{2}\b/g;

/** Everything but the name and the roles. */
export function factsOf(
  rest: readonly Segment[],
  name: string,
  roles: readonly Segment[],
): Pick<Header, 'locations' | 'remote' | 'contract' | 'salary'> {
  const beside = /\(([^()]*)\)/.exec(name)?.[1];
  const all = beside === undefined ? rest : [...rest, segmentOf(beside)];
  const places = all.filter((segment) => segment.hasPlace && !segment.isLink);
  const workplaces =
    places.length > 0 ? [] : all.filter((s) => /\bremote\b|\banywhere\b/i.test(s.text)).slice(0, 1);
  const pay = rest.find((segment) => segment.hasPay);
  const said = [...all, ...roles].map((segment) => segment.text).join(' | ');
  return {
    locations: [...places, ...workplaces]
      .map(({ text }) => withoutContract(text))
      .filter((text) => text !== ''),
    remote: remoteKind(said),
    contract: contractOf([...rest, ...roles]),
    salary: pay === undefined ? null : parseSalaryText(pay.text),
  };
}

/** "6-month full-time internship" whole, "Full-time in Leeds" only what says it. */
function contractOf(segments: readonly Segment[]): string | null {
  const said = segments.find((segment) => segment.contract !== null);
  if (said === undefined) return null;
  return said.role === null && !said.hasPlace && said.text.length < 40 ? said.text : said.contract;
}

function withoutContract(place: string): string {
  return place.replace(/^\s*(?:full|part)[-\s]?time\s*(?:in|at|,|[-–—])?\s*/i, '').trim();
}

/** Where several are offered the freest one counts: "ONSITE or REMOTE" can be done from afar. */
export function remoteKind(text: string): RemoteKind | null {
  const plain = text.replace(/\b(?:no|not|non)[-\s]+remote\b/gi, ' ');
  if (/\bhybrid[-\s]remote\b|\bremote[-\s]hybrid\b|\bpart(?:ly|ial|ially)?[-\s]remote\b/i.test(plain))
    return 'hybrid';
  if (/\bremote\b|\bwfh\b|\bwork from (?:home|anywhere)\b/i.test(plain)) return 'remote';
  if (/\bhybrid\b/i.test(plain)) return 'hybrid';
  return /\bon-?\s?site\b|\bin[-\s](?:person|office)\b/i.test(plain) ? 'onsite' : null;
}

/** Without links, batches ("YC S21") and remarks in brackets; an abbreviation in brackets stays. */
export function companyName(written: string | null): string | null {
  if (written === null) return null;
  const link = /^(?:https?:\/\/)?(?:www\.)?([^\s/]+)\S*$/i.exec(written.trim());
  if (link?.[1] !== undefined && /^https?:/i.test(written)) return link[1];
  const name = written
    .replace(/\(([^()]*)\)/g, (whole, inner: string) => (/^[A-Z]{2,6}$/.test(inner.trim()) ? whole : ' '))
    .replace(/\[[^\]]*\]?/g, ' ')
    .replace(BATCH, ' ')
    // "Acme is building looms" in the place of the name.
    .replace(/\s(?:is|are)\s(?:an?|the|hiring|building|looking|on)\s.*$/i, '')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:–—-]+|[\s,:–—-]+$/g, '');
  return name === '' || name.length > MAX_COMPANY ? null : name;
}
