import {
  ASKS,
  at,
  EDGES,
  ENDS,
  FIRST,
  FOUND,
  FOUND_ROOM,
  GAPS,
  IDS,
  KINDS,
  LAST_EDGE,
  LOOKED,
  MEANINGS,
  NUMBER,
  NUMBER_KIND,
  rowOf,
  PAIRS,
  SPARE,
  START,
  STARTS,
  STATES,
  UNITS,
} from './desk';

/** Makes the state behind `token`, which no text has led to yet. Anything may have moved when it returns. */
declare function build(automaton: i32, state: i32, token: i32): i32;
/** Doubles the room at `FOUND`. */
declare function widen(): void;

// A state is its number above two flags: see src/classify/text/automaton.ts, which builds them.
const FLAG_BITS: i32 = 2;
const ENDS_PHRASE: i32 = 1;
const OPEN: i32 = 2;
const DEAD: i32 = 0;
const UNBUILT: i32 = -1;
const UNKNOWN: i32 = 0;
const LAST_MARK: i32 = 7;
const SOFT: i32 = 1;
const HARD: i32 = 2;
const PAIR_MASK: i32 = (1 << 17) - 1;
const STATE_BYTES_SHIFT: i32 = 4;
/** Of a state: where any other word leads; the phrases that end in it, and how many. */
const OTHERWISE: usize = 0;
const PHRASES: usize = 4;
const PHRASE_COUNT: usize = 8;
/** A bit for each token that leads on, `token & 31`: most words lead nowhere, and the edges fill no cache. */
const LEADS: usize = 12;
/** An edge: bits of the token, of the number of the state, and the target above them; see state-tables.ts. */
const EDGE: usize = 8;
const TOKEN_BITS: u64 = 21;
const TOKEN_MASK: i32 = (1 << 21) - 1;
const KEY_BITS: u64 = 41;
const KEY_MASK: u64 = (1 << 41) - 1;
/** Bytes of a match: phrase, or ~kind of a word; first token; token behind the last. */
const MATCH: usize = 12;

// What a word is: see src/classify/text/kinds.ts.
const FACTS: i32 = 14 << 16;
const FIRST_WORD: i32 = 1 << 20;
const ADDRESS_WORD: i32 = 1 << 21;
const TIME_WORD: i32 = 1 << 22;
const READ_WORD: i32 = FACTS | ADDRESS_WORD | TIME_WORD;

/**
 * Finds in the tokens of `rows` every phrase that means something of what is `listened` for, and every word that is read
 * where it stands; addresses on the web are left out. Returns how many; they stand at `FOUND`, by first token, a word
 * before the phrases, the longest phrase first.
 */
export function find(automaton: usize, rows: usize, count: i32, listened: i32): i32 {
  const candidates = mark(automaton, rows, count);
  const spare = at(SPARE);
  const ids = rowOf(rows, IDS);
  const starts = rowOf(rows, STARTS);
  const ends = rowOf(rows, ENDS);
  const units = rowOf(rows, UNITS);
  const gaps = rowOf(rows, GAPS);
  let blindUntil = -1;
  let found = 0;
  let looked = count;
  for (let n = 0; n < candidates; n++) {
    const i = load<i32>(spare + ((n as usize) << 2));
    const start = load<i32>(starts + ((i as usize) << 2));
    if (start < blindUntil) continue;
    const id = load<i32>(ids + ((i as usize) << 2));
    const kind =
      id >= 0
        ? load<i32>(rowOf(automaton, KINDS) + ((id as usize) << 2))
        : FIRST_WORD | kindOfNumber(automaton, id);
    if ((kind & READ_WORD) != 0) {
      if ((kind & ADDRESS_WORD) != 0 && isAddress(units, load<i32>(ends + ((i as usize) << 2)))) {
        blindUntil = endOfWord(units, start);
        continue;
      }
      if ((kind & (FACTS | TIME_WORD)) != 0) {
        note(found, ~kind, i, i + 1);
        found++;
      }
      if ((kind & FIRST_WORD) == 0) continue;
    }
    const before = found;
    // What `matchAt` is, inline: a call for each of 150 words of a posting tells.
    let state = id < 0 ? step(automaton, cellOf(automaton, START), id) : firstStep(automaton, id);
    for (let token = i + 1; state != DEAD; token++) {
      looked++;
      if ((state & ENDS_PHRASE) != 0) {
        const record = rowOf(automaton, STATES) + (((state >> FLAG_BITS) as usize) << STATE_BYTES_SHIFT);
        const phrases = load<u32>(record, PHRASES) as usize;
        const times = load<i32>(record, PHRASE_COUNT);
        for (let at = 0; at < times; at++) {
          const phrase = load<i32>(phrases + ((at as usize) << 2));
          const is = load<u16>(rowOf(automaton, MEANINGS) + ((phrase as usize) << 1)) as i32;
          if ((is & listened) != 0) {
            note(found, phrase, i, token);
            found++;
          }
        }
      }
      if (token >= count) break;
      const gap = load<u8>(gaps + (token as usize)) as i32;
      if (gap > SOFT) break;
      const next = load<i32>(ids + ((token as usize) << 2));
      const isMark = next > 0 && next <= LAST_MARK;
      // `.`, `+` and `#` are part of a name only where nothing stands before them.
      if (isMark && gap != 0 && next <= 3) break;
      const record = rowOf(automaton, STATES) + (((state >> FLAG_BITS) as usize) << STATE_BYTES_SHIFT);
      let target = DEAD;
      if (((load<i32>(record, LEADS) >>> (next & 31)) & 1) != 0 && next != UNKNOWN)
        target = step(automaton, state, next);
      // A mark is no word, so a wildcard does not take it.
      if (target == DEAD && (state & OPEN) != 0 && !isMark) target = load<i32>(record, OTHERWISE);
      state = target;
    }
    reverse(before, found);
  }
  store<i32>(LOOKED, looked);
  return found;
}

