/** Bytes in pieces that decide for themselves which encoding they are in, so that a stray byte costs only its own. */
import { isAscii, isUtf8 } from 'node:buffer';

export interface Segment {
  bytes: Buffer;
  /** `sound`: UTF-8 beyond ASCII; `faulty`: none. */
  kind: 'ascii' | 'sound' | 'faulty';
}

const LF = 0x0a;
/** Longer lines (a document of one line) are parted as well: two postings are seldom in one piece of that size. */
const LONG_LINE = 1024;

/** Lines with their ends, long ones in parts. */
export function* segmentsOf(piece: Buffer): Generator<Segment> {
  for (let start = 0; start < piece.length;) {
    const newline = piece.indexOf(LF, start);
    const line = newline < 0 ? piece.length : newline + 1;
    const end = line - start > LONG_LINE ? Math.min(line, safeEnd(piece, start + LONG_LINE)) : line;
    const bytes = piece.subarray(start, end);
    yield { bytes, kind: isAscii(bytes) ? 'ascii' : isUtf8(bytes) ? 'sound' : 'faulty' };
    start = end;
  }
}

/** End of what can be decoded by itself: behind the last line end, or, where lines are longer than `most`, behind a blank. */
export function wholeEnd(piece: Buffer, most: number): number {
  const newline = piece.lastIndexOf(LF) + 1;
  if (piece.length - newline <= most) return newline;
  for (let at = piece.length; at > newline; at--) if (isSafe(piece[at - 1] ?? 0)) return at;
  return piece.length;
}

function safeEnd(piece: Buffer, from: number): number {
  for (let at = from; at < piece.length; at++) if (isSafe(piece[at] ?? 0)) return at + 1;
  return piece.length;
}

/** Blanks, quotes and commas are a part of no character in any encoding that is ASCII below 128. */
function isSafe(byte: number): boolean {
  return byte >= 0x20 && byte < 0x30;
}

/** Characters beyond ASCII, and what is none. */
export function countCharacters(bytes: Buffer): { good: number; broken: number } {
  let broken = 0;
  let good = 0;
  for (const char of bytes.toString('utf8')) {
    if (char === '\ufffd') broken++;
    else if (char > '\u007f') good++;
  }
  return { good, broken };
}
