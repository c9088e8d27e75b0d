/**
 * Splits a JSON document into the text of its records without holding it: the elements of a top-level array, of an
 * array under a usual key (`{"jobs": [...]}`, `{"data": {"items": [...]}}`), or the document itself.
 *
 * Why not a streaming JSON parser: it stops at the first fault, and drops the elements of the present chunk with
 * it. Here only brackets and strings are followed, every element is parsed alone by JSON.parse, and a faulty one
 * costs itself. (300 MB of postings: stream-json 111 MB/s, this with JSON.parse 124 MB/s.)
 */
import { squashName } from '../fields.js';
import { MAX_RECORD_CHARS } from '../limits.js';

/** Keys under which exports and APIs keep their list of postings, without case and punctuation. */
const LIST_KEYS = new Set(
  (
    'jobs postings jobpostings data results result items offers positions vacancies listings records rows content hits ' +
    'entries opportunities requisitions openings joblistings jobsresults elements documents docs response ' +
    'joblist joboffers jobads adverts searchresults embedded payload value'
  ).split(' '),
);

export type Piece =
  /** Text of one element of the list, or of a whole document without a list. */
  | { kind: 'element' | 'document'; text: string; index: number }
  /** What a document says before its list, closed up to an object: `{"name":"Acme","jobs":null}`. */
  | { kind: 'head'; text: string }
  | { kind: 'too-long'; length: number; index: number }
  /** The input ended inside a value. */
  | { kind: 'cut-off'; index: number };

const STRUCTURAL = /["{}[\]]/g;
const STRING_STOP = /["\\]/g;

/** Feed text with `push`, then `end`; both give out the pieces that are complete. */
export class JsonSplitter {
  private buffer = '';
  /** Where scanning goes on, and where the text that is still needed starts. */
  private at = 0;
  private keep = 0;
  private depth = 0;
  /** Depth of the list of records; -1 while none is open. */
  private listDepth = -1;
  /** How many of the open containers, from the outside, were entered by a list key: only there may the list be. */
  private pathDepth = 0;
  private inString = false;
  private stringStart = 0;
  private lastString = '';
  /** Start of the element, or of the document for as long as no element was seen in it; -1 between elements. */
  private start = -1;
  private documentHadElements = false;
  private dropped = 0;
  private index = 0;

  push(chunk: string): Piece[] {
    this.buffer = this.buffer.slice(this.keep) + chunk;
    this.at -= this.keep;
    if (this.start >= 0) this.start -= this.keep;
    this.stringStart -= this.keep;
    this.keep = 0;
    const pieces: Piece[] = [];
    this.scan(pieces);
    this.forget();
    return pieces;
  }

  end(): Piece[] {
    return this.depth > 0 || this.inString ? [{ kind: 'cut-off', index: this.index + 1 }] : [];
  }

  private scan(pieces: Piece[]): void {
    for (;;) {
      const pattern = this.inString ? STRING_STOP : STRUCTURAL;
      pattern.lastIndex = this.at;
      const hit = pattern.exec(this.buffer);
      if (hit === null) {
        this.at = this.buffer.length;
        return;
      }
      if (this.inString) {
        // The character after a backslash may be in the next chunk: skipping past the end is made good by `push`.
        this.at = hit[0] === '\\' ? hit.index + 2 : hit.index + 1;
        if (hit[0] === '"') this.closeString(hit.index);
        if (this.at > this.buffer.length) return;
      } else {
        this.at = hit.index + 1;
        this.structure(hit[0], hit.index, pieces);
      }
    }
  }

  private closeString(end: number): void {
    this.inString = false;
    // Only short strings can be list keys; values of a posting are inside elements and never looked at.
    this.lastString = end - this.stringStart <= 24 ? this.buffer.slice(this.stringStart, end) : '';
  }

  private structure(char: string, index: number, pieces: Piece[]): void {
    if (char === '"') {
      this.inString = true;
      this.stringStart = index + 1;
    } else if (char === '{' || char === '[') this.open(char, index, pieces);
    else this.close(index, pieces);
  }

  private open(char: string, index: number, pieces: Piece[]): void {
    if (this.depth === 0) {
      this.begin(index);
      this.documentHadElements = false;
      this.pathDepth = 0;
    }
    this.depth++;
    if (this.listDepth >= 0) {
      if (this.depth !== this.listDepth + 1) return;
      this.begin(index);
      this.documentHadElements = true;
    } else if (this.entersList()) {
      this.pathDepth = this.depth;
      if (char !== '[') return;
      this.listDepth = this.depth;
      // Only objects lie around a list that a key leads to.
      if (this.depth > 1 && this.start >= 0 && this.dropped === 0) {
        const head = this.buffer.slice(this.start, index);
        pieces.push({ kind: 'head', text: `${head}null${'}'.repeat(this.depth - 1)}` });
      }
    }
  }

  private entersList(): boolean {
    if (this.depth === 1) return true;
    return this.depth <= 4 && this.pathDepth === this.depth - 1 && LIST_KEYS.has(squashName(this.lastString));
  }

  private begin(index: number): void {
    this.start = index;
    this.dropped = 0;
  }

  private close(index: number, pieces: Piece[]): void {
    // A bracket too many (a faulty element before): stay at the top instead of going below it.
    if (this.depth === 0) return;
    this.depth--;
    this.pathDepth = Math.min(this.pathDepth, this.depth);
    if (this.listDepth >= 0 && this.depth === this.listDepth) this.emit('element', index, pieces);
    else if (this.depth < this.listDepth) this.listDepth = -1;
    if (this.depth > 0) return;
    if (!this.documentHadElements && this.buffer[this.start] === '{') this.emit('document', index, pieces);
    this.start = -1;
  }

  private emit(kind: 'element' | 'document', end: number, pieces: Piece[]): void {
    this.index++;
    const length = this.dropped + end + 1 - this.start;
    if (this.dropped > 0) pieces.push({ kind: 'too-long', length, index: this.index });
    else pieces.push({ kind, text: this.buffer.slice(this.start, end + 1), index: this.index });
    this.start = -1;
    this.dropped = 0;
  }

  /** Lets go of text that nobody needs any more, and of an element that has grown over the cap. */
  private forget(): void {
    const needed = this.start >= 0 ? this.start : this.inString ? this.stringStart : this.at;
    this.keep = Math.min(needed, this.buffer.length);
    const pending = this.buffer.length - this.keep;
    if (pending <= MAX_RECORD_CHARS) return;
    this.dropped += pending;
    this.keep = this.buffer.length;
    this.stringStart = this.buffer.length;
    if (this.start >= 0) this.start = this.buffer.length;
  }
}
