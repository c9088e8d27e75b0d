/** Bull Board, behind the token. Loaded when it is first asked for: the queues are opened only then, too. */
import { messageOf } from '../../domain/errors.js';
import type { App } from '../app.js';
import { checkSameSite, checkSignedIn } from '../access.js';
import type { ServerContext } from '../context.js';
import { answerOf } from '../errors.js';
import { BOARD_PATH } from './csp.js';
import { sendFault } from './fault.js';

/** @throws what a plugin throws that cannot start. */
export async function boardPages(app: App, context: ServerContext): Promise<void> {
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(BOARD_PATH);
  const board = createBullBoard({
    queues: [],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Rolemill' } },
  });
  let filled: Promise<void> | null = null;
  const fill = async (): Promise<void> => {
    const open = await context.queues();
    const all = [open.urls, open.filesOf(open.fileHost), open.classify];
    board.setQueues(all.map((queue) => new BullMQAdapter(queue as never)));
  };
  app.addHook('onRequest', async (request, reply) => {
    try {
      checkSignedIn(request, context);
      if (request.method !== 'GET' && request.method !== 'HEAD') checkSameSite(request);
      await (filled ??= fill());
    } catch (error) {
      filled = null;
      // Bull Board's own handler would make a 500 of everything.
      const { status, body } = answerOf(error);
      if (status >= 500) context.log(`${request.url}: ${messageOf(error)}`);
      sendFault(request, reply, context, status, body);
      return reply;
    }
    return undefined;
  });
  await app.register(serverAdapter.registerPlugin(), { prefix: BOARD_PATH });
}
