import { stemsInText, stemsOf } from '../text/stems.js';

/**
 * Takes out of a title what names neither role nor level, each with spaces so that offsets stay: gender marks
 * of several languages, pay, links, requisition numbers. What is left is read by the title rules.
 */
const BRACKET = 1;
const SLASH = 2;
/** Marks that put the feminine ending on: "Développeur·se", "Entwickler:in", "Entwickler*innen". */
const ENDING = 4;
const DIGIT = 8;
const MONEY = 16;
const DOT = 32;

/**
 * What a kind of noise cannot be without: most titles have none of it and cost one look at each character. A pattern
 * that looks back first says what it stands at, so that it looks back there only.
 */
const NOISE: readonly [needs: number, pattern: RegExp][] = [
  // "(m/w/d)", "(f/m/x)", "(H/F)", "[w/m/d]", "(k/m)", "(m/v)", "(all genders)"
  [
    BRACKET,
    /[([]\s*(?:[mwfdhvxnkij*]|div|gn|all genders?|alle geschlechter)(?:\s*[/|,.*-]\s*(?:[mwfdhvxnki*]|div|gn)){0,3}\s*[)\]]/giu,
  ],
  [SLASH, /\b[mwfhvk]\s?\/\s?[mwfhvk](?:\s?\/\s?[dxn])?\b/giu],
  // "Desarrollador/a", "Programmierer/-in", "Programista/-tka", "Développeur(se)", "Desarrollador (a)"
  [
    BRACKET | SLASH | ENDING | DOT,
    /(?=[·.:*_•/(])(?<=\p{L}{4}|\p{L}{4} (?=\())(?:[·.:*_•]|\/-?|\()(?:in|innen|se|euse|rice|trice|ère|ne|e|a|as|ora|ra|tka|ka|r)\)?(?!\p{L})/giu,
  ],
  // "Chef(fe) de projet": anywhere else "FE" is the frontend
  [BRACKET | ENDING | DOT, /(?<=\bchef)[·.(]fe\)?(?!\p{L})/giu],
  // "Member of Tech. Staff", "Sr. Eng. Mgr": the dot of an abbreviation parts no phrase
  [DOT, /(?=\.)(?<=(?<![\p{L}.])\p{L}{2,4})\.(?=\s+\p{L})/gu],
  // "$180k", "€60k–€75k", "120-150K USD", "100k - 150k"
  [
    MONEY,
    /[$€£]\s?\d[\d.,]*\s?[kK]?(?:\s?(?:-|–|—|to)\s?[$€£]?\s?\d[\d.,]*\s?[kK]?)?(?:\s?\/\s?(?:yr|year|hr|hour|h))?/gu,
  ],
  [DIGIT, /\b\d{2,3}\s?[kK]?\s?(?:-|–|—|to)\s?\d{2,3}\s?[kK]\b/gu],
  [SLASH, /\bhttps?:\/\/\S+/giu],
  // "acme.co": a place in the net is nobody's job
  [DOT, /(?<![\w.@-])(?!(?:sales)?force\.)[\w-]{3,}\.(?:com|org|io|ai|co|dev|app|xyz)(?![\w.-])/giu],
  // "Spring 2026", "Winter/Spring 2026": a season, no framework
  [DIGIT, /\bspring(?=\W{0,3}(?:(?:summer|fall|autumn|winter)\W{1,3})?(?:20)?\d\d\b)/giu],
  // "#12241", "REQ-12345", "JR 004512", a bare number of four digits or more
  [DIGIT, /(?:\b(?:req|jr|job|id|ref)\b[\s.:#-]*)?#?\b\d{4,}\b/giu],
];

/** "Acme Games (YC S21) is hiring a Data Engineer", "We're looking for a CTO": who says it is no part of the job. */
const WHO_HIRES =
  /^[^.!?|]{0,120}?\b(?:is|are|am|we.re|i.m)\s(?:\w+\s)?(?:hiring|looking for|seeking|recruiting)\b(?:\sfor\b)?/iu;
const HIRES = /hiring|looking for|seeking|recruiting/i;
/** Of each of these words, three letters that few titles have. */
const HIRES_STEMS = stemsOf(['hir ook eek rui']);

/** What names the job stands in front; behind it are only sentences. Also what bounds the rules for titles. */
const LONGEST_TITLE = 600;

/** The title with noise blanked, every offset as it was; of an endless one the beginning. */
export function cleanTitle(title: string): string {
  let clean = title.length > LONGEST_TITLE ? title.slice(0, LONGEST_TITLE) : title;
  if (stemsInText(clean, HIRES_STEMS) !== 0 && HIRES.test(clean))
    clean = clean.replace(WHO_HIRES, (found) => ' '.repeat(found.length));
  const has = marksOf(clean);
  if (has === 0) return clean;
  for (const [needs, pattern] of NOISE) {
    if ((has & needs) !== 0) clean = clean.replace(pattern, (found) => ' '.repeat(found.length));
  }
  return clean;
}

function marksOf(title: string): number {
  let marks = 0;
  for (let i = 0; i < title.length; i++) {
    const unit = title.charCodeAt(i);
    marks |= MARK_OF[unit] ?? 0;
  }
  return marks;
}

const MARKS = [
  ['([', BRACKET],
  ['/', SLASH],
  ['·:*_•', ENDING],
  ['.', DOT],
  ['$€£', MONEY],
  ['0123456789', DIGIT],
] as const;

/** By code unit, up to the last mark. */
const MARK_OF: Uint8Array = new Uint8Array(0x20ad);
for (const [units, mark] of MARKS) for (const unit of units) MARK_OF[unit.charCodeAt(0)] = mark;
