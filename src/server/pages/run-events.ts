/** How far a run is, as server-sent events: `progress`, then `end`; `bye` when the server stops. */
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { Database } from '../../db/database.js';
import { readRunState } from '../../db/run-progress.js';
import { readRunStatus } from '../../db/runs.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';

const EVERY_MS = 1000;
/** Each asks the database every second. */
const MOST = 50;

export function runEvents(app: App, { db, log }: ServerContext): void {
  const stop = new AbortController();
  let open = 0;
  // Before the server waits for answers under way: these would never end.
  app.addHook('preClose', async () => stop.abort());
  app.get('/runs/:id/events', { schema: { hide: true } }, async (request, reply) => {
    const { id } = request.params as { id: string };
    if ((await readRunStatus(db, id)) === null)
      throw new HttpError(404, 'not-found', `no run has the id "${id}"`);
    if (open >= MOST) throw new HttpError(503, 'too-many-requests', `${MOST} pages watch a run already`);
    open += 1;
    const gone = new AbortController();
    request.raw.on('close', () => gone.abort());
    const stream = Readable.from(events(db, id, stop.signal, gone.signal), { objectMode: false });
    stream.on('error', (error) => log(`${request.url}: ${error.message}`));
    stream.on('close', () => (open -= 1));
    return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream);
  });
}

async function* events(
  db: Database,
  id: string,
  stop: AbortSignal,
  gone: AbortSignal,
): AsyncGenerator<string> {
  const either = AbortSignal.any([stop, gone]);
  let said = '';
  yield 'retry: 3000\n\n';
  while (!either.aborted) {
    const status = await readRunStatus(db, id);
    const { progress } = await readRunState(db, id, { exact: false });
    const data = JSON.stringify(progress);
    // A comment when nothing is new: it keeps proxies from closing, and finds out that nobody listens.
    yield data === said ? ': same\n\n' : message('progress', data);
    said = data;
    if (status !== 'running') {
      yield message('end', JSON.stringify({ status }));
      return;
    }
    await pause(EVERY_MS, undefined, { signal: either }).catch(() => undefined);
  }
  if (stop.aborted) yield message('bye', '{}');
}

function message(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
