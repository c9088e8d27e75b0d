/** One source, read from start to end: open, detect, parse, normalise. Memory stays flat whatever its size. */
import type { Readable } from 'node:stream';
import { GiveUpError, type InputIssue } from '../domain/errors.js';
import type { Posting } from '../domain/posting.js';
import { tellComplete } from './complete.js';
import type { AnswerMemory } from './http/answer-memory.js';
import { boardClient, remembering } from './http/board-client.js';
import type { Fetcher, Validators } from './http/fetcher.js';
import { throwIfAborted } from './input/byte-source.js';
import { PROGRESS_BYTES } from './limits.js';
import { normalise } from './normalise.js';
import { companyOf, openSource, type OpenSource } from './open-source.js';
import { openContent, type OpenText } from './open-text.js';
import { readPage, type FoundPostings } from './page/read-page.js';
import { readCsv } from './sources/csv.js';
import { readHtml } from './sources/html.js';
import { lostWords, type Item } from './sources/item.js';
import { readJson } from './sources/json.js';
import { readNdjson } from './sources/ndjson.js';
import { onePerPosting } from './sources/one-per-posting.js';
import { boardTarget } from './sources/registry.js';
import { readXml } from './sources/xml.js';
import { isWanted, type BoardAdapter, type BoardTarget, type BoardClient } from './sources/board.js';
import type { SourceSpec } from './source-spec.js';

export interface IngestContext {
  fetcher: Fetcher;
  /** Stops reading promptly, with RetryLaterError `cancelled`. */
  signal: AbortSignal;
  stdin: Readable | null;
  /** Pages that are followed from a list of postings or a sitemap; absent: the default of limits.ts. */
  maxPages?: number;
  /** See `OpenContext`. */
  recall?: (url: string) => Promise<Validators | null>;
  /** What the parts of a board answered last; absent: they are asked for as new. */
  answers?: AnswerMemory;
}

export type IngestEvent =
  /** First event. `note` says what was unexpected (a wrong ending), else empty; `wholeBoard`: a page led to one. */
  | { type: 'detected'; adapter: string; note: string; wholeBoard?: boolean }
  | { type: 'posting'; posting: Posting; notes: string[] }
  /** One record lost; the rest goes on. `lost`: its words, see `lostWords`. */
  | { type: 'issue'; issue: InputIssue; lost?: string }
  /** Only event besides `detected` and `complete`: the server says that all is as it was when it was last read whole. */
  | { type: 'unchanged' }
  /** At the end of a fetched source that was read whole: what to ask by next time. */
  | { type: 'validators'; validators: Validators }
  /**
   * Last event of a source that was read to its end and lists everything there is: what it does not list is gone, but
   * for what a `lost` record may have been.
   */
  | { type: 'complete' }
  /** Bytes taken from the source so far, before decompression; about every 256 KB and at the end. */
  | { type: 'progress'; bytes: number; totalBytes: number | null };

/**
 * Postings given out before an error stay valid: a gzip file cut off in the middle gives what could be read, and
 * then throws.
 * @throws GiveUpError when the source (or the rest of it) is lost; RetryLaterError when it may work later.
 *   Messages name the source.
 */
export function readSource(spec: SourceSpec, ctx: IngestContext): AsyncGenerator<IngestEvent> {
  return tellComplete(spec, ctx, readEvents);
}

async function* readEvents(spec: SourceSpec, context: IngestContext): AsyncGenerator<IngestEvent> {
  const ctx =
    spec.ignoreRobots === true ? { ...context, fetcher: context.fetcher.ignoringRobots() } : context;
  let source: OpenSource | null = null;
  try {
    const board = spec.kind === 'url' ? boardTarget(new URL(spec.locator)) : null;
    if (board?.adapter.walk !== undefined) {
      yield* readWalk(spec, ctx, board.adapter, board.target);
      return;
    }
    source = await openSource(spec, ctx);
    yield* readOpened(spec, ctx, source);
  } catch (error) {
    throw named(spec, error);
  } finally {
    // Detection may have failed after the first bytes: then nobody else closes the file or connection.
    await source?.bytes.return(undefined);
  }
}

async function* readOpened(
  spec: SourceSpec,
  ctx: IngestContext,
  source: OpenSource,
): AsyncGenerator<IngestEvent> {
  if (source.notModified) {
    yield { type: 'detected', adapter: source.label ?? source.claimed ?? 'url', note: 'not modified' };
    yield { type: 'unchanged' };
    return;
  }
  const opened = await openContent(source, spec);
  const page =
    opened.text === null
      ? opened
      : await readPage(spec, ctx, source, opened.text, {
          parse: parserFor,
          walk: (adapter, target, client) => walkItems(spec, adapter, target, client),
        });
  if ('items' in page) {
    yield* readFound(spec, ctx, source, page);
    return;
  }
  const { text, table } = page;
  const { format, note } = text ?? table;
  try {
    yield { type: 'detected', adapter: source.label ?? format, note };
    const found = yield* toEvents(text === null ? table.items : parserFor(text, source), spec, ctx, {
      onlyId: source.onlyId,
      // What was copied was read to its end; a file in place tells how far it is.
      bytesRead: () => Math.max(source.bytesRead(), table?.bytesRead() ?? 0),
      totalBytes: source.totalBytes,
      takeNotes: () => text?.takeNotes() ?? [],
    });
    if (found === 0 && !source.mayBeEmpty) throw nothingFound(source, format);
    if (source.fullAt !== null && found >= source.fullAt) {
      const message = `it gives ${source.fullAt} postings at once, and gave as many: what is beyond was not read`;
      yield { type: 'issue', issue: { source: spec.named, at: null, code: 'board-incomplete', message } };
    }
  } finally {
    await table?.close();
  }
  if (source.validators !== null) yield { type: 'validators', validators: source.validators };
}

