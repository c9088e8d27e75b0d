/**
 * Where the work is done. Order of precedence: the source's own field; the location; the title; the
 * description. In a description the clearest statement about this job wins: "this is an on-site role" over "we are a
 * remote-first company", and what a header line says over prose.
 *
 * Patterns run on lower-cased text and, in descriptions, only at the words that can speak of it: a search
 * of the whole text by such patterns would take longer than all the rest of `classify`.
 */
import type { RemoteKind } from '../../domain/posting.js';
import type { Tokens } from '../text/tokens.js';
import { before, firstRule, ruleGroup, type WordRule } from './rules.js';
import { maySayRemote } from './short-texts.js';
import { type Window, windowAround } from './window.js';

export interface RemoteFound {
  kind: RemoteKind;
  from: number;
  to: number;
  field: 'title' | 'location' | 'description';
  /** 1 (weak: said of the company) to 6 (said of this job in its header). */
  score: number;
}

const REMOTE =
  /\b(?:remote(?:ly)?|work[- ]from[- ](?:home|anywhere)|wfh|telecommut\w+|telework\w*|home ?office|teletrabajo|teletrabalho|remot[oa]|zdaln\w+|thuiswerk\w*)\b|t[ée]l[ée]travail/;
const HYBRID =
  /\bhybrid[ae]?\b|h[íi]brid[oa]\b|\bibrid[oa]\b|\bhybryd\w*|\bteilweise remote|\bpart(?:ly|ially|ial)?[- ]remote|\bsemi[- ]remote/;
const ONSITE =
  /\b(?:on[- ]?site|in[- ]office|in[- ]person|office[- ]based|vor ort|sur site|presencial|in sede|in presenza|op kantoor)\b|pr[ée]sentiel|\bstacjonarn/;
const NOT = String.raw`(?:\bno|\bnot|\bnon|\bwithout|\bkein(?:e|en)?|\bpas de|\bsin|\bsem|\bniet|\bgeen|\bnie)[- ](?:full(?:y)?[- ])?(?:an? )?`;
/** Beginnings of the words of NOT; see stems.ts. */
const NOT_WORDS = 'no_ not_ non without kein pas sin sem niet geen nie';
const NO_REMOTE = new RegExp(
  String.raw`${NOT}(?:remote|t[ée]l[ée]travail|teletrabajo|remoto|home ?office|thuiswerken|zdaln)(?! only)|\bremote[^.;|,\n]{0,14}\b(?:not (?:possible|available|an option|considered|offered|ok)|nicht möglich|: ?no\b)`,
);
const DAYS = String.raw`(?:\d|one|two|three|four|zwei|drei|deux|trois|dos|tres|due|tre|twee|drie)(?: ?(?:[-–+]|to) ?\d)?\+? ?-?(?:x )?(?:days?|tage?n?|jours?|d[íi]as?|giorni|dagen|dni)`;
const DAY_WORDS = 'day tag jour dia giorni dagen dni';
const PLACE_OF_DAYS = String.raw`(?:office|on-?site|in person|remote|from home|home ?office|b[üu]ro|vor ort|bureau|t[ée]l[ée]travail|oficina|presencial|ufficio|kantoor|biur|zdaln)`;
/** "3 days in the office", "2 days a week remote", "hybrid (2 days)". */
const SOME_DAYS = new RegExp(
  String.raw`\b${DAYS}[^.;|\n]{0,30}?${PLACE_OF_DAYS}|${PLACE_OF_DAYS}[^.;|\n]{0,18}?\b${DAYS}`,
);
/** Both offered: whoever wants can be remote. "Hybrid/Remote" and "remote (hybrid)" are one word for hybrid. */
const CHOICE = /\b(?:or|and|oder|ou|o|of|lub)\b|[&;+]/;
/** What is built, not where. */
const THING =
  /^\w+[- ](?:sens\w*|control\w*|access|monitor\w*|desktop|diagnos\w*|procedure|code|servers?|devices?|systems?|clouds?|multi\S*|apps?\b|application\w*|mobile|infrastructure|vehicles?|power|search|field|sites?|areas?|data|environments?|solutions?|architectur\w*|it\b|identity|quantum|casting)/;

