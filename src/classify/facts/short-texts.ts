import { stemsInText, stemsOf } from '../text/stems.js';

/** Bits of what a title or a location may say. */
const REMOTE = 1;
const EMPLOYMENT = 2;

/**
 * Three letters out of the middle of each word that `ANY` of remote.ts and of employment.ts look for: stems are found
 * wherever they stand, and these are rarer than beginnings ("emo" of "remote", "rso" of "person").
 */
const STEMS = stemsOf([
  'emo ybr ibr sit ffi rso hom nyw wfh tel zda hui ort pre sed nto acj day tag jou dia gio dag dni',
  'tim zei tij tid mei gia ern rak tud eta rci jor tie ntr eel eib w2 w-2 c2c orp 109 b2b ont emp fri fix cdd aso iem cdi fes erm',
]);

/** Whether the text may say where the work is done; most titles say nothing of it, and are spared the patterns. */
export function maySayRemote(text: string): boolean {
  return (stemsInText(text, STEMS) & REMOTE) !== 0;
}

/** The same of the kind of employment. */
export function maySayEmployment(text: string): boolean {
  return (stemsInText(text, STEMS) & EMPLOYMENT) !== 0;
}
