import {
  at,
  CHECKS,
  CLASSES,
  ENDS,
  FIGURE_COUNT,
  FIGURES,
  GAPS,
  IDS,
  LINES,
  rowOf,
  SLOT_MASK,
  SLOTS,
  STARTS,
  UNITS,
} from './desk';
import { BLOCK, speltHash, lookup, mix, spell, UNKNOWN } from './word';

// The classes of units: see src/classify/text/unit-classes.ts; the gaps: tokens.ts; the marks: vocabulary.ts.
const FIRST_GAP: i32 = 0xfff0;
const A_DOT: i32 = 0xfffb;
const A_MARK: i32 = 0xfffc;
const A_LINE_FEED: i32 = 0xfffd;
const A_HYPHEN: i32 = 0xfffe;
const MUTE: i32 = 0xffff;
const GLUED: i32 = 0;
const SOFT: i32 = 1;
const HARD: i32 = 2;
const STOP: i32 = 5;
const DASH: i32 = 9;
const NEWLINE: i32 = 10;
const MAX_DIGITS: i32 = 6;
const SPACE: i32 = 0x20;
const ZERO: i32 = 0x30;
const NINE: i32 = 0x39;
const SMALL_A: i8 = 0x61;
const LETTERS: i8 = 26;
const PLACES: v128 = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
/** Not the id of any token that `numberAt` gives. */
const NO_NUMBER: i32 = 1;

/**
 * Cuts the text of `rows`, which has a 0 before and behind it, into tokens; returns how many. A dot is a token only
 * between letters or before one (".NET", "Node.js"), `+` and `#` only when glued to what precedes ("C++", "5+"), so
 * that ends of sentences stay ends of sentences.
 */
export function cut(rows: usize, length: i32): i32 {
  const classes = at(CLASSES);
  const units = rowOf(rows, UNITS);
  const end = units + ((length as usize) << 1);
  const slots = at(SLOTS);
  const mask = load<i32>(SLOT_MASK);
  const checks = at(CHECKS);
  let ids = rowOf(rows, IDS);
  let starts = rowOf(rows, STARTS);
  let ends = rowOf(rows, ENDS);
  let gaps = rowOf(rows, GAPS);
  let lines = rowOf(rows, LINES);
  let figures = at(FIGURES);
  const firstGap = gaps;
  const firstFigure = figures;
  let gap = NEWLINE;
  let line = 0;
  let unit = units;
  while (unit < end) {
    let kind = classOf(classes, unit);
    const start = unit;
    let id: i32;
    if (kind >= FIRST_GAP) {
      unit += 2;
      let here: i32;
      if (kind < A_DOT) here = kind - FIRST_GAP;
      else if (kind == A_LINE_FEED) {
        line++;
        here = NEWLINE;
      } else if (kind == A_HYPHEN) {
        here = load<u16>(start - 2) == SPACE && load<u16>(unit) == SPACE ? DASH : SOFT;
      } else if (kind == MUTE) continue;
      else here = kind == A_DOT ? STOP : HARD;
      id = kind == A_DOT || kind == A_MARK ? markAt(classes, start, gap == GLUED && gaps != firstGap) : 0;
      if (id == 0) {
        if (here > gap) gap = here;
        continue;
      }
    } else {
      const digits = kind <= NINE;
      // Sixteen letters at a time: nearly every word is written in those of ASCII, and its length cannot be foretold.
      let hash: u64 = 0;
      let length: i32;
      do {
        // What fits no byte becomes one that is no letter.
        const bytes = i8x16.narrow_i16x8_u(v128.load(unit), v128.load(unit, BLOCK));
        const letters = v128.or(bytes, i8x16.splat(0x20));
        const isLetter = i8x16.lt_u(i8x16.sub(letters, i8x16.splat(SMALL_A)), i8x16.splat(LETTERS));
        length = ctz(~i8x16.bitmask(isLetter));
        if (length == 0) break;
        const word = v128.and(letters, i8x16.lt_u(PLACES, i8x16.splat(length as i8)));
        hash = mix(hash, i64x2.extract_lane(word, 0), i64x2.extract_lane(word, 1));
        unit += (length as usize) << 1;
      } while (length == BLOCK);
      kind = classOf(classes, unit);
      id = NO_NUMBER;
      if (kind < FIRST_GAP || kind == MUTE) {
        // A letter with an accent, a digit, another script: once more, one by one.
        unit = start;
        kind = classOf(classes, unit);
        do {
          if (kind != MUTE) spell(kind);
          // The 0 behind the text ends the last word.
          unit += 2;
          kind = classOf(classes, unit);
        } while (kind < FIRST_GAP || kind == MUTE);
        hash = speltHash();
        if (digits) {
          id = numberAt(classes, start, unit);
          store<i32>(figures, (gaps - firstGap) as i32);
          figures += 4;
        }
      }
      if (id == NO_NUMBER) id = lookup(slots, mask, checks, hash);
    }
    store<i32>(ids, id);
    store<i32>(starts, ((start - units) >> 1) as i32);
    store<i32>(ends, ((unit - units) >> 1) as i32);
    store<u8>(gaps, gap as u8);
    store<i32>(lines, line);
    ids += 4;
    starts += 4;
    ends += 4;
    gaps += 1;
    lines += 4;
    // Nearly every word has one space behind it: half as many turns of the loop.
    if (load<u16>(unit) == SPACE) {
      gap = SOFT;
      unit += 2;
    } else gap = GLUED;
  }
  store<i32>(FIGURE_COUNT, ((figures - firstFigure) >> 2) as i32);
  return (gaps - firstGap) as i32;
}

function classOf(classes: usize, unit: usize): i32 {
  return load<u16>(classes + ((load<u16>(unit) as usize) << 1)) as i32;
}

/** Id of the word if it is all digits, else `NO_NUMBER`. */
function numberAt(classes: usize, start: usize, end: usize): i32 {
  let value = 0;
  let digits = 0;
  for (let unit = start; unit < end; unit += 2) {
    const kind = classOf(classes, unit);
    if (kind == MUTE) continue;
    if (kind > NINE) return NO_NUMBER;
    if (++digits <= MAX_DIGITS) value = value * 10 + kind - ZERO;
  }
  return digits <= MAX_DIGITS ? -1 - value : UNKNOWN;
}

/** The mark's token id if the mark can be part of a name, else 0. */
function markAt(classes: usize, mark: usize, glued: bool): i32 {
  switch (load<u16>(mark)) {
    case 0x2e: // .
      return classOf(classes, mark + 2) < FIRST_GAP ? 1 : 0;
    case 0x2b: // +
      return glued ? 2 : 0;
    case 0x23: // #
      return glued ? 3 : 0;
    case 0x2f: // /
      return 4;
    case 0x26: // &
      return 5;
    case 0x40: // @
      return 6;
    default:
      return 0;
  }
}
