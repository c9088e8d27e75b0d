/** A description as its source wrote it -> what people read and rules match. */
import { isSound, stripControls } from './facts/clean.js';
import { kindsIn, MARKUP } from './facts/text-kinds.js';
import { toReadableText } from './html-to-text.js';
import { tidyKinds } from './plain-text.js';

export interface Description {
  /** As written, without what must not travel on. */
  raw: string;
  readable: string;
  /** Whether anything had to be left out (see stripControls). */
  stripped: boolean;
}

/** @param format see toReadableText. */
export function readDescription(written: string, format: 'html' | 'text' | 'auto'): Description {
  // Descriptions are nearly all of a file, so that each look at one counts.
  const kinds = kindsIn(written);
  const sound = isSound(written, kinds);
  if (sound && (kinds & MARKUP) === 0)
    return { raw: written, readable: tidyKinds(written, kinds), stripped: false };
  const raw = sound ? written : stripControls(written).text;
  const readable = toReadableText(raw, format);
  if (!raw.includes('&')) return { raw, readable, stripped: !sound };
  // Once more behind the entities: `&#1;` is no control character before it is decoded.
  const { text, stripped } = stripControls(readable);
  return { raw, readable: text, stripped: !sound || stripped };
}
