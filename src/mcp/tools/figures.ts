import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { dimensionsOf, partOf, spansOf } from '../../db/figures/ask.js';
import { MIN_COUNT, readBasis, type Basis } from '../../db/figures/basis.js';
import { compare } from '../../db/figures/compare.js';
import { DIMENSIONS } from '../../db/figures/dimensions.js';
import { inOneMoment } from '../../db/figures/market.js';
import { movers } from '../../db/figures/movers.js';
import { pay } from '../../db/figures/pay.js';
import { rolesByLevels } from '../../db/figures/roles-by-levels.js';
import type { Reader } from '../../db/figures/selection.js';
import { sharesByEach } from '../../db/figures/shares.js';
import { skillPairs } from '../../db/figures/skill-pairs.js';
import { topSkills } from '../../db/figures/skills.js';
import { timeToClose } from '../../db/figures/time-to-close.js';
import { trend, TREND_UNITS } from '../../db/figures/trend.js';
import { years } from '../../db/figures/years.js';
import { UsageError } from '../../domain/errors.js';
import { answer } from '../answer.js';
import type { McpContext } from '../context.js';
import { Filter, knownFilter } from '../filter.js';
import { hintFor } from '../hint.js';

const NAMES = [
  ...(['shares', 'roles-by-levels', 'skills', 'skill-pairs', 'trend'] as const),
  ...(['movers', 'pay', 'years', 'time-to-close', 'compare'] as const),
] as const;

const Input = z.strictObject({
  figure: z
    .enum(NAMES)
    .describe(
      'shares: postings by dimension. roles-by-levels. skills: share and lift. skill-pairs. trend: by week or month. movers: risers and fallers. pay: quantiles of a year. years: experience asked for. time-to-close: days. compare: two selections.',
    ),
  filter: Filter.default({}),
  top: z.int().min(1).max(100).default(15).describe('Bounds every list'),
  minCount: z.int().min(1).max(1000).default(MIN_COUNT).describe('Cells of fewer postings are withheld'),
  dimensions: z.array(z.enum(DIMENSIONS)).min(1).default(['role', 'level']).describe('Of shares'),
  unit: z.enum(TREND_UNITS).default('month').describe('Of trend'),
  parts: z
    .array(z.string().max(1000))
    .max(20)
    .default([])
    .describe('Of trend: "skill:go,rust", "role:data-engineer"'),
  before: z
    .string()
    .optional()
    .describe('Of movers: "2026-01-01..2026-03-31"; absent: the last whole months'),
  after: z.string().optional().describe('Of movers, with before'),
  versus: Filter.optional().describe('Of compare: the second selection'),
});

/** `get_figure`: any figure of src/db/figures, with what it stands on. */
export function addFigures(server: McpServer, context: McpContext): void {
  server.registerTool(
    'get_figure',
    {
      title: 'Get a figure',
      description:
        'A market figure of the stored postings. `basis` tells the denominator, copies left out, uncertain roles and versions of the rules; lists tell `of`, coverage and how many cells were withheld; intervals are of 95 %. Shares are from 0 to 1. Cite denominator and interval with every number.',
      inputSchema: Input,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (asked) =>
      answer(context, async () =>
        inOneMoment(await context.database(), async (tx) => {
          const basis = await readBasis(tx, await knownFilter(tx, asked.filter, context), asked.minCount);
          return {
            basis,
            [asked.figure]: await read(tx, basis, asked, context),
            hint: await hintFor(tx, basis.postings),
          };
        }),
      ),
  );
}

async function read(
  tx: Reader,
  basis: Basis,
  asked: z.infer<typeof Input>,
  context: McpContext,
): Promise<unknown> {
  const { top } = asked;
  switch (asked.figure) {
    case 'shares':
      return sharesByEach(tx, basis, top, dimensionsOf(asked.dimensions));
    case 'roles-by-levels': {
      const all = await rolesByLevels(tx, basis);
      return { ...all, items: all.items.slice(0, top) };
    }
    case 'skills':
      return topSkills(tx, basis, top);
    case 'skill-pairs':
      return skillPairs(tx, basis, top);
    case 'trend':
      return trend(tx, basis, asked.unit, asked.parts.map(partOf));
    case 'movers':
      return movers(tx, basis, { top, ...spansOf(asked.before, asked.after) });
    case 'pay':
      return pay(tx, basis, top);
    case 'years':
      return years(tx, basis, top);
    case 'time-to-close':
      return timeToClose(tx, basis, top);
    case 'compare':
    default: {
      if (asked.versus === undefined) throw new UsageError('compare: give `versus`, the second selection');
      const other = await readBasis(tx, await knownFilter(tx, asked.versus, context), basis.minCount);
      return compare(tx, basis, other, top);
    }
  }
}
