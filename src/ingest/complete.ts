/**
 * When a reading has seen all there is, so that what it does not list is closed. Wrongly closing a whole board is the
 * worst that can happen here, so every doubt counts against it.
 */
import type { Fetcher } from './http/fetcher.js';
import type { IngestContext, IngestEvent } from './read.js';
import { boardTarget } from './sources/registry.js';
import type { SourceSpec } from './source-spec.js';

/** Of an answer that long nobody can say "there is nothing". */
const EMPTY_ANSWER_BYTES = 64 * 1024;

/** No postings may be an error that came as "200 OK". */
const NOTHING_SAID = {
  code: 'board-incomplete',
  message: 'the answer holds neither postings nor an empty list: is this an error in the form of an answer?',
} as const;

/** The events of a reading, and `complete` behind the last one where it saw all there is. A reading that throws did not. */
export async function* tellComplete(
  spec: SourceSpec,
  ctx: IngestContext,
  read: (spec: SourceSpec, ctx: IngestContext) => AsyncGenerator<IngestEvent>,
): AsyncGenerator<IngestEvent> {
  const last = lastAnswer(ctx.fetcher);
  let whole = spec.complete === true || listsAll(spec);
  let postings = 0;
  let unknown = false;
  let told = false;
  for await (const event of read(spec, { ...ctx, fetcher: last.fetcher })) {
    // A page that stands in for a board's API shows what it shows.
    if (event.type === 'detected' && event.wholeBoard !== undefined)
      whole = spec.complete === true || event.wholeBoard;
    if (event.type === 'posting') postings++;
    told ||= event.type === 'issue' || event.type === 'unchanged';
    // A record of which something can be read costs its own posting the verdict; what is unknown may be any of them.
    if (event.type === 'issue') unknown ||= event.lost === undefined;
    yield event;
  }
  if (!whole || unknown) return;
  if (postings > 0 || saysEmpty(last.text())) yield { type: 'complete' };
  else if (!told) yield { type: 'issue', issue: { source: spec.named, at: null, ...NOTHING_SAID } };
}

/** A board lists what is open, one of its postings only itself; an aggregator's list of the latest tells nothing of the rest. */
function listsAll(spec: SourceSpec): boolean {
  if (spec.kind !== 'url') return false;
  const board = boardTarget(new URL(spec.locator));
  return board !== null && board.target.postingId === null && board.adapter.latestOnly !== true;
}

/** An empty list, in an object or by itself, or an XML document without records: and no error beside it. */
function saysEmpty(text: string | null): boolean {
  if (text === null) return false;
  if (/^\s*(<\?xml[^>]*\?>)?\s*<[\w:-]+[^<>]*(\/>|>\s*<\/[\w:-]+>)\s*$/.test(text)) return true;
  try {
    return holdsEmptyList(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function holdsEmptyList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return false;
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.some(([key, inner]) => /^(errors?|exception)$/i.test(key) && inner !== null)) return false;
  return entries.some(([, inner]) => holdsEmptyList(inner));
}

/** A fetcher that keeps the beginning of what it fetched last. */
function lastAnswer(inner: Fetcher): { fetcher: Fetcher; text: () => string | null } {
  let chunks: Buffer[] = [];
  let size = 0;

  async function* kept(body: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    chunks = [];
    size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size <= EMPTY_ANSWER_BYTES) chunks.push(chunk);
      yield chunk;
    }
  }

  const wrap = (fetcher: Fetcher): Fetcher => ({
    ...fetcher,
    get: async (url, options) => {
      const answer = await fetcher.get(url, options);
      const body = kept(answer.body);
      const end = body.return.bind(body);
      // A generator that was never begun does not end what it would have read.
      body.return = async (value) => {
        const ended = await end(value);
        await answer.body.return(undefined);
        return ended;
      };
      return { ...answer, body };
    },
    ignoringRobots: () => wrap(fetcher.ignoringRobots()),
  });
  return {
    fetcher: wrap(inner),
    text: () => (size > EMPTY_ANSWER_BYTES ? null : Buffer.concat(chunks).toString('utf8')),
  };
}
