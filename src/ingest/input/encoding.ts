/** Which encoding bytes are in, when they are not UTF-8. */
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

export interface Bom {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';
  length: number;
}

const BOMS: readonly (readonly [readonly number[], Bom['encoding']])[] = [
  // UTF-32 LE before UTF-16 LE: its mark starts with the other's.
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The byte-order mark that the bytes start with, if any. */
export function bomOf(head: Buffer): Bom | null {
  const hit = BOMS.find(([mark]) => mark.every((byte, i) => head[i] === byte));
  return hit === undefined ? null : { encoding: hit[1], length: hit[0].length };
}

/**
 * UTF-16 without a mark: in text of mostly Latin letters every other byte is NUL.
 * A stray NUL in UTF-8 is not enough: a third of one side and next to none of the other.
 */
export function bareUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const n = Math.min(head.length & ~1, 4096);
  if (n < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const half = n / 2;
  if (odd > half / 3 && even < half / 20) return 'utf-16le';
  if (even > half / 3 && odd < half / 20) return 'utf-16be';
  return null;
}

/** Below this a guess between single-byte encodings is a coin toss, and Western European is the likelier side. */
const SURE_ENOUGH = 60;

/** Encoding of bytes that are not UTF-8: what the document declares, else what chardet is sure of, else Windows-1252. */
export function legacyEncoding(sample: Buffer, declared: string | null): string {
  if (declared !== null && iconv.encodingExists(declared) && !/^utf-?(8|16|32)/i.test(declared)) {
    return western(declared);
  }
  const guess = analyse(sample).find((match) => match.name !== 'UTF-8' && iconv.encodingExists(match.name));
  if (guess === undefined || guess.confidence < SURE_ENOUGH) return 'windows-1252';
  return western(guess.name);
}

/** Latin-1 and ASCII are read as Windows-1252: the same letters, plus the quotes and dashes people really use. */
function western(name: string): string {
  return /^(iso-?8859-1|latin-?1|us-ascii|ascii)$/i.test(name) ? 'windows-1252' : name;
}

/** Control characters that databases (Hive, Teradata) put between columns: SOH, and the separators of ASCII. */
const CONTROL_DELIMITERS = [0x01, 0x1f, 0x1e, 0x1c];

/** The control character that stands equally often in each of the first lines, so that it parts columns; else null. */
export function controlDelimiter(head: Buffer): string | null {
  const lines = head.subarray(0, 16_384).toString('latin1').split('\n').slice(0, 5);
  // The last line may be cut off.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  // Documents have no columns: a control character in one is dirt, however often it stands there.
  if (/^\s*[[{<]/.test(whole[0] ?? '')) return null;
  for (const byte of CONTROL_DELIMITERS) {
    const char = String.fromCharCode(byte);
    const counts = new Set(whole.map((line) => line.split(char).length - 1));
    if (counts.size === 1 && !counts.has(0)) return char;
  }
  return null;
}
