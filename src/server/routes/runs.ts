import { Type } from 'typebox';
import { getRun, listRuns } from '../../db/runs.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { ErrorAnswer, FAULTS } from '../schemas/common.js';

const Run = Type.Unsafe<object>({ type: 'object', description: 'As `rolemill runs --json` has it' });

/** What was read, when, and how it went. */
export function runRoutes(app: App, { db }: ServerContext): void {
  app.get(
    '/api/runs',
    {
      schema: {
        tags: ['work'],
        summary: 'Runs, the last one first',
        querystring: Type.Object(
          { limit: Type.Integer({ minimum: 1, maximum: 1000, default: 20 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ runs: Type.Array(Run) }), ...FAULTS },
      },
    },
    async (request) => ({ runs: await listRuns(db, { limit: request.query.limit }) }),
  );
  app.get(
    '/api/runs/:id',
    {
      schema: {
        tags: ['work'],
        summary: 'One run: its sources with their counts, and every problem',
        params: Type.Object({ id: Type.String({ description: 'Its id, or the beginning of it' }) }),
        response: { 200: Run, 404: ErrorAnswer, ...FAULTS },
      },
    },
    async (request) => {
      const run = await getRun(db, request.params.id);
      if (run === null)
        throw new HttpError(404, 'not-found', `no run has an id that starts with "${request.params.id}"`);
      return run;
    },
  );
}
