/** What the figures look like; src/db/figures says what they mean, docs/figures.md how they are made. */
import { Type, type TProperties } from 'typebox';
import { DIMENSIONS } from '../../db/figures/dimensions.js';
import { MOVER_KINDS } from '../../db/figures/movers.js';
import { TREND_UNITS } from '../../db/figures/trend.js';
import { Interval, Nullable } from './common.js';

const S = Type.String();
const N = Type.Number();
const text = Nullable(S);
const number = Nullable(N);
const interval = Nullable(Interval);
const record = <T extends TProperties>(properties: T) => Type.Object(properties);
const ref = record({ id: S, label: S });

export const Basis = Type.Object(
  {
    filter: Type.Unsafe<object>({ type: 'object', description: 'What was asked for' }),
    postings: Type.Number({ description: 'The denominator: postings that the filter takes, copies once' }),
    copies: Type.Enum(['once', 'all']),
    furtherCopies: N,
    uncertain: Type.Number({
      description: 'Postings whose role is only the best guess, counted like the others',
    }),
    uncertainBelow: N,
    taxonomies: Type.Array(record({ version: S, postings: N })),
    period: Nullable(record({ from: S, to: S })),
    minCount: Type.Number({ description: 'Cells of fewer postings are withheld' }),
    known: Type.Record(S, N, { description: 'How many of the postings say it at all' }),
  },
  { description: 'What the figures stand on' },
);

const share = { id: S, label: S, count: N, share: N, interval };
const list = { of: N, coverage: number, distinct: N, withheld: N };
export const ShareList = record({ ...list, items: Type.Array(record(share)) });
export const Shares = Type.Partial(
  Type.Object(
    Object.fromEntries(DIMENSIONS.map((name) => [name, ShareList])) as Record<string, typeof ShareList>,
  ),
);

export const RolesByLevels = record({
  of: N,
  distinct: N,
  withheld: N,
  items: Type.Array(
    record({
      ...share,
      family: S,
      levels: Type.Record(S, number, { description: 'Null: withheld' }),
    }),
  ),
});

const part = record({ count: N, share: N });
export const Skills = record({
  ...list,
  items: Type.Array(
    record({
      ...share,
      category: S,
      required: N,
      preferred: N,
      lift: Nullable(record({ ratio: N, interval: Interval, rest: record({ count: N, of: N, share: N }) })),
    }),
  ),
});

export const SkillPairs = record({
  of: N,
  coverage: number,
  among: Type.Array(ref),
  distinct: N,
  withheld: N,
  items: Type.Array(record({ a: ref, b: ref, count: N, share: N, interval, lift: N, jaccard: N })),
});

const trendCell = record({ count: number, of: N, share: number, interval });
export const Trend = record({
  by: Type.Enum([...TREND_UNITS]),
  dataUntil: text,
  periods: Type.Array(record({ id: S, from: S, to: S, partial: Type.Boolean(), new: N, open: N })),
  before: N,
  after: N,
  series: Type.Array(
    record({ by: S, id: S, label: S, new: Type.Array(trendCell), open: Type.Array(trendCell) }),
  ),
});

const span = record({ from: S, to: S });
const mover = record({
  id: S,
  label: S,
  before: part,
  after: part,
  change: N,
  interval: Interval,
  z: N,
  sure: Type.Boolean(),
});
const moverList = record({
  of: record({ before: N, after: N }),
  distinct: N,
  withheld: N,
  rising: Type.Array(mover),
  falling: Type.Array(mover),
});
export const Movers = Nullable(
  record({
    spans: record({ before: span, after: span }),
    postings: record({ before: N, after: N }),
    by: Type.Object(
      Object.fromEntries(MOVER_KINDS.map((kind) => [kind, moverList])) as Record<string, typeof moverList>,
    ),
  }),
);

const quantile = record({ value: N, interval });
const quantiles = record({ p10: quantile, p25: quantile, p50: quantile, p75: quantile, p90: quantile });
const payList = record({
  distinct: N,
  withheld: N,
  items: Type.Array(
    record({
      role: Nullable(ref),
      level: Nullable(ref),
      country: text,
      currency: S,
      count: N,
      of: N,
      coverage: N,
      quantiles,
    }),
  ),
});
export const Pay = record({
  of: N,
  count: N,
  coverage: number,
  leftOut: record({ noPeriod: N, noCurrency: N, neither: N }),
  overall: payList,
  byRole: payList,
  byLevel: payList,
  byRoleAndLevel: payList,
  byCountry: payList,
});

const yearsCell = record({
  id: S,
  label: S,
  count: N,
  of: N,
  coverage: N,
  quantiles,
  distribution: Type.Array(record({ years: N, count: number, share: number, interval })),
});
const yearsList = record({ distinct: N, withheld: N, items: Type.Array(yearsCell) });
export const Years = record({ overall: Nullable(yearsCell), byLevel: yearsList, byRole: yearsList });

const closedAfter = Nullable(record({ days: N, interval: record({ low: number, high: number }) }));
const closeCell = record({
  id: S,
  label: S,
  count: N,
  of: N,
  coverage: N,
  closed: N,
  open: N,
  quartiles: record({ p25: closedAfter, p50: closedAfter, p75: closedAfter }),
  survival: Type.Array(record({ days: N, share: N, interval })),
});
const closeList = record({ distinct: N, withheld: N, items: Type.Array(closeCell) });
export const TimeToClose = record({
  overall: Nullable(closeCell),
  by: Type.Record(S, closeList),
});

const comparedList = record({
  of: record({ a: N, b: N }),
  distinct: N,
  withheld: N,
  items: Type.Array(
    record({
      id: S,
      label: S,
      a: part,
      b: part,
      difference: N,
      interval: Interval,
      ratio: Nullable(record({ value: N, interval: Interval })),
      sure: Type.Boolean(),
    }),
  ),
});
export const Comparison = record({
  a: Basis,
  b: Basis,
  common: N,
  shares: Type.Record(S, comparedList),
  skills: comparedList,
});

export const Totals = record({ postings: N, classified: N, pending: N, failed: N });

export const Report = record({
  totals: Totals,
  basis: Basis,
  rolesByLevels: RolesByLevels,
  shares: Shares,
  skills: Skills,
  skillPairs: SkillPairs,
  trend: Trend,
  movers: Movers,
  pay: Pay,
  years: Years,
  timeToClose: TimeToClose,
  comparison: Nullable(Comparison),
});