/**
 * Writes to `SPARE` the tokens at which it is worth looking, and those of which `KINDS` says something besides; returns
 * how many. Nine of ten times the second word ends what the first began. Without branches: whether a word begins a
 * phrase cannot be foretold.
 */
function mark(automaton: usize, rows: usize, count: i32): i32 {
  const ids = rowOf(rows, IDS);
  const gaps = rowOf(rows, GAPS);
  const kinds = rowOf(automaton, KINDS);
  const asks = rowOf(automaton, ASKS);
  const pairs = rowOf(automaton, PAIRS);
  const first = at(SPARE);
  let spare = first;
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + ((i as usize) << 2));
    const number = id >> 31;
    const word = (id & ~number) as usize;
    const kind = load<i32>(kinds + (word << 2)) | (number & FIRST_WORD);
    // Behind the last token is what an older text left: a chance to be wrong, and never to miss.
    const bit = pair(id, load<i32>(ids + ((i as usize) << 2), 4));
    const inRow = ((load<u8>(gaps + (i as usize), 1) as i32) - HARD) >>> 31;
    const goesOn = (load<i32>(pairs + (((bit >>> 5) as usize) << 2)) >>> (bit & 31)) & inRow;
    const phrase = (-(kind & FIRST_WORD) >>> 31) & (goesOn | ~(load<u8>(asks + word) as i32)) & 1;
    const other = -(kind & READ_WORD) >>> 31;
    store<i32>(spare, i);
    spare += ((phrase | other) << 2) as usize;
  }
  return ((spare - first) >> 2) as i32;
}

function firstStep(automaton: usize, token: i32): i32 {
  const state = load<i32>(rowOf(automaton, FIRST) + ((token as usize) << 2));
  return state == UNBUILT ? build(automaton as i32, cellOf(automaton, START), token) : state;
}

function step(automaton: usize, state: i32, token: i32): i32 {
  const edges = rowOf(automaton, EDGES);
  const last = rowOf(automaton, LAST_EDGE);
  const number = state >> FLAG_BITS;
  const key = ((number as u64) << TOKEN_BITS) | ((token & TOKEN_MASK) as u64);
  let edge = (spread(number, token) as usize) & last;
  while (true) {
    const cell = load<u64>(edges + edge);
    if (cell == 0) return DEAD;
    if (((cell ^ key) & KEY_MASK) == 0) {
      const target = ((cell as i64) >> KEY_BITS) as i32;
      return target == UNBUILT ? build(automaton as i32, state, token) : target;
    }
    edge = (edge + EDGE) & last;
  }
}

/** What a number is besides: of one number a kind is known ("1099" is a contractor's tax form). */
function kindOfNumber(automaton: usize, id: i32): i32 {
  return id == cellOf(automaton, NUMBER) ? cellOf(automaton, NUMBER_KIND) : 0;
}

function note(found: i32, what: i32, from: i32, to: i32): void {
  if (found >= load<i32>(FOUND_ROOM)) widen();
  const match = at(FOUND) + (found as usize) * MATCH;
  store<i32>(match, what);
  store<i32>(match, from, 4);
  store<i32>(match, to, 8);
}

/** Of the matches `[from, to)`, all from one token, the longest was found last and shall stand first. */
function reverse(from: i32, to: i32): void {
  let low = at(FOUND) + (from as usize) * MATCH;
  let high = at(FOUND) + (to as usize) * MATCH - MATCH;
  while (to - from > 1 && low < high) {
    const what = load<i32>(low);
    const end = load<i32>(low, 8);
    store<i32>(low, load<i32>(high));
    store<i32>(low, load<i32>(high, 8), 8);
    store<i32>(high, what);
    store<i32>(high, end, 8);
    low += MATCH;
    high -= MATCH;
  }
}

function isAddress(units: usize, end: i32): bool {
  const unit = units + ((end as usize) << 1);
  const first = load<u16>(unit);
  if (first == 0x2e) return true;
  return first == 0x3a && load<u16>(unit, 2) == 0x2f && load<u16>(unit, 4) == 0x2f;
}

function endOfWord(units: usize, from: i32): i32 {
  let end = from;
  while (load<u16>(units + ((end as usize) << 1)) > 0x20) end++;
  return end;
}

function cellOf(automaton: usize, cell: usize): i32 {
  return load<i32>(automaton + cell);
}

function pair(first: i32, second: i32): i32 {
  const mixed = (first * (0x9e3779b1 as i32)) ^ (second * (0x85ebca6b as i32));
  return (mixed ^ (mixed >>> 15)) & PAIR_MASK;
}

/** Where the search for an edge begins, in bytes, before it is cut to the table's length. */
function spread(number: i32, token: i32): i32 {
  const mixed = (number * (0x9e3779b1 as i32)) ^ (token * (0x85ebca6b as i32));
  return (mixed ^ (mixed >>> 15)) << 3;
}
