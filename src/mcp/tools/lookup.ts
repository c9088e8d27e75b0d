import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { nearest } from '../../domain/nearest.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';

const KINDS = ['role', 'level', 'skill'] as const;

/** `lookup_taxonomy`: ids by name. */
export function addLookup(server: McpServer, context: McpContext): void {
  const { taxonomy } = context;
  const entries = {
    role: [...taxonomy.roles.values()].map(({ id, label, family, definition }) => ({
      ...{ id, label, family, definition },
    })),
    level: taxonomy.levels.map(({ id, label, band }) => ({ id, label, band })),
    skill: taxonomy.skills.map(({ id, label, category, kind }) => ({ id, label, category, kind })),
  };
  server.registerTool(
    'lookup_taxonomy',
    {
      title: 'Look up ids',
      description:
        'Ids of roles, levels and skills by name ("postgres", "data engineer"), nearest first. Use it before filtering by an id that you are not sure of.',
      inputSchema: z.strictObject({
        kind: z.enum(KINDS),
        name: z.string().max(200).optional().describe('Absent: lists them'),
        limit: z.int().min(1).max(100).default(10),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ kind, name, limit }) =>
      answer(context, async () => {
        const all: { id: string; label: string }[] = entries[kind];
        const names =
          name === undefined
            ? []
            : [
                ...nearest(
                  name,
                  all.flatMap(({ id, label }) => [id, label]),
                  2 * limit,
                ),
              ];
        const found =
          name === undefined
            ? all
            : [
                ...new Set(
                  names.flatMap((near) => all.filter(({ id, label }) => id === near || label === near)),
                ),
              ];
        return { taxonomy: taxonomy.version, known: all.length, found: found.slice(0, limit) };
      }),
  );
}
