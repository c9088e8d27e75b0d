/**
 * Kind of employment from the words of title, location and description. Permanent employment (CDI,
 * Festanstellung, umowa o pracę) counts as full-time, which it is unless the posting says part-time. In a
 * description only what is said of this job counts: "full-time employees get …" speaks of the benefits.
 */
import type { EmploymentType } from '../../domain/posting.js';
import type { Tokens } from '../text/tokens.js';
import { before, firstRule, ruleGroup } from './rules.js';
import { maySayEmployment } from './short-texts.js';
import { windowAround } from './window.js';

export interface EmploymentFound {
  type: EmploymentType;
  from: number;
  to: number;
  field: 'title' | 'location' | 'description' | 'level';
  score: number;
}

/** In a title or location nothing else is meant by these; the first in this order wins. Lower-case text. */
const SHORT: readonly (readonly [EmploymentType, RegExp])[] = [
  ['internship', /\b(?:stagiaire|alternance|praktik\w+|internship)\b/],
  [
    'part-time',
    /\b(?:part[- ]?time|teilzeit|werkstudent\w*|working student|temps partiel|mi-temps|tiempo parcial|media jornada|meio per[ií]odo|tempo (?:parcial|parziale)|deeltijds?|deltid|p[óo][łl] etatu)\b/,
  ],
  [
    'contract',
    /\b(?:contract(?:or)?\b(?! (?:manag|negot|admin|law|special|analyst))|freelanc\w*|freiberuf\w*|w-?2\b|c2c|corp[- ]to[- ]corp|1099|b2b contract|\d+ months?)/,
  ],
  [
    'temporary',
    /\b(?:temporary|temp|befristet\w*|fixed[- ]term|cdd|seasonal|maternity cover|tempo determinato)\b/,
  ],
  [
    'full-time',
    /\b(?:full[- ]?time|vollzeit|voltijds?|heltid|temps plein|tiempo completo|jornada completa|tempo (?:integral|pieno|indeterminato)|cdi|festanstellung|unbefristet|permanent)\b|pe[łl]ny etat/,
  ],
];

const JOB =
  '(?:role|position|job|opportunity|opening|basis|employment|hire|engagement|assignment|contract|team member|intern)';
