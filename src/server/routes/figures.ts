/** Every figure of src/db/figures as a route, each with the basis it stands on. */
import { Type, type Static, type TSchema } from 'typebox';
import { idsOf } from '../../classify/taxonomy/ids.js';
import { dimensionsOf, partOf, spansOf } from '../../db/figures/ask.js';
import { MIN_COUNT, readBasis, type Basis } from '../../db/figures/basis.js';
import { compare } from '../../db/figures/compare.js';
import { DIMENSIONS, type Dimension } from '../../db/figures/dimensions.js';
import { inOneMoment, marketFigures } from '../../db/figures/market.js';
import { movers } from '../../db/figures/movers.js';
import { pay } from '../../db/figures/pay.js';
import { rolesByLevels } from '../../db/figures/roles-by-levels.js';
import type { Reader } from '../../db/figures/selection.js';
import { sharesBy, type ShareList } from '../../db/figures/shares.js';
import { skillPairs } from '../../db/figures/skill-pairs.js';
import { topSkills } from '../../db/figures/skills.js';
import { timeToClose } from '../../db/figures/time-to-close.js';
import { trend, TREND_UNITS } from '../../db/figures/trend.js';
import { years } from '../../db/figures/years.js';
import * as tables from '../../report/figure-tables.js';
import { buildReport } from '../../report/market.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { FORMAT, sendAs, type FlatTable } from '../formats.js';
import { FAULTS } from '../schemas/common.js';
import * as schemas from '../schemas/figures.js';
import { FILTER, filterOf, filterOfText, type FilterQuery } from '../schemas/filter.js';

const COMMON = {
  ...FILTER,
  top: Type.Integer({ minimum: 1, maximum: 1000, default: 50, description: 'Bounds every list' }),
  minCount: Type.Integer({
    minimum: 1,
    maximum: 1000,
    default: MIN_COUNT,
    description: 'Cells of fewer postings are withheld',
  }),
};
const BY = Type.Enum([...TREND_UNITS], { default: 'month' });
const VERSUS = Type.String({
  description: 'A second selection, as a query string of its own: `family=cloud-devops&country=DE`',
  maxLength: 4000,
});

