import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { nearest } from '../../domain/nearest.js';
import { rawOfGiven } from '../../ingest/given.js';
import { normalise } from '../../ingest/normalise.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';

const KINDS = ['role', 'level', 'skill'] as const;

interface Entry {
  shown: { id: string; label: string } & Record<string, string>;
  /** Id, label, and what it is called besides. */
  names: readonly string[];
}

/** `lookup_taxonomy`: ids by name or alias. */
export function addLookup(server: McpServer, context: McpContext): void {
  const { taxonomy } = context;
  const entries: Record<(typeof KINDS)[number], Entry[]> = {
    role: [...taxonomy.roles.values()].map(({ id, label, family, definition }) => ({
      shown: { id, label, family, definition },
      names: [id, label],
    })),
    level: taxonomy.levels.map(({ id, label, band, cues }) => ({
      shown: { id, label, band },
      names: [id, label, ...cues.flatMap(({ any }) => any)],
    })),
    skill: taxonomy.skills.map(({ id, label, category, kind, aliases, exact, ambiguous }) => ({
      shown: { id, label, category, kind },
      names: [
        ...[id, label, ...exact, ...ambiguous.map(({ alias }) => alias)],
        ...aliases.map((alias) => (typeof alias === 'string' ? alias : alias.alias)),
      ],
    })),
  };
  server.registerTool(
    'lookup_taxonomy',
    {
      title: 'Look up ids',
      description:
        'Ids of roles, levels and skills by name or alias ("golang", "sr", "data engineer"), nearest first. Use it before filtering by an id that you are not sure of.',
      inputSchema: z.strictObject({
        kind: z.enum(KINDS),
        name: z.string().max(200).optional().describe('Absent: lists them'),
        limit: z.int().min(1).max(100).default(10),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ kind, name, limit }) =>
      answer(context, async () => {
        const all = entries[kind];
        const found = name === undefined ? all : [...readAs(kind, name), ...namedLike(all, name, limit)];
        const shown = [...new Set(found.map((entry) => entry.shown))].slice(0, limit);
        return { taxonomy: taxonomy.version, known: all.length, found: shown };
      }),
  );

  /** Roles have no aliases: their rules read titles ("SRE"). What they do not know is not a role that was meant. */
  function readAs(kind: (typeof KINDS)[number], name: string): Entry[] {
    if (kind !== 'role') return [];
    const { posting } = normalise(rawOfGiven({ title: name }, 'mcp'));
    const { role, evidence } = context.decide(posting);
    const named = evidence.some(({ about, field, used }) => about === 'role' && field === 'title' && used);
    return named ? entries.role.filter(({ shown }) => shown.id === role.id) : [];
  }
}

/** Those with such a name first, then those with one that looks like it. */
function namedLike(all: readonly Entry[], name: string, limit: number): Entry[] {
  const wanted = name.trim().toLowerCase();
  const same = all.filter(({ names }) => names.some((known) => known.toLowerCase() === wanted));
  const near = nearest(
    name,
    all.flatMap(({ names }) => names),
    2 * limit,
  );
  return [...same, ...near.flatMap((known) => all.filter(({ names }) => names.includes(known)))];
}