/** "Employment Type: ", "Position Type - Full-Time / ", "Type: ". */
const LABEL = String.raw`\b(?:(?:employment|job|position|contract|work|engagement)[ -]?(?:type|status|basis|hours|term|schedule|time)|type of (?:employment|contract)|type|employment|hours|duration|term|status|tax terms?|cooperation model|vertragsart|art der anstellung|besch[äa]ftigungsart|type de contrat|contrat|tipo de contrato|contratto|rodzaj umowy|umowa)\s?[:–-]\s?(?:[\w-]+[,/ ]+){0,2}`;
const OPENS = String.raw`(?:^|[|(\[,•·/–-])\s*`;
const CLOSES = String.raw`\s*(?:$|[|)\],•·/–-])`;
const at = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`);

const FULL = 'full[- ]?time';
const PART = 'part[- ]?time';
const CONTRACT = String.raw`(?:contract(?:or)?|freelancer?)\b`;
const TEMP = '(?:temporary|temp|seasonal)';

const RULES = {
  full: ruleGroup<EmploymentType>([
    { kind: 'full-time', score: 5, before: before(LABEL), at: at(FULL) },
    { kind: 'full-time', score: 5, at: at(String.raw`${FULL},? (?:[\w-]+,? ){0,3}?${JOB}\b`) },
    {
      kind: 'full-time',
      score: 4.5,
      before: before(String.raw`\b(?:is|as|be|seeking|for|this) (?:an? )?`),
      at: at(FULL),
    },
    { kind: 'full-time', score: 4, before: before(OPENS), at: at(FULL + CLOSES) },
    { kind: 'full-time', score: 4, before: before('#li-'), at: at(FULL) },
    {
      kind: 'full-time',
      score: 1,
      at: at(String.raw`${FULL}(?! (?:employees|staff|equivalent|opportunit|offer|enrol|student|jobs))`),
    },
  ]),
  part: ruleGroup<EmploymentType>([
    { kind: 'part-time', score: 5, before: before(LABEL), at: at(PART) },
    { kind: 'part-time', score: 5, at: at(String.raw`${PART},? (?:[\w-]+,? ){0,3}?${JOB}\b`) },
    { kind: 'part-time', score: 4, before: before(OPENS), at: at(PART + CLOSES) },
  ]),
  contract: ruleGroup<EmploymentType>([
    { kind: 'contract', score: 5, before: before(LABEL), at: at(String.raw`${CONTRACT}(?! of employment)`) },
    {
      kind: 'contract',
      score: 5,
      at: at(
        String.raw`contract[- ]to[- ](?:hire|perm)|(?:contract|contractor|freelance) (?:role|position|opportunity|assignment|basis|job|duration|length|period)\b`,
      ),
    },
    {
      kind: 'contract',
      score: 5,
      before: before(
        String.raw`\b\d+\+?[ -]*(?:(?:to|[-–]) ?\d+ ?)?(?:months?|weeks?|years?)\+?,? *(?:long |initial |rolling |\+ )?|\b(?:long|short)[- ]term `,
      ),
      at: at(String.raw`contract\b`),
    },
    {
      kind: 'contract',
      score: 4.5,
      before: before(String.raw`\b(?:is|as) an? (?:independent |remote |long-term )?`),
      at: at(CONTRACT),
    },
    { kind: 'contract', score: 4, before: before(OPENS), at: at(CONTRACT + CLOSES) },
  ]),
  terms: ruleGroup<EmploymentType>([
    {
      kind: 'contract',
      score: 5,
      at: at(
        String.raw`c2c\b|1099 (?:contract|position|role|basis)|w2 (?:only|contract|hourly|basis|position)|freiberuf`,
      ),
    },
    {
      kind: 'contract',
      score: 5,
      before: before(String.raw`\b(?:on|${LABEL}) ?`),
      at: at(String.raw`w2\b|1099\b|b2b\b`),
    },
    {
      kind: 'contract',
      score: 4,
      before: before(String.raw`\b(?:umow\S+|kontrakt\S*|contrato) `),
      at: at(String.raw`b2b\b|pj\b`),
    },
    { kind: 'contract', score: 4, at: at(String.raw`b2b (?:contract|cooperation)`) },
  ]),
  temporary: ruleGroup<EmploymentType>([
    { kind: 'temporary', score: 5, before: before(LABEL), at: at(String.raw`${TEMP}\b|cdd\b`) },
    {
      kind: 'temporary',
      score: 5,
      at: at(
        String.raw`${TEMP} (?:[\w-]+ ){0,2}?${JOB}\b|befristete?r? (?:stelle|vertrag|anstellung)|cdd\b|determinato`,
      ),
    },
  ]),
  permanent: ruleGroup<EmploymentType>([
    {
      kind: 'full-time',
      score: 4.5,
      before: before(LABEL),
      at: at('permanent|cdi|uop|vollzeit|voltijd|indefinido|clt'),
    },
    {
      kind: 'full-time',
      score: 4.5,
      at: at(
        String.raw`permanent,? (?:full[- ]?time,? )?(?:role|position|job|contract|basis|employment)|vollzeit|voltijd|unbefristet|festanstellung|cdi\b|indeterminato|indefinido`,
      ),
    },
    { kind: 'full-time', score: 4, before: before(String.raw`umow\S+ o |pe[łl]ny `), at: at('prac|etat') },
  ]),
  partTime: ruleGroup<EmploymentType>([
    { kind: 'part-time', score: 5, at: at('teilzeit|deeltijd|werkstudent') },
  ]),
};

/** Rules by the first letters of the word. */
const BY_START: readonly (readonly [string, keyof typeof RULES])[] = [
  ['full', 'full'],
  ['part', 'part'],
  ['contract', 'contract'],
  ['freelanc', 'contract'],
  ['temp', 'temporary'],
  ['seasonal', 'temporary'],
  ['befristet', 'temporary'],
  ['cdd', 'temporary'],
  ['determinato', 'temporary'],
  ['teilzeit', 'partTime'],
  ['deeltijd', 'partTime'],
  ['werkstudent', 'partTime'],
  ['c2c', 'terms'],
  ['w2', 'terms'],
  ['1099', 'terms'],
  ['b2b', 'terms'],
  ['pj', 'terms'],
  ['freiberuf', 'terms'],
];

/** From the short texts; `level` is the level that was decided, an intern's job being an internship. */
export function employmentOfTitle(
  title: string,
  location: string,
  level: string | null,
): EmploymentFound | null {
  if (level === 'intern') return { type: 'internship', from: 0, to: 0, field: 'level', score: 5 };
  for (const [field, written] of [
    ['title', title],
    ['location', location],
  ] as const) {
    if (!maySayEmployment(written)) continue;
    const text = written.toLowerCase();
    for (const [type, pattern] of SHORT) {
      const match = pattern.exec(text);
      if (match === null) continue;
      return { type, from: match.index, to: match.index + match[0].length, field, score: 5 };
    }
  }
  return null;
}

const BACK = 44;
const AHEAD = 48;

/**
 * From the description.
 * @param places tokens that can speak of it.
 * @param weightOf how much a token counts, 0 for other jobs.
 */
export function employmentOfDescription(
  tokens: Tokens,
  places: readonly number[],
  weightOf: (token: number) => number,
): EmploymentFound | null {
  const { text, starts } = tokens;
  let best: EmploymentFound | null = null;
  for (const token of places) {
    const start = starts[token] as number;
    // "full stack", "part of": the commonest words here, and nothing to look at.
    if (isIdle(text, start)) continue;
    const weight = weightOf(token);
    if (weight === 0 || (best !== null && best.score >= 5 * weight)) continue;
    const window = windowAround(tokens, start, BACK, AHEAD);
    const { right } = window;
    const group = BY_START.find(([letters]) => right.startsWith(letters))?.[1] ?? 'permanent';
    const rule = firstRule(RULES[group], window);
    if (rule === null || (best !== null && best.score >= rule.score * weight)) continue;
    const length = rule.at?.exec(right)?.[0].length ?? 0;
    best = {
      type: rule.kind,
      from: start,
      to: start + length,
      field: 'description',
      score: rule.score * weight,
    };
  }
  return best;
}

const LETTER_F = 0x66;
const LETTER_P = 0x70;

/** "Full" and "part" without "time". */
function isIdle(text: string, start: number): boolean {
  const first = text.charCodeAt(start) | 0x20;
  if (first !== LETTER_F && first !== LETTER_P) return false;
  return /^(?:full|part)(?![- ]?time)/i.test(text.slice(start, start + 9));
}
