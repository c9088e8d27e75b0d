/**
 * UTF-8 that somebody read as Windows-1252 ("MecÃ¡nico" for "Mecánico"), turned back where that is certain.
 *
 * Certain is a run of such letters that no language writes ("Ã¡", "â€™"), or any run that is UTF-8 in a text whose
 * every letter beyond ASCII stands in such a run. "CAFÉ»" happens to be UTF-8 too, but its text has an "é" elsewhere
 * that is none: it stays. The npm registry has no port of ftfy; the tables are iconv-lite's.
 */
import iconv from 'iconv-lite';

/** What bytes 80–BF look like: as Latin-1, or as Windows-1252 in its upper half. */
const TAIL = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** A lead byte with as many more as it announces. */
const RUN = new RegExp(
  `[\\u00c2-\\u00df]${TAIL}|[\\u00e0-\\u00ef]${TAIL}{2}|[\\u00f0-\\u00f4]${TAIL}{3}`,
  'g',
);
/** Runs that stand for themselves: their letters never follow each other in words, whatever the language. */
const UNMISTAKABLE =
  /^(?:Ã[\u0080-\u00a9\u00ac-\u00ba\u00bc-\u00bf€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Â[\u0080-\u00ba]|â(?:€|\u0080)|ðŸ|\u00f0\u009f)/;
/** Letters and signs that reading as Windows-1252 brings about. */
const STRAY = /[\u0080-\u00ff€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]/;
/** A text that was cut in the middle of a letter ends in its first half. "é" could also be a letter of its own. */
const HALF = new RegExp(`(?:[ÂÃÐÑ]|â${TAIL}?|ð${TAIL}{0,2})(?=\\s*(?:…|\\.{3})?$)`);
/** Some feeds went wrong more than once. */
const MAX_TIMES = 3;

/** The text with what is certainly mojibake mended; the same string where there is none. */
export function mendMojibake(text: string): string {
  let mended = text;
  for (let times = 0; times < MAX_TIMES; times++) {
    const next = mendOnce(mended);
    if (next === mended) return mended;
    mended = next;
  }
  return mended;
}

function mendOnce(text: string): string {
  if (text.search(RUN) < 0) return text;
  const whole = text.replace(HALF, '');
  const pure = !STRAY.test(whole.replace(RUN, (run) => (decoded(run) === null ? run : '')));
  let any = false;
  const mended = (pure ? whole : text).replace(RUN, (run) => {
    const letter = pure || UNMISTAKABLE.test(run) ? decoded(run) : null;
    if (letter === null) return run;
    any = true;
    return letter;
  });
  return any ? mended : text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The letter that the run's bytes are in UTF-8; null where they are none. */
function decoded(run: string): string | null {
  const bytes = Uint8Array.from(run, (char) => {
    const code = char.charCodeAt(0);
    return code <= 0xff ? code : (iconv.encode(char, 'windows-1252')[0] ?? 0);
  });
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