export function figureRoutes(app: App, context: ServerContext): void {
  const { db, taxonomy } = context;
  const ids = idsOf(taxonomy);

  /** A route whose answer is `{basis, [name]: figure}`. */
  function figure(
    path: string,
    name: string,
    summary: string,
    schema: TSchema,
    extra: Record<string, TSchema>,
    read: (tx: Reader, basis: Basis, query: { top: number } & Record<string, unknown>) => Promise<unknown>,
    table: (figure: never) => FlatTable,
  ): void {
    app.get(
      `/api/figures/${path}`,
      {
        schema: {
          tags: ['figures'],
          summary,
          querystring: Type.Object({ ...COMMON, ...FORMAT, ...extra }, { additionalProperties: false }),
          response: answers(name, schema),
        },
      },
      async (request, reply) => {
        const query = request.query as FilterQuery & { top: number; minCount: number };
        const filter = await filterOf(query, ids, db.orm);
        const answer = await inOneMoment(db, async (tx) => {
          const basis = await readBasis(tx, filter, query.minCount);
          return { basis, [name]: await read(tx, basis, query) };
        });
        return sendAs(request, reply, answer, () => table(answer[name] as never));
      },
    );
  }

  figure(
    'shares',
    'shares',
    'Postings by role, family, level, band, company, country, remote, employment, source, language',
    schemas.Shares,
    {
      by: Type.Optional(Type.Array(Type.String(), { description: `${DIMENSIONS.join(', ')}; default: all` })),
    },
    async (tx, basis, { by, top }) => {
      const shares: Partial<Record<Dimension, ShareList>> = {};
      for (const dimension of dimensionsOf(by as string[] | undefined))
        shares[dimension] = await sharesBy(tx, basis, dimension, top);
      return shares;
    },
    tables.sharesTable,
  );
  figure(
    'roles-by-levels',
    'rolesByLevels',
    'Roles, and how each spreads over the levels',
    schemas.RolesByLevels,
    {},
    rolesByLevels,
    tables.rolesByLevelsTable,
  );
  figure(
    'skills',
    'skills',
    'Top skills: share, required or preferred, lift against the rest of the market',
    schemas.Skills,
    {},
    (tx, basis, { top }) => topSkills(tx, basis, top),
    tables.skillsTable,
  );
  figure(
    'skill-pairs',
    'skillPairs',
    'Skills that go together',
    schemas.SkillPairs,
    {},
    (tx, basis, { top }) => skillPairs(tx, basis, top),
    tables.skillPairsTable,
  );
  figure(
    'trend',
    'trend',
    'New postings and open stock by week or month, and the parts of it that are asked for',
    schemas.Trend,
    {
      by: BY,
      of: Type.Optional(
        Type.Array(Type.String(), {
          description: 'Parts: `skill:go,rust` or `role:data-engineer`; repeat it for more',
          maxItems: 20,
        }),
      ),
    },
    (tx, basis, { by, of }) =>
      trend(tx, basis, by as Static<typeof BY>, ((of as string[] | undefined) ?? []).map(partOf)),
    (figure) => tables.trendTables(figure)[0] ?? { head: [], rows: [] },
  );
  figure(
    'movers',
    'movers',
    'What rises and falls between two periods',
    schemas.Movers,
    {
      before: Type.Optional(Type.String({ description: '2026-01-01..2026-03-31' })),
      after: Type.Optional(Type.String()),
    },
    (tx, basis, { top, before, after }) => movers(tx, basis, { top, ...spansOf(before, after) }),
    tables.moversTable,
  );
  figure(
    'pay',
    'pay',
    'Pay of a year by role, level and country, each currency apart',
    schemas.Pay,
    {},
    (tx, basis, { top }) => pay(tx, basis, top),
    tables.payTable,
  );
  figure(
    'years',
    'years',
    'Years of experience asked for',
    schemas.Years,
    {},
    (tx, basis, { top }) => years(tx, basis, top),
    tables.yearsTable,
  );
  figure(
    'time-to-close',
    'timeToClose',
    'Days until postings close',
    schemas.TimeToClose,
    {},
    (tx, basis, { top }) => timeToClose(tx, basis, top),
    tables.timeToCloseTable,
  );
  figure(
    'compare',
    'comparison',
    'Two selections side by side',
    schemas.Comparison,
    { versus: VERSUS },
    async (tx, basis, { top, versus }) =>
      compare(
        tx,
        basis,
        await readBasis(tx, await filterOfText(versus as string, ids, tx), basis.minCount),
        top,
      ),
    tables.comparisonTable,
  );

  app.get(
    '/api/report',
    {
      schema: {
        tags: ['figures'],
        summary: 'Every figure at once, all of one moment',
        querystring: Type.Object(
          { ...COMMON, by: BY, versus: Type.Optional(VERSUS) },
          { additionalProperties: false },
        ),
        response: { 200: schemas.Report, ...FAULTS },
      },
    },
    async (request) => {
      const { top, minCount, by, versus, ...query } = request.query;
      const second = versus === undefined ? {} : { versus: await filterOfText(versus, ids, db.orm) };
      const filter = await filterOf(query, ids, db.orm);
      const figures = await marketFigures(db, filter, { top, minCount, by, ...second });
      return buildReport(figures, ids.ladder);
    },
  );
}

/** Of a general type: the compiler cannot follow which figure a name stands for. test/server checks the answers. */
function answers(name: string, figure: TSchema): Record<number, TSchema> {
  return { 200: Type.Object({ basis: schemas.Basis, [name]: figure }), ...FAULTS };
}
