/**
 * Values written out in a page's scripts: `{title: 'Cook', tags: ['a', "b",],}` is data to whoever can read it, and is
 * read as such. Nothing is run: what is no literal (a name, a call, a template with parts to fill in) is no value.
 */

/** Objects in each other; a real state has some twenty levels. */
const MAX_DEPTH = 100;
/** Bounded, all of these: text that is no literal at all must not be read to its end from every place in it. */
const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]{0,1000}?\*\/)*/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER =
  /[-+]?(?:0x[\da-f]+|(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:e[-+]?\d{1,3})?)(?![\p{L}\p{N}_$])/iuy;
const QUOTED =
  /"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'|`[^`\\$]*(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*)*`/y;
const ESCAPE = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|\r?\n|([\s\S]))/gi;
const ESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '',
};
/** Words that stand for values; `!0` and `!1` are what minifiers make of true and false. */
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
  ['NaN', null],
  ['void 0', null],
  ['!0', true],
  ['!1', false],
];

/** The literal that begins at `at`, and where it ends; the value is undefined for what is none. */
export function readLiteral(text: string, at: number): { value: unknown; end: number } {
  const reader = new LiteralReader(text, at);
  const value = reader.value(0);
  return { value, end: reader.at };
}

class LiteralReader {
  at: number;
  private readonly text: string;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  /** Undefined: no literal; then `at` is where that showed. */
  value(depth: number): unknown {
    this.match(BLANK);
    const char = this.text[this.at];
    if (depth > MAX_DEPTH || char === undefined) return undefined;
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"' || char === "'" || char === '`') return this.string();
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    const number = this.match(NUMBER);
    return number === null ? undefined : Number(number);
  }

  private object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    this.at++;
    for (;;) {
      if (this.takes('}')) return Object.fromEntries(entries);
      const key = this.key();
      if (key === undefined || !this.takes(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([key, value]);
      if (!this.takes(',') && !this.sees('}')) return undefined;
    }
  }

  private array(depth: number): unknown {
    const values: unknown[] = [];
    this.at++;
    for (;;) {
      if (this.takes(']')) return values;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
      if (!this.takes(',') && !this.sees(']')) return undefined;
    }
  }

  private key(): string | undefined {
    this.match(BLANK);
    return this.string() ?? this.match(NAME) ?? this.match(NUMBER) ?? undefined;
  }

  private string(): string | undefined {
    const quoted = this.match(QUOTED);
    if (quoted === null) return undefined;
    const inner = quoted.slice(1, -1);
    return inner.includes('\\') ? inner.replace(ESCAPE, unescaped) : inner;
  }

  private takes(char: string): boolean {
    const seen = this.sees(char);
    if (seen) this.at++;
    return seen;
  }

  private sees(char: string): boolean {
    this.match(BLANK);
    return this.text[this.at] === char;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}

function unescaped(_: string, point?: string, unit?: string, byte?: string, char?: string): string {
  const code = point ?? byte;
  if (code !== undefined)
    return parseInt(code, 16) > 0x10ffff ? '\ufffd' : String.fromCodePoint(parseInt(code, 16));
  // Units, since half of a pair comes in an escape of its own.
  if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
  return char === undefined ? '' : (ESCAPED[char] ?? char);
}
