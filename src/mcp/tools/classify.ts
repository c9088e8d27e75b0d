import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { toClassifiedPosting } from '../../domain/verdict.js';
import { rawOfGiven } from '../../ingest/given.js';
import { normalise } from '../../ingest/normalise.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';

const text = (most: number, what: string) => z.string().max(most).nullable().default(null).describe(what);

/** `classify_text`: a posting that is sent, judged and forgotten. */
export function addClassify(server: McpServer, context: McpContext): void {
  server.registerTool(
    'classify_text',
    {
      title: 'Classify a text',
      description: 'Role, level and skills of a posting that you give, with the evidence. Nothing is stored.',
      inputSchema: z.strictObject({
        title: z.string().min(1).max(2000).describe('Title of the job'),
        description: text(200_000, 'Text or HTML of the posting'),
        company: text(500, 'Who hires'),
        location: text(500, 'As written'),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (given) =>
      answer(context, async () => {
        const { posting } = normalise(rawOfGiven(given, 'mcp'));
        return { posting: toClassifiedPosting(posting, context.decide(posting), { evidence: true }) };
      }),
  );
}
