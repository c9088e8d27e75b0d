/**
 * Where the reader's program looks for what it works on: addresses of cells in its memory. The same numbers stand in
 * assembly/desk.ts, which says what each is.
 */
export const CLASSES = 0;
export const SLOTS = 4;
export const SLOT_MASK = 8;
export const CHECKS = 12;
export const FIGURES = 16;
export const SPARE = 20;
export const FOUND = 24;
export const FOUND_ROOM = 28;
export const FIGURE_COUNT = 32;
export const LOOKED = 36;
export const END = 40;

/** Cells of a text's record, from its own address; the program knows nothing of the last. */
export const UNITS = 0;
export const IDS = 4;
export const STARTS = 8;
export const ENDS = 12;
export const GAPS = 16;
export const LINES = 20;
export const PARTS = 24;
export const ROWS = 28;

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
