/**
 * Markup -> the text that it shows, as the HTML parser reads on: a tree of nodes is never built, which would cost four
 * times as much.
 */
import { createRequire } from 'node:module';
import type * as HtmlParser from 'htmlparser2';
import { TextWriter } from './text-writer.js';

/** Loaded with the first markup: `rolemill classify --title` seldom has any. */
const require = createRequire(import.meta.url);
let html: typeof HtmlParser | null = null;

/** What a tag does to the text. */
type Shape = 'paragraph' | 'line' | 'row' | 'hidden' | 'break' | 'item' | 'cell' | 'pre';

const names = (list: string, shape: Shape): [string, Shape][] =>
  list
    .trim()
    .split(/\s+/)
    .map((name) => [name, shape]);

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ...names(
    `p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote section article hr header footer main aside figure form`,
    'paragraph',
  ),
  ...names('div dt dd center body tbody thead tfoot nav title', 'line'),
  ...names('script style head noscript template iframe svg object button select textarea', 'hidden'),
  ...names('tr', 'row'),
  ...names('br', 'break'),
  ...names('li', 'item'),
  ...names('td th', 'cell'),
  ...names('pre', 'pre'),
]);

const CUT_DECLARATION = /<[?!]/;

/** Deeper than any real page; below it the text is taken without layout. */
const MAX_DEPTH = 300;

/** The readable text of markup, before its whitespace is tidied. */
export function textOfMarkup(markup: string): string {
  // While it looks for entities the parser takes single steps, which is five times as slow, and few texts have any. What is
  // left of a declaration that never ends is text to it in which it looks for none.
  const inParser = CUT_DECLARATION.test(markup.slice(markup.lastIndexOf('>') + 1));
  const reader = new MarkupReader(inParser ? (text) => text : decodeEntities);
  parse(markup, reader, inParser);
  return reader.toString();
}

/** Entities resolved; whatever else the text holds stays. */
export function decodeEntities(text: string): string {
  let out = '';
  // Shielded `<`: only entities are to be decoded here.
  parse(text.replaceAll('<', '&lt;'), { ontext: (data) => void (out += data) }, true);
  return out;
}

function parse(markup: string, handler: Partial<HtmlParser.Handler>, decode: boolean): void {
  html ??= require('htmlparser2') as typeof HtmlParser;
  const parser = new html.Parser(handler, { decodeEntities: decode });
  parser.write(markup);
  parser.end();
}

class MarkupReader implements Partial<HtmlParser.Handler> {
  private readonly out = new TextWriter();
  private readonly open: (Shape | undefined)[] = [];
  /** The parser may give a text in several parts. */
  private data = '';
  /** How many elements were open when one began that is not shown. */
  private hiddenFrom = Number.POSITIVE_INFINITY;
  private preformatted = 0;
  private readonly decoded: (text: string) => string;

  constructor(decoded: (text: string) => string) {
    this.decoded = decoded;
  }

  ontext(data: string): void {
    if (this.open.length <= this.hiddenFrom) this.data += data;
  }

  onopentagname(name: string): void {
    this.endText();
    const shape = this.isShaped() ? SHAPES.get(name) : undefined;
    if (shape === 'hidden') this.hiddenFrom = this.open.length;
    else if (shape !== undefined) this.begin(shape);
    this.open.push(shape);
  }

  onclosetag(): void {
    this.endText();
    const shape = this.open.pop();
    if (shape === 'hidden') this.hiddenFrom = Number.POSITIVE_INFINITY;
    else if (shape !== undefined) this.end(shape);
  }

  /** What stands between two texts parts them. */
  oncomment(): void {
    this.endText();
  }

  onprocessinginstruction(): void {
    this.endText();
  }

  toString(): string {
    this.endText();
    return this.out.toString();
  }

  /** Whether tags count here. */
  private isShaped(): boolean {
    return this.open.length <= MAX_DEPTH && this.open.length <= this.hiddenFrom;
  }

  private endText(): void {
    if (this.data === '') return;
    const text = this.data.includes('&') ? this.decoded(this.data) : this.data;
    this.out.text(text, this.preformatted > 0 && this.open.length <= MAX_DEPTH);
    this.data = '';
  }

  private begin(shape: Shape): void {
    const { out } = this;
    if (shape === 'paragraph') out.gap(2);
    else if (shape === 'line' || shape === 'row') out.gap(1);
    else if (shape === 'break') out.lineBreak();
    else if (shape === 'item') out.openItem();
    else if (shape === 'cell') out.openCell();
    else {
      out.gap(2);
      this.preformatted++;
    }
  }

  private end(shape: Shape): void {
    const { out } = this;
    if (shape === 'paragraph') out.gap(2);
    else if (shape === 'line') out.gap(1);
    else if (shape === 'item') out.closeItem();
    else if (shape === 'cell') out.closeCell();
    else if (shape === 'row') {
      out.endRow();
      out.gap(1);
    } else if (shape === 'pre') {
      out.gap(2);
      this.preformatted--;
    }
  }
}
