import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { getPosting } from '../../db/query.js';
import { readCopies, readStandings } from '../../db/standing.js';
import { GiveUpError } from '../../domain/errors.js';
import { levelReason, roleReason } from '../../report/reasons.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';

/** Longest lists that are handed on: a posting may have hundreds of either. */
const MOST = { evidence: 80, copies: 20 };

/** `explain_posting`: one stored posting, and why it is what it is. */
export function addExplain(server: McpServer, context: McpContext): void {
  server.registerTool(
    'explain_posting',
    {
      title: 'Explain a verdict',
      description:
        'Why a stored posting got its role, level and skills: each rule with field, quoted words, their offsets and weight (`used: false` was considered and lost), and its copies. Of more than 80 reasons and 20 copies the rest is counted in `leftOut`.',
      inputSchema: z.strictObject({
        id: z.string().min(1).max(64).describe('Id of the posting, or the beginning of it'),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ id }) =>
      answer(context, async () => {
        const { orm, ...db } = await context.database();
        const posting = await getPosting({ orm, ...db }, id, { evidence: true });
        if (posting === null)
          throw new GiveUpError(
            'not-found',
            `no classified posting has an id that starts with "${id}": search_postings lists ids`,
          );
        const copies = await readCopies(orm, posting.id);
        // What decided first: what was only considered is the first to be left out.
        const evidence = (posting.evidence ?? []).toSorted((a, b) => Number(b.used) - Number(a.used));
        return {
          why: { role: roleReason(posting), level: levelReason(posting) },
          posting: {
            ...posting,
            evidence: evidence.slice(0, MOST.evidence),
            ...(await readStandings(orm, [posting.id])).get(posting.id),
          },
          copies: copies.slice(0, MOST.copies),
          leftOut: {
            evidence: Math.max(0, evidence.length - MOST.evidence),
            copies: Math.max(0, copies.length - MOST.copies),
          },
        };
      }),
  );
}
