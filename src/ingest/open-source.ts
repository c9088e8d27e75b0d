/** From what a person named to bytes: a file, standard input, a page, or the API of the job board behind a page. */
import { GiveUpError } from '../domain/errors.js';
import type { AnswerMemory } from './http/answer-memory.js';
import type { Fetcher, GetOptions, Validators } from './http/fetcher.js';
import { openFile, openStream, type ByteSource } from './input/byte-source.js';
import type { BoardAdapter, BoardTarget } from './sources/board.js';
import type { ParseContext } from './sources/item.js';
import { boardTarget } from './sources/registry.js';
import { formatByEnding, type FormatName, type SourceSpec } from './source-spec.js';
import type { Readable } from 'node:stream';

export interface OpenSource extends ByteSource {
  /** What is being read, where the address tells: `greenhouse board acme`; null where the content will. */
  label: string | null;
  /** Format that the ending or the Content-Type claims. */
  claimed: FormatName | null;
  /** Charset of the Content-Type. */
  charset: string | null;
  /** A board that is empty just has no open positions; an empty file is a mistake. */
  mayBeEmpty: boolean;
  /** Keep this posting only. */
  onlyId: string | null;
  /** See `BoardTarget.fullAt`; null where nothing is known of a limit. */
  fullAt: number | null;
  /** The server said that the version read before still stands: there is nothing to read. */
  notModified: boolean;
  /** To ask by next time, once this was read whole; null for what was not fetched. */
  validators: Validators | null;
  parse: ParseContext;
}

export interface OpenContext {
  fetcher: Fetcher;
  signal: AbortSignal;
  stdin: Readable | null;
  /** What is known of an address since it was read whole; absent: every read is a new one. */
  recall?: (url: string) => Promise<Validators | null>;
  /** What the parts of a board answered last. */
  answers?: AnswerMemory;
}

/** What a board is asked for. */
const ACCEPT = {
  json: 'application/json',
  xml: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9',
} as const;

/** @throws GiveUpError, RetryLaterError as the file system or the fetcher say. */
export async function openSource(spec: SourceSpec, ctx: OpenContext): Promise<OpenSource> {
  if (spec.kind === 'url') return openUrl(spec, ctx);
  const parse: ParseContext = { map: spec.map, scope: null, pageUrl: null, company: null };
  const rest = {
    label: null,
    charset: null,
    mayBeEmpty: false,
    onlyId: null,
    fullAt: null,
    notModified: false,
    validators: null,
    parse,
  };
  if (spec.kind === 'file') {
    return { ...(await openFile(spec.locator, ctx.signal)), ...rest, claimed: formatByEnding(spec.locator) };
  }
  if (ctx.stdin === null) throw new GiveUpError('file-unreadable', 'stdin is not at hand in this process');
  return { ...openStream(ctx.stdin, ctx.signal), ...rest, claimed: null };
}

async function openUrl(spec: SourceSpec, { fetcher, signal, recall }: OpenContext): Promise<OpenSource> {
  const known = (await recall?.(spec.locator)) ?? null;
  const asked = { signal, ...(known === null ? {} : { known }) };
  const board = boardTarget(new URL(spec.locator));
  if (board !== null) {
    try {
      return await openBoard(spec, fetcher, board, asked);
    } catch (error) {
      if (!(error instanceof GiveUpError && error.code === 'http-not-found')) throw error;
      if (board.adapter.pageInstead !== true) throw error;
    }
  }
  const answer = await fetcher.get(spec.locator, asked);
  const url = new URL(answer.url);
  return {
    bytes: answer.body,
    bytesRead: () => answer.bytesRead(),
    totalBytes: answer.totalBytes,
    label: null,
    claimed: formatByMediaType(answer.contentType) ?? formatByEnding(url.pathname),
    charset: /charset\s*=\s*["']?([\w-]+)/i.exec(answer.contentType ?? '')?.[1] ?? null,
    mayBeEmpty: false,
    onlyId: null,
    fullAt: null,
    notModified: answer.notModified,
    validators: answer.validators,
    parse: { map: spec.map, scope: url.hostname, pageUrl: answer.url, company: null },
  };
}

async function openBoard(
  spec: SourceSpec,
  fetcher: Fetcher,
  { adapter, target }: { adapter: BoardAdapter; target: BoardTarget },
  asked: GetOptions,
): Promise<OpenSource> {
  const claimed = target.format ?? 'json';
  const answer = await fetcher.get(target.apiUrl, { ...asked, accept: ACCEPT[claimed] });
  return {
    bytes: answer.body,
    bytesRead: () => answer.bytesRead(),
    totalBytes: answer.totalBytes,
    label: `${adapter.name} board ${target.board}`,
    claimed,
    charset: null,
    mayBeEmpty: target.postingId === null,
    onlyId: target.postingId,
    fullAt: target.fullAt ?? null,
    notModified: answer.notModified,
    validators: answer.validators,
    parse: {
      map: spec.map,
      scope: target.board,
      pageUrl: target.pageUrl ?? null,
      company: companyOf(target.board, adapter.name),
    },
  };
}

/**
 * Many responses do not name the employer; the board's token is its name in all but spelling. An address of a test or
 * a proxy is no name.
 */
export function companyOf(board: string, adapter: string): string | null {
  return adapter === 'greenhouse' || /^(localhost|[\d.]+|\[.*\])$/.test(board) ? null : board;
}

function formatByMediaType(contentType: string | null): FormatName | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/ndjson|jsonl|json-seq|jsonlines/.test(type)) return 'ndjson';
  if (/[/+]json$/.test(type)) return 'json';
  if (type === 'text/csv') return 'csv';
  if (type === 'text/tab-separated-values') return 'tsv';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return /[/+]xml$/.test(type) ? 'xml' : null;
}
