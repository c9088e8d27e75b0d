import type { Validators } from './fetcher.js';

/**
 * What the parts of a board (pages of its list, a detail for each posting) answered last, kept between readings. A part
 * that the server says is unchanged (304, no body) is read again from here: so a reading is the same as if all had been
 * sent, whatever the parts say of each other.
 */
export interface AnswerMemory {
  recall(url: string): Promise<Answered | null>;
  keep(url: string, answered: Answered): Promise<void>;
}

export interface Answered {
  validators: Validators;
  body: Buffer;
}

/** A detail is some 10 KB, a page of a hundred entries some 100 KB; what is larger comes in one part anyway. */
export const MAX_KEPT_BYTES = 1024 * 1024;
