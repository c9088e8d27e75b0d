/** The HTTP API and the dashboard as a Fastify instance, not listening yet: tests ask it without a socket. */
import etag from '@fastify/etag';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { checkReader } from './access.js';
import type { ServerContext } from './context.js';
import { errorHandler, HttpError } from './errors.js';
import { createListener } from './listener.js';
import { BOARD_PATH, isUnder, policyFor } from './pages/csp.js';
import { sendFault } from './pages/fault.js';
import { dashboard } from './pages/index.js';
import { classifyRoutes } from './routes/classify.js';
import { figureRoutes } from './routes/figures.js';
import { postingRoutes } from './routes/postings.js';
import { runRoutes } from './routes/runs.js';
import { sourceRoutes } from './routes/sources.js';
import { statusRoutes } from './routes/status.js';
import { taxonomyRoutes } from './routes/taxonomy.js';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A body holds up to 100 postings (`POST /api/classify`). */
const MAX_BODY_BYTES = 8_000_000;
/** Longer than any statement that figures make, shorter than a person waits. */
const REQUEST_TIMEOUT_MS = 60_000;

/** @throws what a plugin throws that cannot start. */
export async function createApp(context: ServerContext): Promise<App> {
  const { serverFactory, endUnasked } = createListener(REQUEST_TIMEOUT_MS);
  const app: App = fastify({
    serverFactory,
    bodyLimit: MAX_BODY_BYTES,
    // One value of `?role=a` is a list of one.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false } },
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be decoded reaches no route and no hook.
    frameworkErrors: (_error, request, reply) =>
      answerUnread(request, reply as unknown as FastifyReply, context),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.addHook('preClose', async () => endUnasked());
  // The schemas of answers are for the document; a test checks that answers keep to them.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(
    errorHandler(context.log, (request, reply, status, body) => {
      if (isUnder(pathOf(request), '/api')) return false;
      sendFault(request, reply, context, status, body);
      return true;
    }),
  );
  app.setNotFoundHandler((request) => {
    throw new HttpError(
      404,
      'not-found',
      `no such page: ${pathOf(request)}; the API is described at /api/docs`,
    );
  });
  await app.register(rateLimit, {
    max: context.rate,
    timeWindow: '1 minute',
    allowList: (request) => isUnder(pathOf(request), '/assets') || isUnder(pathOf(request), BOARD_PATH),
    errorResponseBuilder: (_request, { after, max }) =>
      new HttpError(429, 'too-many-requests', `more than ${max} requests a minute: try again in ${after}`),
  });
  await app.register(etag);
  await app.register(swagger, { openapi: describe(context) });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
  app.addHook('onRequest', async (request, reply) => {
    protect(request, reply);
    checkReader(request, context);
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(async (scope) => dashboard(scope as App, context));
  for (const routes of ROUTES) await app.register(async (scope) => routes(scope as App, context));
  return app;
}

/** `/%E0%A4%A` is no text, and so no page. */
function answerUnread(request: FastifyRequest, reply: FastifyReply, context: ServerContext): void {
  const path = pathOf(request);
  const body = {
    error: { code: 'not-found', message: `no such page: ${path} (a % in it stands for no letter)` },
  };
  protect(request, reply);
  if (isUnder(path, '/api')) void reply.status(404).type('application/json').send(body);
  else sendFault(request, reply, context, 404, body);
}

/** Headers of every answer. */
function protect(request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-cache')
    .header('content-security-policy', policyFor(pathOf(request)));
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '/';
}

const ROUTES = [
  statusRoutes,
  postingRoutes,
  figureRoutes,
  classifyRoutes,
  taxonomyRoutes,
  runRoutes,
  sourceRoutes,
];

function describe({ version }: ServerContext) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rolemill',
      version,
      description:
        'Job postings with their normalized roles, levels and skills, and market figures that say what they stand on. Lists and figures come as JSON, or as rows: `Accept: text/csv` or `application/x-ndjson`.',
    },
    components: {
      securitySchemes: {
        token: { type: 'http' as const, scheme: 'bearer', description: 'ROLEMILL_API_TOKEN' },
      },
    },
    tags: [
      { name: 'postings', description: 'Normalized postings, and why they are what they are' },
      { name: 'figures', description: 'Counts, shares, pay and trends of a selection' },
      { name: 'taxonomy', description: 'Roles, levels and skills' },
      { name: 'work', description: 'Runs, queues, sources' },
    ],
  };
}
