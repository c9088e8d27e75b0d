/**
 * Bytes -> text, streaming, whatever the encoding. Never fails: one wrong byte must not cost a file.
 *
 * Order: a byte-order mark decides; then UTF-16 without one; else UTF-8, and what is none is read in an old encoding (see
 * old-encoding.ts), line by line, so that a stray byte or a file joined from several costs nothing else.
 * NUL and the other C0 controls are dropped here: they are invalid in JSON and cannot be stored.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { CONTROL, kindsIn } from '../facts/text-kinds.js';
import { bareUtf16, bomOf } from './encoding.js';
import { OldEncoding } from './old-encoding.js';
import { wholeEnd } from './segments.js';

export interface DecodedText {
  text: AsyncIterable<string>;
  /** What was found out since the last call: encoding switched, control characters dropped. */
  takeNotes(): string[];
}

// oxlint-disable-next-line no-control-regex -- controls are what this is about
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
/**
 * @param head first bytes of the stream (they come again in `bytes`).
 * @param declared charset of a Content-Type header or a `<meta>` tag, or null.
 * @param keep a control character that parts the columns of a table, so that it stays; else null.
 */
export function decodeText(
  bytes: AsyncIterable<Buffer>,
  head: Buffer,
  declared: string | null,
  keep: string | null = null,
): DecodedText {
  const dropped = (control: string): string => (control === keep ? control : '');
  const notes = new Set<string>();
  const bom = bomOf(head);
  const wide = bom === null ? bareUtf16(head) : bom.encoding === 'utf-8' ? null : bom.encoding;
  if (wide !== null) notes.add(`read as ${wide.toUpperCase()}`);

  async function* run(): AsyncGenerator<string> {
    const pieces = wide === null ? utf8OrLegacy(bytes, head, declared, notes) : iconvPieces(bytes, wide);
    let first = true;
    for await (let piece of pieces) {
      if (first && piece !== '') {
        piece = piece.charCodeAt(0) === 0xfeff ? piece.slice(1) : piece;
        first = false;
      }
      if ((kindsIn(piece) & CONTROL) !== 0) {
        const { length } = piece;
        piece = keep === null ? piece.replace(CONTROLS, '') : piece.replace(CONTROLS, dropped);
        if (piece.length < length) notes.add('control characters (such as NUL) removed');
      }
      if (piece !== '') yield piece;
    }
  }
  return {
    text: run(),
    takeNotes: () => {
      const taken = [...notes];
      notes.clear();
      return taken;
    },
  };
}

async function* iconvPieces(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  for await (const chunk of bytes) yield decoder.write(chunk);
  yield decoder.end() ?? '';
}

/** Lines that are not UTF-8 are decoded whole, up to this length. */
const LONGEST_LINE = 64 * 1024;

async function* utf8OrLegacy(
  bytes: AsyncIterable<Buffer>,
  head: Buffer,
  declared: string | null,
  notes: Set<string>,
): AsyncGenerator<string> {
  let carry: Buffer = Buffer.alloc(0);
  const old = new OldEncoding(head, declared);
  const decodeOld = (piece: Buffer): string => {
    const text = old.decode(piece);
    const { only } = old;
    notes.add(
      only === null
        ? 'invalid UTF-8 found: the lines concerned were read as an older encoding'
        : `not UTF-8: read as ${only}`,
    );
    return text;
  };
  for await (const chunk of bytes) {
    const piece = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    let end = lastWholeCharacter(piece);
    const whole = piece.subarray(0, end);
    if (isAscii(whole)) yield whole.toString('latin1');
    else if (isUtf8(whole) && !old.rules) {
      old.sawUtf8(whole);
      yield whole.toString('utf8');
    } else {
      end = wholeEnd(piece, LONGEST_LINE);
      if (end > 0) yield decodeOld(piece.subarray(0, end));
    }
    carry = piece.subarray(end);
  }
  if (carry.length > 0) yield isUtf8(carry) && !old.rules ? carry.toString('utf8') : decodeOld(carry);
}

/** End of the last complete UTF-8 character: at most three bytes wait for the next chunk. */
function lastWholeCharacter(piece: Buffer): number {
  for (let back = 1; back <= Math.min(4, piece.length); back++) {
    const byte = piece[piece.length - back] ?? 0;
    if (byte < 0x80) return piece.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? piece.length - back : piece.length;
    }
  }
  return piece.length;
}
