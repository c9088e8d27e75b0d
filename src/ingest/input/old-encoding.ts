/**
 * Bytes that are not UTF-8 throughout: which of them are in another encoding, and in which. Each line decides by its own
 * bytes; only a short line that could be both follows the file, once that is plainly in an old encoding.
 */
import iconv from 'iconv-lite';
import { legacyEncoding } from './encoding.js';
import { countCharacters, segmentsOf, type Segment } from './segments.js';

/** Characters beyond ASCII that other encodings do not bring about by chance in one line. */
const SURELY = 4;
/** Faulty lines that make an old encoding of a file, where there are that many times fewer sound ones. Damage is less. */
const FAULTY_LINES = 6;
const FEWER = 2;
/** What an encoding is guessed by: more tells no more. */
const SAMPLE_BYTES = 32 * 1024;

const NOTHING = Buffer.alloc(0);

export class OldEncoding {
  private readonly declared: string | null;
  /** Null once it was learnt from. */
  private head: Buffer | null;
  private sample: Buffer = NOTHING;
  /** The encoding of `sample` and how long that was then. */
  private guess = { encoding: '', length: 0 };
  private faulty = 0;
  private sound = 0;
  private surelyUtf8 = false;

  /** @param head first bytes of the file: what is in them counts for the guess. */
  constructor(head: Buffer, declared: string | null) {
    this.head = head;
    this.declared = declared;
  }

  /** Whether even what is valid UTF-8 may be in the old encoding. */
  get rules(): boolean {
    return !this.surelyUtf8 && this.faulty >= FAULTY_LINES && this.faulty > FEWER * this.sound;
  }

  /** The old encoding, where nothing but that was found; else null. */
  get only(): string | null {
    return this.sound === 0 && !this.surelyUtf8 ? this.encoding() : null;
  }

  /** @param whole lines, the last one perhaps without its end. */
  decode(whole: Buffer): string {
    for (const { bytes, kind } of segmentsOf(this.head ?? NOTHING)) if (kind === 'faulty') this.learn(bytes);
    this.head = null;
    const segments = [...segmentsOf(whole)];
    for (const segment of segments) this.count(segment);
    let out = '';
    let run: Buffer[] = [];
    let runIsOld = false;
    const endRun = (): void => {
      const bytes = run.length === 1 && run[0] !== undefined ? run[0] : Buffer.concat(run);
      out += runIsOld ? iconv.decode(bytes, this.encoding()) : bytes.toString('utf8');
      run = [];
    };
    for (const segment of segments) {
      // What is ASCII is so in both.
      const old: boolean = segment.kind === 'ascii' ? runIsOld : this.isOld(segment);
      if (old !== runIsOld) endRun();
      runIsOld = old;
      run.push(segment.bytes);
    }
    endRun();
    return out;
  }

  /** A piece that is UTF-8 throughout. */
  sawUtf8(piece: Buffer): void {
    this.sound++;
    this.surelyUtf8 ||= countCharacters(piece).good >= SURELY;
  }

  private count({ bytes, kind }: Segment): void {
    if (kind === 'ascii') return;
    const { good, broken } = countCharacters(bytes);
    if (kind === 'faulty' && good <= broken) {
      this.faulty++;
      this.learn(bytes);
    } else {
      this.sound++;
      this.surelyUtf8 ||= good >= SURELY && kind === 'sound';
    }
  }

  private isOld({ bytes, kind }: Segment): boolean {
    if (kind === 'sound' && !this.rules) return false;
    const { good, broken } = countCharacters(bytes);
    return kind === 'sound' ? good < SURELY : good <= broken || this.rules;
  }

  private learn(bytes: Buffer): void {
    if (this.sample.length < SAMPLE_BYTES) this.sample = Buffer.concat([this.sample, bytes]);
  }

  private encoding(): string {
    if (this.guess.length === 0 || this.sample.length >= 4 * this.guess.length) {
      this.guess = { encoding: legacyEncoding(this.sample, this.declared), length: this.sample.length };
    }
    return this.guess.encoding;
  }
}
