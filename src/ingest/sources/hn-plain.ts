/** Comments under "Who is hiring" that have no header of bars: a sentence, or a form of lines with labels. */
import { cut } from '../facts/clean.js';
import { parseSalaryText } from '../facts/salary.js';
import { companyName, remoteKind, type Header } from './hn-facts.js';
import { namesRole, splitRoles, withoutLead } from './hn-roles.js';

const MAX_TITLE = 200;
const HIRING =
  /^(.{2,80}?)\s+(?:(?:is|are)\s+)?(?:now\s+|currently\s+|actively\s+)?(?:hiring|looking for|seeking|recruiting)(?:\s*[:–—-])?\s+(?:for\s+)?(?:an?\s+|our\s+|the\s+)?(.+)$/i;
const LABEL =
  /^(company|employer|role|roles|position|job title|title|location|remote|salary|compensation|type)\s*:\s*(\S.*)$/i;

/** "Acme (YC S21) is hiring a Data Engineer in Leeds." */
export function fromSentence(line: string): Header {
  const m = HIRING.exec(line);
  const role = (m?.[2] ?? '').split(/\s(?:to|on|in|at|for|who|with|that)\s|[.!?](?:\s|$)/)[0] ?? '';
  const known = namesRole(role) && role.length < 120;
  // "Hi! We are …" greets before it says anything.
  const sentence = /^.{20,}?[.!?](?=\s)/.exec(line)?.[0] ?? line;
  return {
    company: m === null || !known ? null : companyName(m[1] ?? null),
    titles: known ? splitRoles(role) : [cut(sentence, MAX_TITLE)],
    locations: [],
    remote: remoteKind(sentence),
    contract: null,
    salary: null,
  };
}

/** `Company: Acme`, `Position: Weaver`, a line each. */
export function labelled(lines: readonly string[]): Header | null {
  const found = new Map<string, string>();
  for (const line of lines.slice(0, 20)) {
    const m = LABEL.exec(line);
    const label = m?.[1]?.toLowerCase() ?? '';
    if (m?.[2] !== undefined && !found.has(label)) found.set(label, m[2]);
  }
  const pick = (...labels: string[]): string | null =>
    labels.map((label) => found.get(label)).find((value) => value !== undefined) ?? null;
  const role = pick('position', 'role', 'roles', 'job title', 'title');
  const company = pick('company', 'employer');
  if (role === null || (company === null && pick('location') === null)) return null;
  const location = pick('location');
  const remote = pick('remote');
  const pay = pick('salary', 'compensation');
  return {
    company: companyName(company),
    titles: splitRoles(withoutLead(role)),
    locations: location === null ? [] : [location],
    remote: /^y/i.test(remote ?? '') ? 'remote' : remoteKind(`${location ?? ''} | ${remote ?? ''}`),
    contract: pick('type'),
    salary: pay === null ? null : parseSalaryText(pay),
  };
}
