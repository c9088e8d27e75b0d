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
  SLOT_MASK,
  SLOTS,
  STARTS,
  UNITS,
} from './desk';

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
const HASH_PRIME: i32 = 0x01000193;
const CHECK_FACTOR: i32 = 0x2c1b3c6d;
const MAX_DIGITS: i32 = 6;
const UNKNOWN: i32 = 0;
/** A slot holds the id in these bits and the upper ones of the check above them. */
const ID_BITS: i32 = 20;
const ID_MASK: i32 = (1 << ID_BITS) - 1;
const SPACE: i32 = 0x20;
const ZERO: i32 = 0x30;
const NINE: i32 = 0x39;
/** Not the id of any token that `numberAt` gives. */
const NO_NUMBER: i32 = 1;

/**
 * Cuts the text at `UNITS`, which has a 0 before and behind it, into tokens; returns how many. A dot is a token only
 * between letters or before one (".NET", "Node.js"), `+` and `#` only when glued to what precedes ("C++", "5+"), so
 * that ends of sentences stay ends of sentences.
 */
export function cut(length: i32): i32 {
  const classes = at(CLASSES);
  const units = at(UNITS);
  const end = units + ((length as usize) << 1);
  const slots = at(SLOTS);
  const mask = load<i32>(SLOT_MASK);
  const checks = at(CHECKS);
  let ids = at(IDS);
  let starts = at(STARTS);
  let ends = at(ENDS);
  let gaps = at(GAPS);
  let lines = at(LINES);
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
      let hash = 0;
      let check = 0;
      for (;;) {
        // The 0 behind the text ends the last word.
        do {
          hash = (hash ^ kind) * HASH_PRIME;
          check = check * CHECK_FACTOR + kind;
          unit += 2;
          kind = classOf(classes, unit);
        } while (kind < FIRST_GAP);
        while (kind == MUTE) {
          unit += 2;
          kind = classOf(classes, unit);
        }
        if (kind >= FIRST_GAP) break;
      }
      id = NO_NUMBER;
      if (digits) {
        id = numberAt(classes, start, unit);
        store<i32>(figures, (gaps - firstGap) as i32);
        figures += 4;
      }
      if (id == NO_NUMBER) id = lookup(slots, mask, checks, hash, check);
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

/** Id of the word whose folded letters have these hashes; see `Vocabulary`. */
function lookup(slots: usize, mask: i32, checks: usize, hash: i32, check: i32): i32 {
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (true) {
    const cell = load<i32>(slots + ((slot as usize) << 2));
    if (cell == UNKNOWN) return UNKNOWN;
    // Nearly every stranger is told from the words here by the upper bits of its check.
    if ((cell ^ check) >>> ID_BITS == 0) {
      const id = cell & ID_MASK;
      if (load<i32>(checks + ((id as usize) << 2)) == check) return id;
    }
    slot = (slot + 1) & mask;
  }
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
