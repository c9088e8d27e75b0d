import { Type } from 'typebox';
import { getPosting, queryPostings, QUERY_LIMITS } from '../../db/query.js';
import { readCopies, readStandings } from '../../db/standing.js';
import { idsOf } from '../../classify/taxonomy/ids.js';
import { POSTING_HEAD, postingRow } from '../../report/export/csv.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { HttpError } from '../errors.js';
import { FORMAT, formatOf, raw, sendAs } from '../formats.js';
import { ErrorAnswer, FAULTS } from '../schemas/common.js';
import { FILTER, filterOf } from '../schemas/filter.js';
import { OnePosting, StoredPage } from '../schemas/posting.js';

const PAGE = {
  limit: Type.Integer({ minimum: 1, maximum: QUERY_LIMITS.max, default: QUERY_LIMITS.default }),
  cursor: Type.Optional(
    Type.String({ description: 'nextCursor of the page before, with the same filter', maxLength: 1000 }),
  ),
};

/** Stored postings: pages of them, and one with its evidence. */
export function postingRoutes(app: App, { db, taxonomy }: ServerContext): void {
  const ids = idsOf(taxonomy);
  app.get(
    '/api/postings',
    {
      schema: {
        tags: ['postings'],
        summary: 'Normalized postings, newest first, in pages',
        querystring: Type.Object({ ...FILTER, ...PAGE, ...FORMAT }, { additionalProperties: false }),
        response: { 200: StoredPage, ...FAULTS },
      },
    },
    async (request, reply) => {
      const { limit, cursor = null, ...query } = request.query;
      const filter = await filterOf(query, ids, db.orm);
      const page = await queryPostings(db, filter, { limit, cursor });
      if (page.nextCursor !== null) void reply.header('x-next-cursor', page.nextCursor);
      void reply.header('x-total', String(page.total));
      if (!page.totalIsExact) void reply.header('x-total-is-exact', 'false');
      if (formatOf(request) === 'ndjson') {
        const lines = page.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        return raw(reply, 'application/x-ndjson; charset=utf-8', lines);
      }
      return sendAs(request, reply, page, () => ({ head: POSTING_HEAD, rows: page.rows.map(postingRow) }));
    },
  );
  app.get(
    '/api/postings/:id',
    {
      schema: {
        tags: ['postings'],
        summary: 'One posting: its verdict, the evidence for it, and its copies',
        params: Type.Object({ id: Type.String({ description: 'Its id, or the beginning of it' }) }),
        response: { 200: OnePosting, 404: ErrorAnswer, ...FAULTS },
      },
    },
    async (request) => {
      const posting = await getPosting(db, request.params.id, { evidence: true });
      const standing =
        posting === null ? undefined : (await readStandings(db.orm, [posting.id])).get(posting.id);
      if (posting === null || standing === undefined)
        throw new HttpError(
          404,
          'not-found',
          `no classified posting has an id that starts with "${request.params.id}"`,
        );
      return { posting: { ...posting, ...standing }, copies: await readCopies(db.orm, posting.id) };
    },
  );
}