/** From a short text that speaks of nothing else: a title or a location. */
export function remoteOfText(written: string, field: 'title' | 'location'): RemoteFound | null {
  if (!maySayRemote(written)) return null;
  const text = written.toLowerCase();
  const found = (kind: RemoteKind, match: RegExpExecArray, score = 5): RemoteFound => ({
    kind,
    from: match.index,
    to: match.index + match[0].length,
    field,
    score,
  });
  const remote = REMOTE.exec(text);
  const hybrid = HYBRID.exec(text) ?? (/\d|days/.test(text) ? SOME_DAYS.exec(text) : null);
  const onsite = ONSITE.exec(text);
  if (remote === null && hybrid === null) return onsite === null ? null : found('onsite', onsite);
  const none = NO_REMOTE.exec(text);
  if (none !== null) return found('onsite', none);
  // "Remote Sensing Engineer", "Hybrid Cloud Architect".
  const first = hybrid ?? remote;
  if (field === 'title' && first !== null && THING.test(text.slice(first.index))) return null;
  if (hybrid === null) return remote === null ? null : found('remote', remote);
  if (remote === null || hybrid[0].includes(remote[0])) return found('hybrid', hybrid);
  const [from, to] = [hybrid.index, remote.index].toSorted((a, b) => a - b);
  return CHOICE.test(text.slice(from, to)) ? found('remote', remote, 4) : found('hybrid', hybrid);
}

const JOB =
  '(?:role|position|job|opportunity|opening|contract|internship|stelle|poste|puesto|vaga|posizione|functie|stanowisk)';
const LABEL = String.raw`(?:location|workplace|work (?:type|model|mode|location)|arbeitsort|standort|lieu|lokalizacja|ubicaci[óo]n|local|sede|locatie|model|type)\s?:[^.;|\n]{0,20}`;

