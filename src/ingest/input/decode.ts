/**
 * Bytes -> text, streaming, whatever the encoding. Never fails: one wrong byte must not cost a file.
 *
 * Order: a byte-order mark decides; then UTF-16 without one; else UTF-8 for as long as it is valid. At the first
 * invalid piece without any valid non-ASCII before it, the file is in an old encoding and is read in that from
 * there on, until a piece is plainly UTF-8 again (it was one stray byte then). Where valid UTF-8 came before (files
 * joined from several), or as many lines beside it are UTF-8, only the faulty lines are read in the old one.
 * NUL and the other C0 controls are dropped here: they are invalid in JSON and cannot be stored.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { bareUtf16, bomOf, legacyEncoding } from './encoding.js';

export interface DecodedText {
  text: AsyncIterable<string>;
  /** What was found out since the last call: encoding switched, control characters dropped. */
  takeNotes(): string[];
}

// oxlint-disable-next-line no-control-regex -- controls are what this is about
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
// oxlint-disable-next-line no-control-regex
const ANY_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

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
    const pieces = wide === null ? utf8OrLegacy(bytes, declared, notes) : iconvPieces(bytes, wide);
    let first = true;
    for await (let piece of pieces) {
      if (first && piece !== '') {
        piece = piece.charCodeAt(0) === 0xfeff ? piece.slice(1) : piece;
        first = false;
      }
      if (ANY_CONTROL.test(piece)) {
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

async function* utf8OrLegacy(
  bytes: AsyncIterable<Buffer>,
  declared: string | null,
  notes: Set<string>,
): AsyncGenerator<string> {
  let carry: Buffer = Buffer.alloc(0);
  let seenUtf8 = false;
  const old: { decoder: iconv.DecoderStream | null } = { decoder: null };
  const decode = (piece: Buffer): string => {
    if (old.decoder !== null && !plainlyUtf8(piece)) return old.decoder.write(piece);
    if (isUtf8(piece)) {
      const rest = old.decoder?.end() ?? '';
      old.decoder = null;
      seenUtf8 ||= !isAscii(piece);
      return rest + piece.toString('utf8');
    }
    if (seenUtf8 || mostlyUtf8(piece)) {
      seenUtf8 = true;
      notes.add('invalid UTF-8 found: the lines concerned were read as an older encoding');
      return decodeLines(piece, declared);
    }
    const encoding = legacyEncoding(piece, declared);
    notes.add(`not UTF-8: read as ${encoding}`);
    old.decoder = iconv.getDecoder(encoding);
    return old.decoder.write(piece);
  };
  for await (const chunk of bytes) {
    const piece = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = lastWholeCharacter(piece);
    carry = piece.subarray(end);
    yield decode(piece.subarray(0, end));
  }
  if (carry.length > 0) yield decode(carry);
  yield old.decoder?.end() ?? '';
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

/** Characters beyond ASCII that two-byte encodings do not bring about by chance in one piece. */
const SURELY = 4;

/** UTF-8 beyond doubt. */
function plainlyUtf8(piece: Buffer): boolean {
  return isUtf8(piece) && !isAscii(piece) && countCharacters(piece).good >= SURELY;
}

/** More that is UTF-8 than is broken, by characters or by lines: UTF-8 with faults, not another encoding. */
function mostlyUtf8(piece: Buffer): boolean {
  const { good, broken } = countCharacters(piece);
  if (good === 0 || good > broken) return good > 0;
  let faulty = 0;
  let sound = 0;
  for (const line of linesOf(piece)) {
    if (!isUtf8(line)) faulty++;
    else if (!isAscii(line)) sound++;
  }
  return sound >= faulty;
}

/** Characters beyond ASCII, and what is none. */
function countCharacters(piece: Buffer): { good: number; broken: number } {
  let broken = 0;
  let good = 0;
  for (const char of piece.toString('utf8')) {
    if (char === '\ufffd') broken++;
    else if (char > '\u007f') good++;
  }
  return { good, broken };
}

function* linesOf(piece: Buffer): Generator<Buffer> {
  for (let start = 0; start < piece.length;) {
    const newline = piece.indexOf(0x0a, start);
    const end = newline < 0 ? piece.length : newline + 1;
    yield piece.subarray(start, end);
    start = end;
  }
}

function decodeLines(piece: Buffer, declared: string | null): string {
  let out = '';
  for (const line of linesOf(piece)) {
    const asUtf8 = isUtf8(line) || mostlyUtf8(line);
    out += asUtf8 ? line.toString('utf8') : iconv.decode(line, legacyEncoding(line, declared));
  }
  return out;
}
