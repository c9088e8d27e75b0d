/** A JSON document: a list of postings, bare or under a usual key, one posting alone, or several documents in a row. */
import { recogniseNames } from '../fields.js';
import { MAX_RECORD_CHARS } from '../limits.js';
import { isObject, lostWords, MENDED, textOf, type Item, type Json, type ParseContext } from './item.js';
import { JsonSplitter, type Piece } from './json-split.js';
import { findJobPostings } from './json-ld.js';
import { parseReason } from './ndjson.js';
import { BOARDS, postingsIn, recordPostings } from './registry.js';
import { parseRecord } from './tolerant-json.js';

export async function* readJson(text: AsyncIterable<string>, ctx: ParseContext): AsyncGenerator<Item> {
  const splitter = new JsonSplitter();
  let known = ctx;
  const read = function* (pieces: Piece[]): Generator<Item> {
    for (const piece of pieces) {
      if (piece.kind === 'head') known = { ...known, ...envelopeOf(piece.text) };
      else for (const item of readPiece(piece, known)) yield ((known = learnt(known, item)), item);
    }
  };
  for await (const chunk of text) yield* read(splitter.push(chunk));
  yield* read(splitter.end());
  yield* goesOn(ctx, known.envelope);
}

/** A JSON Feed in pages, of which one was fetched: to say so is better than to take it for the whole. */
function* goesOn(ctx: ParseContext, envelope: Json | undefined): Generator<Item> {
  const next = textOf(envelope?.['next_url']);
  if (ctx.pageUrl === null || next === null || !/jsonfeed/i.test(textOf(envelope?.['version']) ?? '')) return;
  const message = `this is one page of a feed, which goes on at ${next}: name that address too`;
  yield { type: 'issue', at: null, code: 'board-incomplete', message };
}

function envelopeOf(text: string): Pick<ParseContext, 'envelope'> {
  try {
    const { value } = parseRecord(text);
    return isObject(value) ? { envelope: value } : {};
  } catch (error) {
    // What stands around the postings is no reason to lose one.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Postings of one saved board are on one site: where some give whole addresses, the paths of the others are complete. */
function learnt(ctx: ParseContext, item: Item): ParseContext {
  if (ctx.pageUrl !== null || item.type !== 'raw' || item.raw.url === null) return ctx;
  return BOARDS.some((board) => board.name === item.raw.source) ? { ...ctx, pageUrl: item.raw.url } : ctx;
}

function* readPiece(piece: Exclude<Piece, { kind: 'head' }>, ctx: ParseContext): Generator<Item> {
  const at = `item ${piece.index}`;
  if (piece.kind === 'cut-off') {
    yield {
      type: 'issue',
      at,
      code: 'invalid-json',
      message: 'the document ends in the middle of this item',
    };
  } else if (piece.kind === 'too-long') {
    const message = `longer than ${MAX_RECORD_CHARS / 1024 / 1024} million characters (${piece.length}): is it one posting?`;
    yield { type: 'issue', at, code: 'line-too-long', message };
  } else {
    let value: unknown;
    let mended: boolean;
    try {
      ({ value, mended } = parseRecord(piece.text));
    } catch (error) {
      const message = `not JSON: ${parseReason(error)}`;
      // Brackets of two kinds around it: where the next record begins was guessed.
      const whole = piece.kind === 'element' && piece.text.startsWith('{') && piece.text.endsWith('}');
      yield { type: 'issue', at, code: 'invalid-json', message, ...lostWords(piece.text, whole) };
      return;
    }
    if (!isObject(value)) {
      const message = 'expected an object, found a list';
      yield { type: 'issue', at, code: 'invalid-record', message, ...lostWords(piece.text) };
    } else if (piece.kind === 'element' || isPosting(value, ctx)) {
      for (const raw of recordPostings(value, 'json', at, ctx))
        yield { type: 'raw', raw, note: mended ? MENDED : null };
    }
  }
}

/** A document without a list may be an API's error or a settings file: only what has a posting's fields is one. */
function isPosting(value: Json, ctx: ParseContext): boolean {
  if (
    ctx.map !== null ||
    BOARDS.some((board) => board.recognises(value)) ||
    findJobPostings(value).length > 0 ||
    postingsIn(value, ctx).length > 0
  )
    return true;
  const { facts, core } = recogniseNames(Object.keys(value));
  return core && facts >= 2;
}
