// Where things lie in the memory that the reader shares with its caller (src/classify/text/reader/desk.ts): the
// caller writes these addresses before it calls, and anew whenever it has moved something.

export const CLASSES: usize = 0;
export const SLOTS: usize = 4;
export const SLOT_MASK: usize = 8;
export const CHECKS: usize = 12;
/** Room for a number by token of the longest text. */
export const FIGURES: usize = 16;
export const SPARE: usize = 20;
export const FOUND: usize = 24;
/** Matches that `FOUND` has room for. */
export const FOUND_ROOM: usize = 28;
/** Written by the reader: how many figures the text has, and how many tokens matching looked at. */
export const FIGURE_COUNT: usize = 32;
export const LOOKED: usize = 36;

// Of a text and its tokens, from the address of their own record: see src/classify/text/reader/rows.ts.
export const UNITS: usize = 0;
export const IDS: usize = 4;
export const STARTS: usize = 8;
export const ENDS: usize = 12;
export const GAPS: usize = 16;
export const LINES: usize = 20;

// Of an automaton, from its own address.
export const FIRST: usize = 0;
export const ASKS: usize = 4;
export const PAIRS: usize = 8;
export const EDGES: usize = 12;
/** Bytes of the table of edges, less one edge. */
export const LAST_EDGE: usize = 16;
export const STATES: usize = 20;
export const KINDS: usize = 24;
export const MEANINGS: usize = 28;
export const START: usize = 32;
/** The one number that is read where it stands, and as what. */
export const NUMBER: usize = 36;
export const NUMBER_KIND: usize = 40;

export function at(cell: usize): usize {
  return load<u32>(cell) as usize;
}

/** The address that stands in this cell of a record. */
export function rowOf(record: usize, cell: usize): usize {
  return load<u32>(record + cell) as usize;
}
