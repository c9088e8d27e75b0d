import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { queryFullPage } from '../../db/query.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';
import { Filter, knownFilter } from '../filter.js';
import { hintFor } from '../hint.js';

const LIMIT = { default: 10, max: 25 };

/** `search_postings`: small pages, without texts of descriptions. */
export function addSearch(server: McpServer, context: McpContext): void {
  server.registerTool(
    'search_postings',
    {
      title: 'Search postings',
      description:
        'Stored job postings with their normalized role, level and skills, newest first, in small pages. `total` counts all that fit. For counts, shares, pay and trends use get_figure instead of counting pages.',
      inputSchema: z.strictObject({
        filter: Filter.default({}),
        limit: z.int().min(1).max(LIMIT.max).default(LIMIT.default),
        cursor: z
          .string()
          .max(1000)
          .optional()
          .describe('nextCursor of the page before, with the same filter'),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ filter, limit, cursor }) =>
      answer(context, async () => {
        const db = await context.database();
        const page = await queryFullPage(db, await knownFilter(db.orm, filter, context), {
          limit,
          cursor: cursor ?? null,
        });
        return { ...page, hint: await hintFor(db.orm, page.total) };
      }),
  );
}
