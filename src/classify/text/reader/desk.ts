/**
 * Where the reader's program looks for what it works on: addresses of cells in its memory. The same numbers stand in
 * assembly/desk.ts, which says what each is.
 */
export const CLASSES = 0;
export const SLOTS = 4;
export const SLOT_MASK = 8;
export const UNITS = 12;
export const IDS = 16;
export const STARTS = 20;
export const ENDS = 24;
export const GAPS = 28;
export const LINES = 32;
export const FIGURES = 36;
export const SPARE = 40;
export const FOUND = 44;
export const FOUND_ROOM = 48;
export const FIGURE_COUNT = 52;
export const LOOKED = 56;
export const CHECKS = 60;
export const END = 64;

/** Cells of an automaton's record, from its own address. */
export const FIRST = 0;
export const ASKS = 4;
export const PAIRS = 8;
export const EDGES = 12;
export const LAST_EDGE = 16;
export const STATES = 20;
export const KINDS = 24;
export const MEANINGS = 28;
export const START = 32;
export const NUMBER = 36;
export const NUMBER_KIND = 40;
export const RECORD = 44;
