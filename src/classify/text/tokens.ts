import { BREAK, FOLD, SILENT } from './fold.js';
import { MARKS, mix, numberToken, UNKNOWN, type Vocabulary } from './vocabulary.js';

/**
 * What stands between a token and the one before it. Phrases run over `GLUED` and `SOFT`; everything from
 * `HARD` on ends them.
 */
export const GLUED = 0;
/** Spaces, hyphens, apostrophes, quotes, asterisks: "back-end", "Ruby on Rails", "**Java** EE". */
export const SOFT = 1;
export const HARD = 2;
export const COMMA = 3;
export const COLON = 4;
export const STOP = 5;
export const OPEN = 6;
export const CLOSE = 7;
export const PIPE = 8;
/** A dash with room around it, or a long one: "Engineer – Payments". */
export const DASH = 9;
export const NEWLINE = 10;

/** A text cut into tokens: words, numbers and the marks `. + # / & @` where they can be part of a name. */
export class Tokens {
  text = '';
  count = 0;
  ids = new Int32Array(1024);
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  /** Separator before each token. */
  gaps = new Uint8Array(1024);
  /** Line number of each token, from 0. */
  lines = new Int32Array(1024);

  grow(): void {
    const size = this.ids.length * 2;
    this.ids = copy(new Int32Array(size), this.ids);
    this.starts = copy(new Int32Array(size), this.starts);
    this.ends = copy(new Int32Array(size), this.ends);
    this.gaps = copy(new Uint8Array(size), this.gaps);
    this.lines = copy(new Int32Array(size), this.lines);
  }
}

function copy<T extends Int32Array | Uint8Array>(target: T, source: T): T {
  target.set(source);
  return target;
}

const GAP = buildGapTable();

function buildGapTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(HARD);
  const set = (units: string, gap: number): void => {
    for (let i = 0; i < units.length; i++) table[units.charCodeAt(i)] = gap;
  };
  set(' \t\u00a0\u2009\u202f\u3000-\u2010\u2011\'’‘`´"“”*_~', SOFT);
  set(',;、，', COMMA);
  set(':：', COLON);
  set('.!?。', STOP);
  set('([{（', OPEN);
  set(')]}）', CLOSE);
  set('|', PIPE);
  set('–—―', DASH);
  set('\n\r\u2028\u2029', NEWLINE);
  return table;
}

const DOT = 0x2e;
const PLUS = 0x2b;
const HASH = 0x23;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const AT = 0x40;
const HYPHEN = 0x2d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/**
 * Cuts `text` into `out` (emptied first). One pass, no allocation but growth, linear in the length.
 * A dot is a token only between letters or before one (".NET", "Node.js"), `+` and `#` only when glued to
 * what precedes ("C++", "5+"), so that ends of sentences stay ends of sentences.
 */
export function tokenize(text: string, vocabulary: Vocabulary, out: Tokens): Tokens {
  out.text = text;
  out.count = 0;
  const length = text.length;
  let gap = NEWLINE;
  let line = 0;
  let glued = false;
  let i = 0;
  const push = (id: number, start: number, end: number): void => {
    if (out.count === out.ids.length) out.grow();
    const n = out.count++;
    out.ids[n] = id;
    out.starts[n] = start;
    out.ends[n] = end;
    out.gaps[n] = gap;
    out.lines[n] = line;
    gap = GLUED;
    glued = true;
  };
  while (i < length) {
    const unit = text.charCodeAt(i);
    let folded = FOLD[unit] ?? BREAK;
    if (folded !== BREAK && folded !== SILENT) {
      const start = i;
      let hash = 0;
      let letters = 0;
      let value = 0;
      let digits = true;
      for (;;) {
        if (folded !== SILENT) {
          hash = mix(hash, folded);
          letters++;
          if (folded >= 0x30 && folded <= 0x39) value = value * 10 + folded - 0x30;
          else digits = false;
        }
        i++;
        if (i >= length) break;
        folded = FOLD[text.charCodeAt(i)] ?? BREAK;
        if (folded === BREAK) break;
      }
      if (digits) push(letters <= 6 ? numberToken(value) : UNKNOWN, start, i);
      else push(vocabulary.lookup(text, start, i, hash, letters), start, i);
      continue;
    }
    if (folded === SILENT) {
      i++;
      continue;
    }
    const mark = markAt(text, i, unit, glued);
    if (mark !== 0) {
      push(mark, i, i + 1);
      i++;
      continue;
    }
    let here = GAP[unit] ?? HARD;
    if (unit === HYPHEN && text.charCodeAt(i - 1) === SPACE && text.charCodeAt(i + 1) === SPACE) here = DASH;
    if (here === NEWLINE && unit === LINE_FEED) line++;
    if (here > gap) gap = here;
    glued = false;
    i++;
  }
  return out;
}

/** The mark's token id if the mark at `i` can be part of a name, else 0. */
function markAt(text: string, i: number, unit: number, glued: boolean): number {
  switch (unit) {
    case DOT:
      return isWordUnit(text.charCodeAt(i + 1)) ? MARKS['.'] : 0;
    case PLUS:
      return glued ? MARKS['+'] : 0;
    case HASH:
      return glued ? MARKS['#'] : 0;
    case SLASH:
      return MARKS['/'];
    case AMPERSAND:
      return MARKS['&'];
    case AT:
      return MARKS['@'];
    default:
      return 0;
  }
}

function isWordUnit(unit: number): boolean {
  const folded = FOLD[unit] ?? BREAK;
  return folded !== BREAK && folded !== SILENT;
}
