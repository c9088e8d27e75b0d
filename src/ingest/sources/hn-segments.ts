/** What a piece between two bars of a "Who is hiring" header is: a role, a place, pay, a kind of contract, a link. */
import { CONTRACT, isPlace, withoutRemarks, WORKPLACE } from './hn-places.js';
import { namesRole, withoutLead } from './hn-roles.js';
import { mentionsJob } from './hn-title.js';

/** `role`: names jobs; `area`: only their field ("Engineering, Sales"); `vague`: "Multiple roles". */
export type RoleKind = 'role' | 'area' | 'vague';

export interface Segment {
  text: string;
  role: RoleKind | null;
  isLink: boolean;
  hasPay: boolean;
  /** "Full-time" as written. */
  contract: string | null;
  /** Says where one works: remote, hybrid, on site. */
  hasWorkplace: boolean;
  hasPlace: boolean;
  /** Nothing but the above, visas, equity and such: neither an employer's name nor a place. */
  isRemark: boolean;
}

const LINK = /^[(<[]*(?:https?:\/\/\S+|www\.\S+|(?:[a-z\d-]+\.)+[a-z]{2,}(?:\/\S*)?)[)>\]]*$/i;
const LIBRARY = /\.js$|^asp\.net$/i;
const PAY =
  /(?:[$€£₹¥]|\b(?:usd|eur|gbp|cad|aud|chf|sek|pln)\b)\s?~?\d|\d\s?(?:[$€£]|(?:usd|eur|gbp|cad|aud|chf)\b)|\b\d{2,3}(?:\s?k)?\s?(?:[-–—]|to)\s?\$?\d{2,3}\s?k\b/i;
/** Money that is not pay. */
const FUNDING =
  /\braised|\bfund|\bseries [a-f]\b|\bseed\b|\barr\b|\brevenue|\bvaluation|\d\s?(?:mm?|bn?|million|billion)\b/i;
const AREA =
  /^(?:engineering|eng|backend|back-end|frontend|front-end|full-?stack|software|data|design|product|sales|marketing|operations|ops|support|security|infra|infrastructure|devops|platform|ml|ai|machine|learning|gtm|qa|it|hr|mobile|ios|android|web|research|science|tooling|tools|robotics|hardware|firmware|embedded|growth|finance|legal|recruiting|people|customer|success|cloud|tech|technical|analytics)$/i;
const FILLER =
  /^(?:roles?|positions?|openings?|jobs|teams?|hiring|multiple|various|several|senior|staff|junior|mid|level|all|levels|and\/or|and|or|in|our|–|-)$/i;
const VAGUE =
  /\b(?:multiple|various|several|many|all|open|different)\b.*\b(?:roles|positions|openings|jobs|opportunities)\b|^(?:roles|positions|openings|jobs)$/i;
/** "Tools for developers" is what somebody makes. */
const MADE_FOR = /\b(?:for|by|helping|helps|building|built|marketplace|saas|startup)\b/i;

const MAX_ROLES_CHARS = 300;
const MAX_MENTION_CHARS = 60;

/** Looks at one piece. */
export function segmentOf(text: string): Segment {
  const isLink = text.split(/\s+(?:&\s+)?|,\s*/).every((word) => LINK.test(word) && !LIBRARY.test(word));
  const role = isLink ? null : roleOf(text);
  const hasWorkplace = WORKPLACE.test(text);
  const hasPlace = !isLink && role !== 'role' && isPlace(text);
  return {
    text,
    role: hasPlace && role === 'area' ? null : role,
    isLink,
    hasPay: PAY.test(text) && !FUNDING.test(text),
    contract: CONTRACT.exec(text)?.[0] ?? null,
    hasWorkplace,
    hasPlace,
    isRemark: isLink || (!hasPlace && role === null && isRemark(text)),
  };
}

function roleOf(written: string): RoleKind | null {
  const text = withoutLead(written);
  // "FULL-TIME, INTERNS, VISA" says for whom it is.
  if (/\S\s+\S/.test(text) && isRemark(text.replace(/\binterns?\b/gi, ' '))) return null;
  if (text.length <= MAX_ROLES_CHARS && namesRole(text)) return 'role';
  if (VAGUE.test(written)) return 'vague';
  if (text.length < MAX_MENTION_CHARS && mentionsJob(text) && !MADE_FOR.test(text)) return 'area';
  const words = text
    .replace(/\([^()]*\)?/g, ' ')
    .replace(/\b(full|back|front)\s(stack|end)\b/gi, '$1-$2')
    .split(/[\s,/&+]+/)
    .filter((word) => word !== '' && !FILLER.test(word));
  const known = words.filter((word) => AREA.test(word)).length;
  return known > 0 && known * 3 >= words.length * 2 && !MADE_FOR.test(text) ? 'area' : null;
}

function isRemark(text: string): boolean {
  return !/\p{L}{2}/u.test(withoutRemarks(text));
}
