import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { addIssues } from '../../db/issues.js';
import { createRun } from '../../db/runs.js';
import { expandSources } from '../../ingest/expand.js';
import { submitSources } from '../../workers/submit.js';
import { checkWriter } from '../access.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { FAULTS } from '../schemas/common.js';

const MOST = 1000;

/** Sources for the workers. */
export function sourceRoutes(app: App, context: ServerContext): void {
  const { db, queues, mode, taxonomy } = context;
  app.post(
    '/api/sources',
    {
      validatorCompiler: TypeBoxValidatorCompiler,
      // Before the body is read.
      onRequest: async (request) => checkWriter(request, context),
      schema: {
        tags: ['work'],
        summary: 'Queue boards, pages and feeds for the workers (`rolemill work`)',
        security: [{ token: [] }],
        body: Type.Object(
          {
            sources: Type.Array(Type.String({ description: 'http(s) URL', maxLength: 2000 }), {
              minItems: 1,
              maxItems: MOST,
            }),
          },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({
            run: Type.String({ description: 'GET /api/runs/{run} tells how far it is' }),
            queued: Type.Number(),
            refused: Type.Array(
              Type.Object({ source: Type.String(), code: Type.String(), message: Type.String() }),
            ),
          }),
          ...FAULTS,
        },
      },
    },
    async (request, reply) => {
      const { sources } = request.body;
      // Whoever may ask over the net may not have files of this machine read to them.
      const file = sources.find((source) => !/^https?:\/\//i.test(source));
      if (file !== undefined)
        throw new HttpError(400, 'unsupported-url', `"${file}": only http and https URLs are taken here`);
      const { specs, issues } = await expandSources(sources, { cwd: '/' });
      const refused = issues.map(({ source, code, message }) => ({ source, code, message }));
      if (specs.length === 0)
        throw new HttpError(400, refused[0]?.code ?? 'usage', refused[0]?.message ?? 'no source can be used');
      const run = await createRun(db, {
        command: 'ingest',
        request: { sources },
        mode,
        taxonomy: taxonomy.version,
      });
      if (issues.length > 0) await addIssues(db, run, null, issues);
      await submitSources({ db, queues: await queues() }, run, specs);
      return reply.status(202).send({ run, queued: specs.length, refused });
    },
  );
}