const REMOTE_RULES = ruleGroup<RemoteKind>([
  { kind: 'onsite', score: 5, needs: NOT_WORDS, before: before(NOT), at: /^(?!\S+ only)/ },
  {
    kind: 'onsite',
    score: 5,
    at: /^remote[^.;|,\n]{0,14}\b(?:not (?:possible|available|an option|considered|offered|ok)|nicht möglich|: ?no\b)/,
  },
  {
    kind: 'hybrid',
    score: 5,
    needs: 'part semi teil hybrid',
    before: before(String.raw`\b(?:partial(?:ly)?|partly|part|semi|teilweise|hybrid)[ /-]`),
  },
  { kind: 'hybrid', score: 5, needs: DAY_WORDS, before: before(String.raw`\b${DAYS}[^.;|\n]{0,24}`) },
  {
    kind: 'hybrid',
    score: 5,
    at: new RegExp(
      String.raw`^\S+(?: ?[/-] ?| \(?)hybrid|^(?:remote|home ?office|t[ée]l[ée]travail)[^.;|\n]{0,18}\b${DAYS}|^t[ée]l[ée]travail partiel`,
    ),
  },
  {
    kind: 'remote',
    score: 5,
    before: before(
      String.raw`\b(?:fully|100 ?%|completely|entirely|permanent(?:ly)?|full|totally|total|100 ?% en|w pełni|vollst[äa]ndig|this is an?|position is|role is|job is|(?:can|will|may) be(?: performed| done| based)?|${LABEL})[ -]?(?:en )?`,
    ),
  },
  {
    kind: 'remote',
    score: 5,
    at: new RegExp(
      String.raw`^(?:remote|remotely)[- ,(]+(?:(?:work|working|based|contract|full-time|freelance) )?(?:${JOB}|only\b|ok\b|possible|within|from anywhere|anywhere|us\b|usa\b|u\.s|uk\b|eu\b|emea|europe|worldwide|global|in the (?:us|uk|eu|united))`,
    ),
  },
  {
    kind: 'remote',
    score: 4,
    at: /^(?:zdaln\w+|teletrabajo|teletrabalho|t[ée]l[ée]travail (?:complet|total|100)|remot[oa]\b|remotamente|home ?office (?:m[öo]glich|100))/,
  },
  { kind: 'remote', score: 4, before: before('[|(•,/] ?'), at: /^remote ?(?:[|)•/,(;]|$)/ },
  {
    kind: 'remote',
    score: 2,
    needs: 'work based live hire',
    before: before(String.raw`\b(?:work(?:ing)?|based|live|hire) (?:\w+ )?`),
    at: /^remotely/,
  },
  {
    kind: 'remote',
    score: 1.5,
    at: /^remote[- ](?:first|friendly|native|team|company|workforce|work\b)|^remote(?:ly)?\b[^.\n]{0,30}\b(?:welcome|considered|available|option|friendly)\b/,
  },
  { kind: 'remote', score: 2.5, before: before('#li-'), at: /^remote/ },
]);
const HYBRID_RULES = ruleGroup<RemoteKind>([
  {
    kind: 'hybrid',
    score: 5,
    at: new RegExp(
      String.raw`^hybrid[ae]?[ -](?:\w+ )?(?:${JOB}|work|schedule|model|office|set-?up|arrangement|basis|remote|format|policy|mode|arbeit|home)`,
    ),
  },
  { kind: 'hybrid', score: 5, at: /^hybrydow|^h[íi]brid[oa]|^ibrid[oa]|^hybride?s? arbeit/ },
  {
    kind: 'hybrid',
    score: 5,
    at: new RegExp(String.raw`^hybrid\b[^.;|\n]{0,24}(?:${DAYS}|office|on-?site|remote)`),
  },
  {
    kind: 'hybrid',
    score: 5,
    before: before(
      String.raw`(?:\b(?:is|as|are|we're|work(?:ing)?|in a|on a|remote:?)|[|(,:•-]|${LABEL}) ?(?:an? )?`,
    ),
  },
  { kind: 'hybrid', score: 1.5, at: /^hybrid/ },
]);
const OFFICE_RULES = ruleGroup<RemoteKind>([
  { kind: 'onsite', score: 5, needs: DAY_WORDS, before: before(String.raw`\b(?:five|5) days[^.;|\n]{0,24}`) },
  {
    kind: 'hybrid',
    score: 5,
    needs: DAY_WORDS,
    before: before(String.raw`\b${DAYS}[^.;|\n]{0,30}`),
    at: /^(?:office|on-?site|site|person|b[üu]ro|ort|bureau|kantoor|biur|presencial)/,
  },
  {
    kind: 'hybrid',
    score: 5,
    at: new RegExp(
      String.raw`^(?:offices?|onsite|site|person)[^.;|\n]{0,18}\b[1-4](?: ?(?:[-–]|to) ?\d)? ?(?:days|x)`,
    ),
  },
  {
    kind: 'onsite',
    score: 5,
    before: before(String.raw`\b(?:on-?|on |in[- ])?`),
    at: new RegExp(String.raw`^(?:onsite|site|person|office)[, -]+(?:only\b|${JOB}|required)`),
  },
  {
    kind: 'onsite',
    score: 5,
    before: before(
      String.raw`\b(?:is|be|fully|100 ?%|full[- ]time,?|must be|role:|${LABEL}),? (?:an? )?(?:fully |100 ?% )?(?:on-|on |in-|in )?`,
    ),
    at: /^(?:onsite|site|person)\b/,
  },
  {
    kind: 'onsite',
    score: 5,
    needs: 'location work',
    before: before(String.raw`\b(?:location|work) ?:? ?(?:on-|on |in-|in )`),
    at: /^(?:onsite|site|person|office)\b/,
  },
  { kind: 'onsite', score: 4, at: /^presencial|^pr[ée]sentiel|^stacjonarn|^presenza/ },
  {
    kind: 'onsite',
    score: 4,
    before: before('[|(•,/] ?(?:on-|on |in-)?'),
    at: /^(?:onsite|site|person|office) ?(?:[|)•/;]|$)/,
  },
  { kind: 'onsite', score: 2.5, before: before('#li-(?:on)?'), at: /^(?:onsite|site)/ },
  {
    kind: 'remote',
    score: 4,
    needs: 'work',
    before: before(String.raw`\bwork (?:remotely )?from `),
    at: /^anywhere/,
  },
  {
    kind: 'onsite',
    score: 1.5,
    needs: 'work based sit located',
    before: before(
      String.raw`\b(?:work|based|sit|located|working) (?:in|at|from|out of) (?:our|the) (?:\S+ ){0,2}`,
    ),
    at: /^(?:office|hq|headquarters)/,
  },
]);
/** Capitals, as header lines say it. */
const SHOUTED: readonly (readonly [RemoteKind, RegExp])[] = [
  ['remote', /\bREMOTE\b|[|(•/,] ?[Rr]emote\b/],
  ['onsite', /\bON-?SITE\b|[|(•/,] ?[Oo]n-?[Ss]ite\b|[Ii]n-[Pp]erson/],
];
/** No rule says more. */
const CLEAREST = Math.max(
  ...[REMOTE_RULES, HYBRID_RULES, OFFICE_RULES].flatMap(({ rules }) => rules.map(({ score }) => score)),
);
const BACK = 48;
const AHEAD = 64;

/**
 * What a description says.
 * @param places tokens that can speak of it, ascending.
 * @param headerEnd offset up to which the text is a header line (bars between its parts).
 * @param weightOf how much a token counts: 0 where the text is of other jobs.
 */
export function remoteOfDescription(
  tokens: Tokens,
  places: readonly number[],
  headerEnd: number,
  weightOf: (token: number) => number,
): RemoteFound | null {
  const { text, starts } = tokens;
  if (headerEnd > 0) {
    const header = remoteOfHeader(text.slice(0, headerEnd));
    if (header !== null) return header;
  }
  let best: RemoteFound | null = null;
  for (const token of places) {
    // The first of the clearest statements wins.
    if (best !== null && best.score >= CLEAREST) break;
    const start = starts[token] as number;
    if (isIdle(text, start)) continue;
    const window = windowAround(tokens, start, BACK, AHEAD);
    const rule = ruleAt(window);
    if (rule === null) continue;
    const weight = weightOf(token);
    if (weight === 0) continue;
    const score = rule.score * weight;
    if (best !== null && score <= best.score) continue;
    const word = /^[^\s,.;|)]*/.exec(window.right)?.[0].length ?? 0;
    best = { kind: rule.kind, from: start, to: start + word, field: 'description', score };
  }
  return best;
}

const LETTER_P = 0x70;
const LETTER_S = 0x73;

/** "Site" and "person" speak of the place of work only behind "on" and "in". */
function isIdle(text: string, start: number): boolean {
  const first = text.charCodeAt(start) | 0x20;
  if (first !== LETTER_S && first !== LETTER_P) return false;
  const word = text.slice(start, start + 4).toLowerCase();
  if (word !== 'site' && word !== 'pers') return false;
  return !/(?:on|in)[- ]$/i.test(text.slice(Math.max(0, start - 3), start));
}

/** The days of an interview, a visit or a retreat are not those of the week. */
const PASSING =
  /\b(?:workshop|interview|trial|onboarding|travel|visit|retreat|off-?site|meet(?:up|ing)?s?|half)\b/;

function ruleAt(window: Window): WordRule<RemoteKind> | null {
  const rule = anyRuleAt(window);
  return rule === null || PASSING.test(window.left) ? null : rule;
}

function anyRuleAt(window: Window): WordRule<RemoteKind> | null {
  const { right } = window;
  const first = right.charCodeAt(0);
  const hybrid = /^(?:hybrid|hybryd|h[íi]brid|ibrid)/.test(right);
  if (
    !hybrid &&
    first !== 0x72 &&
    /^(?:office|on|site|person|ort|kantoor|biur|pres|pr[ée]s|sede|stacj|any)/.test(right)
  )
    return firstRule(OFFICE_RULES, window);
  const rule = firstRule(hybrid ? HYBRID_RULES : REMOTE_RULES, window);
  return rule === null || THING.test(right) ? null : rule;
}

/** "Acme | Engineer | Berlin or REMOTE | Full-time". */
function remoteOfHeader(header: string): RemoteFound | null {
  const text = header.toLowerCase();
  const found = (kind: RemoteKind, match: RegExpExecArray): RemoteFound => ({
    kind,
    from: match.index,
    to: match.index + match[0].length,
    field: 'description',
    score: 6,
  });
  const none = NO_REMOTE.exec(text);
  if (none !== null) return found('onsite', none);
  const hybrid = HYBRID.exec(text);
  const shouted = SHOUTED.map(([kind, pattern]) => [kind, pattern.exec(header)] as const).find(
    ([, match]) => match !== null,
  );
  if (hybrid !== null && !THING.test(text.slice(hybrid.index))) {
    const remote = shouted?.[0] === 'remote' ? shouted[1] : null;
    if (remote === null || remote === undefined) return found('hybrid', hybrid);
    const [from, to] = [hybrid.index, remote.index].toSorted((a, b) => a - b);
    return CHOICE.test(text.slice(from, to)) ? found('remote', remote) : found('hybrid', hybrid);
  }
  const said = shouted?.[1] ?? null;
  return shouted === undefined || said === null ? null : found(shouted[0], said);
}
