import { Type } from 'typebox';
import { storeTotals } from '../../db/figures/totals.js';
import { queueStatus } from '../../workers/queue-status.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { FAULTS } from '../schemas/common.js';
import { Totals } from '../schemas/figures.js';

/** Is it there, and what is going on. */
export function statusRoutes(app: App, { db, queues, version, mode, taxonomy }: ServerContext): void {
  app.get(
    '/api/health',
    {
      schema: {
        tags: ['work'],
        summary: 'Whether the server answers',
        response: { 200: Type.Object({ status: Type.String(), version: Type.String() }) },
      },
    },
    async () => ({ status: 'ok', version }),
  );
  app.get(
    '/api/status',
    {
      schema: {
        tags: ['work'],
        summary: 'What is stored, and the queues',
        response: {
          200: Type.Object({
            version: Type.String(),
            mode: Type.String(),
            taxonomy: Type.String(),
            totals: Totals,
            queues: Type.Unsafe<object>({
              type: 'object',
              description: 'As `rolemill status --json` has it',
            }),
          }),
          ...FAULTS,
        },
      },
    },
    async () => ({
      version,
      mode,
      taxonomy: taxonomy.version,
      totals: await storeTotals(db.orm),
      queues: await queueStatus({ db, queues: await queues() }),
    }),
  );
}
