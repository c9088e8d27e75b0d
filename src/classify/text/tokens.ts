import { BREAK, FOLD, SILENT } from './fold.js';
import { HASH_PRIME, MARKS, numberToken, UNKNOWN, type Vocabulary } from './vocabulary.js';

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
 *
 * The hot loop of the program: everything in it is a local, because a captured variable costs a load and a
 * store at each character.
 */
export function tokenize(text: string, vocabulary: Vocabulary, out: Tokens): Tokens {
  const fold = FOLD;
  const length = text.length;
  let { ids, starts, ends, gaps, lines } = out;
  let count = 0;
  let gap = NEWLINE;
  let line = 0;
  let i = 0;
  while (i < length) {
    const unit = text.charCodeAt(i);
    let folded = fold[unit] as number;
    const start = i;
    let id: number;
    if (folded !== BREAK && folded !== SILENT) {
      let hash = 0;
      let letters = 0;
      let value = 0;
      let digits = true;
      do {
        if (folded !== SILENT) {
          hash = Math.imul(hash ^ folded, HASH_PRIME);
          letters++;
          if (folded > 0x39) digits = false;
          else value = value * 10 + folded - 0x30;
        }
        i++;
        folded = i < length ? (fold[text.charCodeAt(i)] as number) : BREAK;
      } while (folded !== BREAK);
      if (digits) id = letters <= 6 ? numberToken(value) : UNKNOWN;
      else id = vocabulary.lookup(text, start, hash, letters);
    } else if (folded === SILENT) {
      i++;
      continue;
    } else {
      i++;
      id = unit === SPACE ? 0 : markAt(text, start, unit, gap === GLUED && count > 0);
      if (id === 0) {
        let here = GAP[unit] as number;
        if (unit === LINE_FEED) line++;
        else if (unit === HYPHEN && text.charCodeAt(start - 1) === SPACE && text.charCodeAt(i) === SPACE)
          here = DASH;
        if (here > gap) gap = here;
        continue;
      }
    }
    if (count === ids.length) {
      out.grow();
      ({ ids, starts, ends, gaps, lines } = out);
    }
    ids[count] = id;
    starts[count] = start;
    ends[count] = i;
    gaps[count] = gap;
    lines[count] = line;
    count++;
    gap = GLUED;
  }
  out.text = text;
  out.count = count;
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
