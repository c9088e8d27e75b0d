import { endianness } from 'node:os';
import { BREAK, FOLD, SILENT } from './fold.js';
import {
  CHECK_FACTOR,
  HASH_PRIME,
  MARKS,
  MAX_DIGITS,
  numberToken,
  UNKNOWN,
  type Vocabulary,
} from './vocabulary.js';

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
  /** The text's code units and a 0 behind them. This and all below are longer than the text: see `load`. */
  units = new Uint16Array(0);
  ids = new Int32Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** Separator before each token. */
  gaps = new Uint8Array(0);
  /** Line number of each token, from 0. */
  lines = new Int32Array(0);
  #bytes = Buffer.alloc(0);

  /**
   * Takes over `text`, with room for a token at each character: arrays that cannot change while they are
   * filled are what makes filling them fast.
   */
  load(text: string): void {
    const room = this.units.length;
    if (text.length >= room || (room > KEPT_ROOM && text.length < KEPT_ROOM)) {
      this.#allocate(Math.max(LEAST_ROOM, Math.ceil(text.length * 1.5)));
    }
    this.text = text;
    this.count = 0;
    const written = this.#bytes.write(text, 'utf16le');
    if (BIG_ENDIAN) this.#bytes.subarray(0, written).swap16();
    this.units[text.length] = 0;
  }

  #allocate(room: number): void {
    this.units = new Uint16Array(room);
    this.#bytes = Buffer.from(this.units.buffer);
    this.ids = new Int32Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.gaps = new Uint8Array(room);
    this.lines = new Int32Array(room);
  }
}

const LEAST_ROOM = 8192;
/** A text of megabytes does not leave its arrays (19 bytes a character) to all that come after. */
const KEPT_ROOM = 1 << 18;

const BIG_ENDIAN = endianness() === 'BE';

/**
 * What a code unit is to the tokenizer, in one table: a folded letter or digit below `FIRST_GAP`; a separator as
 * `FIRST_GAP` + its gap; or one of those that need a second look.
 */
const FIRST_GAP = 0xfff0;
const A_DOT = 0xfffb;
const A_MARK = 0xfffc;
const A_LINE_FEED = 0xfffd;
const A_HYPHEN = 0xfffe;
const MUTE = SILENT;
const CLASS = buildClassTable();

function buildClassTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = FOLD[unit] as number;
    table[unit] = folded === BREAK ? FIRST_GAP + HARD : folded;
  }
  const set = (units: string, value: number): void => {
    for (let i = 0; i < units.length; i++) table[units.charCodeAt(i)] = value;
  };
  const gap = (units: string, value: number): void => set(units, FIRST_GAP + value);
  gap(' \t\u00a0\u2009\u202f\u3000\u2010\u2011\'’‘`´"“”*_~', SOFT);
  gap(',;、，', COMMA);
  gap(':：', COLON);
  gap('!?。', STOP);
  gap('([{（', OPEN);
  gap(')]}）', CLOSE);
  gap('|', PIPE);
  gap('–—―', DASH);
  gap('\r\u2028\u2029', NEWLINE);
  set('.', A_DOT);
  set('+#/&@', A_MARK);
  set('\n', A_LINE_FEED);
  set('-', A_HYPHEN);
  return table;
}

// What is imported or exported is loaded anew at each use, a constant of the module's own is not: a seventh of
// the tokenizer's time.
const PRIME = HASH_PRIME;
const FACTOR = CHECK_FACTOR;
const NO_GAP = GLUED;
const SMALL_GAP = SOFT;
const HARD_GAP = HARD;
const STOP_GAP = STOP;
const DASH_GAP = DASH;
const LINE_START = NEWLINE;

const DOT = 0x2e;
const PLUS = 0x2b;
const HASH = 0x23;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
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
  const classOf = CLASS;
  const length = text.length;
  const { units, ids, starts, ends, gaps, lines } = out;
  let count = 0;
  let gap = LINE_START;
  let line = 0;
  let i = 0;
  while (i < length) {
    const unit = units[i] as number;
    let kind = classOf[unit] as number;
    const start = i;
    let id: number;
    if (kind >= FIRST_GAP) {
      i++;
      let here: number;
      if (kind < A_DOT) here = kind - FIRST_GAP;
      else if (kind === A_LINE_FEED) {
        line++;
        here = LINE_START;
      } else if (kind === A_HYPHEN) {
        here = units[start - 1] === SPACE && units[i] === SPACE ? DASH_GAP : SMALL_GAP;
      } else if (kind === MUTE) continue;
      else here = kind === A_DOT ? STOP_GAP : HARD_GAP;
      id = kind === A_DOT || kind === A_MARK ? markAt(units, start, unit, gap === NO_GAP && count > 0) : 0;
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
        } while (kind < FIRST_GAP);
        while (kind === MUTE) kind = classOf[units[++i] as number] as number;
        if (kind >= FIRST_GAP) break;
      }
      id = digits ? numberAt(units, start, i) : NO_NUMBER;
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
const NO_NUMBER = MARKS['.'];

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
