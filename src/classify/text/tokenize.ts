import { BREAK, FOLD, SILENT } from './fold.js';
import { DASH, GLUED, HARD, NEWLINE, SOFT, STOP, type Tokens } from './tokens.js';
import { A_DOT, A_HYPHEN, A_LINE_FEED, A_MARK, CLASS, FIRST_GAP, MUTE } from './unit-classes.js';
import {
  CHECK_FACTOR,
  HASH_PRIME,
  MARKS,
  MAX_DIGITS,
  numberToken,
  UNKNOWN,
  type Vocabulary,
} from './vocabulary.js';

// What is imported is loaded anew at each use, a constant of the module's own is not: a seventh of the time.
const CLASSES = CLASS;
const LEAST_GAP = FIRST_GAP;
const IS_DOT = A_DOT;
const IS_MARK = A_MARK;
const IS_LINE_FEED = A_LINE_FEED;
const IS_HYPHEN = A_HYPHEN;
const SILENT_UNIT = MUTE;
const PRIME = HASH_PRIME;
const FACTOR = CHECK_FACTOR;
const NO_GAP: number = GLUED;
const SMALL_GAP: number = SOFT;
const HARD_GAP = HARD;
const STOP_GAP = STOP;
const DASH_GAP = DASH;
const LINE_START = NEWLINE;
const PLUS = 0x2b;
const HASH = 0x23;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const DOT = 0x2e;
const AT = 0x40;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Cuts `text` into `out` (emptied first). One pass, no allocation but growth, linear in the length.
 * A dot is a token only between letters or before one (".NET", "Node.js"), `+` and `#` only when glued to
 * what precedes ("C++", "5+"), so that ends of sentences stay ends of sentences.
 *
 * The hot loop of the program: everything in it is a local, because a captured variable costs a load and a
 * store at each character, and it reads a typed array, because `charCodeAt` asks each time how the string is
 * kept (copying 4 KB costs 1 µs and saves 20).
 */
export function tokenize(text: string, vocabulary: Vocabulary, out: Tokens): Tokens {
  out.load(text);
  const classOf = CLASSES;
  const length = text.length;
  const { units, ids, starts, ends, gaps, lines, figures } = out;
  let count = 0;
  let gap: number = LINE_START;
  let line = 0;
  let i = 0;
  while (i < length) {
    const unit = units[i] as number;
    let kind = classOf[unit] as number;
    const start = i;
    let id: number;
    if (kind >= LEAST_GAP) {
      i++;
      let here: number;
      if (kind < IS_DOT) here = kind - LEAST_GAP;
      else if (kind === IS_LINE_FEED) {
        line++;
        here = LINE_START;
      } else if (kind === IS_HYPHEN) {
        here = units[start - 1] === SPACE && units[i] === SPACE ? DASH_GAP : SMALL_GAP;
      } else if (kind === SILENT_UNIT) continue;
      else here = kind === IS_DOT ? STOP_GAP : HARD_GAP;
      id = kind === IS_DOT || kind === IS_MARK ? markAt(units, start, unit, gap === NO_GAP && count > 0) : 0;
      if (id === 0) {
        if (here > gap) gap = here;
        continue;
      }
    } else {
      const digits = kind <= NINE;
      let hash = 0;
      let check = 0;
      for (;;) {
        // The 0 behind the text ends the last word.
        do {
          hash = Math.imul(hash ^ kind, PRIME);
          check = (Math.imul(check, FACTOR) + kind) | 0;
          kind = classOf[units[++i] as number] as number;
        } while (kind < LEAST_GAP);
        while (kind === SILENT_UNIT) kind = classOf[units[++i] as number] as number;
        if (kind >= LEAST_GAP) break;
      }
      id = NO_NUMBER;
      if (digits) {
        id = numberAt(units, start, i);
        figures.push(count);
      }
      if (id === NO_NUMBER) id = vocabulary.lookup(hash, check);
    }
    ids[count] = id;
    starts[count] = start;
    ends[count] = i;
    gaps[count] = gap;
    lines[count] = line;
    count++;
    // Nearly every word has one space behind it: half as many turns of the loop.
    if (units[i] === SPACE) {
      gap = SMALL_GAP;
      i++;
    } else gap = NO_GAP;
  }
  out.count = count;
  return out;
}

/** Not the id of any token that `numberAt` can give. */
const NO_NUMBER: number = MARKS['.'];

/** Id of the word at `units[start, end)` if it is all digits, else `NO_NUMBER`. */
function numberAt(units: Uint16Array, start: number, end: number): number {
  let value = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const folded = FOLD[units[i] as number] as number;
    if (folded === SILENT) continue;
    if (folded > NINE) return NO_NUMBER;
    if (++digits <= MAX_DIGITS) value = value * 10 + folded - ZERO;
  }
  return digits <= MAX_DIGITS ? numberToken(value) : UNKNOWN;
}

/** The mark's token id if the mark at `i` can be part of a name, else 0. */
function markAt(units: Uint16Array, i: number, unit: number, glued: boolean): number {
  switch (unit) {
    case DOT:
      return isWordUnit(units[i + 1] as number) ? MARKS['.'] : 0;
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
