/**
 * The roles that a header names ("Senior Go Engineer, Frontend Dev") -> one title each. A cut needs a whole title on
 * both sides of it: what stands behind "Software Engineer, " is a second role only if it ends in the name of a job
 * ("Designer"), not if it says where the first one works ("Infrastructure", "Developer Experience").
 */
import { bare, isAcronym, isPlural, isWholeTitle } from './hn-title.js';

/** Bare, these say more about the title before them as often as they name another one. */
const QUALIFYING =
  /^(?:(?:tech|technical|team|project)\s+)?(?:leads?|managers?|interns?|associates?|fellows?|heads?|directors?|members?|specialists?|consultants?|generalists?)$/i;
const LEAD =
  /^(?:[^:()]*\b(?:roles|openings|positions|hiring|seeking)\s*(?::|[-–—]\s)|(?:now )?hiring(?=\s+\S+\s+\S|\s+\S+s$))\s*/i;
/** Nothing but a level: what it is the level of comes behind. */
const LEVEL_ALONE = /^(?:senior|sr\.?|staff|principal|junior|jr\.?|lead)$/i;
const SENIORITY = /^(?:senior|sr\.?|staff|principal|lead|junior|jr\.?|founding)\s/i;
const SEPARATOR = /^(?:\s*[,;•·]\s+(?:(?:and|or|&)\s+)?|\s+(?:and|und|et|&|\+|\/)\s+)/i;
/** "… and many more", "(3 positions)", "wanted": said around roles, no part of their names. */
const AROUND = /[,\s]+(?:(?:and|&|\+)\s+)?(?:(?:many\s+)?(?:more|others)|etc\.?)(?:\s+roles)?[\s!.]*$/i;
const MAX_ROLES = 20;

interface Fragment {
  text: string;
  /** What stood before it. */
  separator: string;
}

/** Without what stands before and after the names: "Multiple openings: Developer", "Hiring Engineers", a link. */
export function withoutLead(text: string): string {
  const names = text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(LEAD, '')
    .replace(/^\[(.*)\]$/, '$1')
    .trim();
  return names === '' ? text : names;
}

/** Whether a list of roles and what belongs to them names at least one job. */
export function namesRole(segment: string): boolean {
  return cutAtSeparators(segment).some((fragment) => isWholeTitle(fragment.text));
}

/** One title per role; a list that names no role for certain stays one. */
export function splitRoles(segment: string): string[] {
  const fragments = cutAtSeparators(segment.replace(AROUND, ''));
  // "Sr. Platform, Sr. Front End, Sr. DevOps": each begins as a title does.
  const inStep = fragments.length > 2 && fragments.every((fragment) => SENIORITY.test(fragment.text));
  if (inStep) return fragments.slice(0, MAX_ROLES).map((fragment) => trimmed(fragment.text));
  const titles: string[] = [];
  let title = '';
  fragments.forEach((fragment, i) => {
    if (i > 0 && titles.length < MAX_ROLES && namesRole(title) && startsTitle(fragments, i, title)) {
      titles.push(title);
      title = fragment.text;
    } else title += fragment.separator + fragment.text;
  });
  titles.push(title);
  return [
    ...new Set(
      titles
        .flatMap(cutAtSlashes)
        .map(trimmed)
        .filter((text) => text !== ''),
    ),
  ];
}

function startsTitle(fragments: readonly Fragment[], i: number, before: string): boolean {
  const fragment = fragments[i];
  if (fragment === undefined) return false;
  if (isWholeTitle(fragment.text)) return standsAlone(fragment, before, fragments);
  const end = fragments.slice(i + 1).find((later) => isWholeTitle(later.text));
  if (end === undefined) return false;
  // "Manager, Backend and Mobile Engineers": the noun behind is theirs too.
  const shared = /\band\b|&/i.test(end.separator) && (isPlural(end.text) || LEVEL_ALONE.test(fragment.text));
  return SENIORITY.test(fragment.text) || shared;
}

function standsAlone({ text, separator }: Fragment, before: string, fragments: readonly Fragment[]): boolean {
  const [left, right] = [bare(before), bare(text)];
  const inList = fragments.length > 2;
  // "Founding Engineer / AI Engineer" is one job in other words, unless each has its level or it is one of a list.
  if (separator.includes('/')) {
    const whole = fragments.filter((one) => one.separator.trim() === '/' && isWholeTitle(one.text)).length;
    if (QUALIFYING.test(left) || QUALIFYING.test(right)) return false;
    return whole > 1 || (SENIORITY.test(left) && SENIORITY.test(right));
  }
  if (QUALIFYING.test(right)) return inList;
  if (/[,;+•·]/.test(separator)) return true;
  // "Lead and Senior Engineer", "DevOps and Platform Engineer", "Scientist & Engineer" may be one job.
  if (!/\s/.test(left) && !isPlural(left)) return isAcronym(left) && inList;
  return /\s/.test(right) || inList || isPlural(left) || isPlural(right) || isAcronym(right);
}

/** "Staff Engineer/Senior Designer/Data Analyst": three whole titles are a list, "Engineer/Developer" is one. */
function cutAtSlashes(title: string): string[] {
  const parts = title.split('/');
  return parts.length > 2 && parts.every((part) => /\S\s+\S/.test(part.trim()) && isWholeTitle(part))
    ? parts
    : [title];
}

/** At commas, "and", "+", " / " outside brackets. */
function cutAtSeparators(text: string): Fragment[] {
  const fragments: Fragment[] = [];
  let depth = 0;
  let start = 0;
  let separator = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    // Asked for only where one can begin: a header has up to a few hundred characters.
    if (depth > 0 || at === start || !/[\s,;•·]/.test(char)) continue;
    const found = SEPARATOR.exec(text.slice(at, at + 12))?.[0];
    if (found === undefined) continue;
    fragments.push({ text: text.slice(start, at), separator });
    separator = found;
    start = at + found.length;
    at = start - 1;
  }
  fragments.push({ text: text.slice(start), separator });
  return fragments;
}

function trimmed(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;&+/•·:*–—-]+|[\s,;&/•·:*–—-]+$/g, '')
    .replace(/^(?:and|or|an?)\s+/i, '');
}