/** A page, and what it led to. */
async function* readFound(
  spec: SourceSpec,
  ctx: IngestContext,
  source: OpenSource,
  found: FoundPostings,
): AsyncGenerator<IngestEvent> {
  const { adapter, note, onlyId, wholeBoard } = found;
  yield { type: 'detected', adapter, note, wholeBoard };
  const count = yield* toEvents(found.items, spec, ctx, {
    onlyId,
    bytesRead: () => found.bytesRead(),
    totalBytes: null,
    takeNotes: () => [],
  });
  if (count === 0 && !found.mayBeEmpty) throw nothingFound({ label: adapter, onlyId }, 'html');
  if (found.onPage && source.validators !== null) {
    yield { type: 'validators', validators: source.validators };
  }
}

/** A board that answers in several parts. */
async function* readWalk(
  spec: SourceSpec,
  ctx: IngestContext,
  adapter: BoardAdapter,
  target: BoardTarget,
): AsyncGenerator<IngestEvent> {
  const label = `${adapter.name} board ${target.board}`;
  const client = boardClient(ctx.fetcher, ctx.signal, remembering(ctx.answers));
  yield { type: 'detected', adapter: label, note: '' };
  const found = yield* toEvents(walkItems(spec, adapter, target, client), spec, ctx, {
    onlyId: null,
    bytesRead: () => client.bytesRead(),
    totalBytes: null,
    takeNotes: () => [],
  });
  if (found === 0 && target.postingId !== null)
    throw nothingFound({ label, onlyId: target.postingId }, 'json');
}

async function* walkItems(
  spec: SourceSpec,
  adapter: BoardAdapter,
  target: BoardTarget,
  client: BoardClient,
): AsyncGenerator<Item> {
  const parse = {
    map: spec.map,
    scope: target.board,
    pageUrl: target.pageUrl ?? null,
    company: companyOf(target.board, adapter.name),
  };
  for await (const walked of adapter.walk?.(target, client) ?? []) {
    if (walked.type === 'issue') yield walked;
    else {
      const { record, at, note } = walked;
      for (const raw of [adapter.toRaw(record, at, parse)].flat()) yield { type: 'raw', raw, note };
    }
  }
}

/** Items -> events, with progress between them. Returns how many records there were, good or bad. */
async function* toEvents(
  items: AsyncIterable<Item>,
  spec: SourceSpec,
  ctx: IngestContext,
  source: Pick<OpenSource, 'onlyId' | 'bytesRead' | 'totalBytes'> & { takeNotes: () => string[] },
): AsyncGenerator<IngestEvent, number> {
  let reported = 0;
  let records = 0;
  for await (const item of onePerPosting(items)) {
    throwIfAborted(ctx.signal);
    if (item.type === 'issue') {
      records++;
      const { at, code, message, lost } = item;
      const issue = { source: spec.named, at, code, message };
      yield { type: 'issue', issue, ...(lost === undefined ? {} : { lost }) };
    } else if (source.onlyId === null || isWanted(item.raw, source.onlyId)) {
      records++;
      yield toEvent(item, spec, source.takeNotes);
    }
    const bytes = source.bytesRead();
    if (bytes - reported >= PROGRESS_BYTES) {
      reported = bytes;
      yield { type: 'progress', bytes, totalBytes: source.totalBytes };
    }
  }
  yield { type: 'progress', bytes: source.bytesRead(), totalBytes: source.totalBytes };
  return records;
}

function parserFor({ format, layout, text }: OpenText, source: OpenSource): AsyncGenerator<Item> {
  if (layout !== null) return readCsv(text, source.parse, layout, format === 'tsv' ? 'tsv' : 'csv');
  if (format === 'ndjson') return readNdjson(text, source.parse);
  if (format === 'json') return readJson(text, source.parse);
  if (format === 'xml') return readXml(text, source.parse);
  return readHtml(text, source.parse);
}

function toEvent(
  { raw, note }: Extract<Item, { type: 'raw' }>,
  spec: SourceSpec,
  takeNotes: () => string[],
): IngestEvent {
  try {
    const { posting, notes } = normalise(raw);
    return {
      type: 'posting',
      posting,
      notes: [...(note === null ? [] : [note]), ...notes, ...takeNotes()],
    };
  } catch (error) {
    if (!(error instanceof GiveUpError)) throw error;
    const hint =
      error.code === 'empty-posting' && spec.map === null
        ? '; if its fields have other names, use --map'
        : '';
    return {
      type: 'issue',
      issue: { source: spec.named, at: raw.at, code: error.code, message: error.message + hint },
      ...lostWords([raw.sourceId, raw.url].join('\n')),
    };
  }
}

function nothingFound(source: Pick<OpenSource, 'label' | 'onlyId'>, format: string): GiveUpError {
  if (source.onlyId !== null) {
    return new GiveUpError(
      'no-postings-found',
      `${source.label ?? 'the board'} has no posting ${source.onlyId} (any more)`,
    );
  }
  return new GiveUpError('no-postings-found', `read as ${format}, but it holds no postings`);
}

/** The same error with the source in front, where its message does not name it yet. */
function named(spec: SourceSpec, error: unknown): unknown {
  if (!(error instanceof GiveUpError) || error.message.includes(spec.named)) return error;
  return new GiveUpError(error.code, `${spec.named}: ${error.message}`, { cause: error.cause });
}
