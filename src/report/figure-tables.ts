/**
 * Every figure as a flat table: what `--csv DIR` writes, one file each, and what the API gives as CSV and NDJSON. Each row
 * carries its denominator, so that a file that lost its companions still says what its shares are shares of.
 */
import type { Basis } from '../db/figures/basis.js';
import type { ComparedList, Comparison } from '../db/figures/compare.js';
import type { MarketFigures } from '../db/figures/market.js';
import type { MoverKind, MoverList, Movers } from '../db/figures/movers.js';
import { MOVER_KINDS } from '../db/figures/movers.js';
import type { Pay, PayCell, PayList } from '../db/figures/pay.js';
import type { RolesByLevels } from '../db/figures/roles-by-levels.js';
import type { ShareList } from '../db/figures/shares.js';
import type { SkillPairs } from '../db/figures/skill-pairs.js';
import type { SkillShare } from '../db/figures/skills.js';
import type { CloseCell, TimeToClose } from '../db/figures/time-to-close.js';
import type { Trend } from '../db/figures/trend.js';
import type { Years, YearsCell } from '../db/figures/years.js';
import type { Cell } from './csv.js';

export interface FigureTable {
  /** Name of its file, without an ending. */
  name: string;
  head: string[];
  rows: Cell[][];
}

/** All tables of a report; those without rows too, so that a program finds the files it knows. */
export function reportTables(report: MarketFigures): FigureTable[] {
  return [
    basisTable(report.basis),
    sharesTable(report.shares),
    rolesByLevelsTable(report.rolesByLevels),
    skillsTable(report.skills),
    skillPairsTable(report.skillPairs),
    ...trendTables(report.trend),
    moversTable(report.movers),
    payTable(report.pay),
    yearsTable(report.years),
    timeToCloseTable(report.timeToClose),
    ...(report.comparison === null ? [] : [comparisonTable(report.comparison)]),
  ];
}

export function basisTable(basis: Basis): FigureTable {
  const facts: [string, Cell][] = [
    ['postings', basis.postings],
    ['copies', basis.copies],
    ['further_copies', basis.furtherCopies],
    ['uncertain_roles', basis.uncertain],
    ['uncertain_below', basis.uncertainBelow],
    ['min_count', basis.minCount],
    ['from', basis.period?.from ?? null],
    ['to', basis.period?.to ?? null],
    ['taxonomies', basis.taxonomies.map(({ version, postings }) => `${version}: ${postings}`).join('; ')],
    ['filter', JSON.stringify(basis.filter)],
    ...Object.entries(basis.known).map(([fact, known]): [string, Cell] => [`known_${fact}`, known]),
  ];
  return { name: 'basis', head: ['fact', 'value'], rows: facts };
}

export function sharesTable(shares: Partial<Record<string, ShareList>>): FigureTable {
  return {
    name: 'shares',
    head: ['by', 'id', 'label', 'count', 'of', 'coverage', 'share', 'low', 'high'],
    rows: Object.entries(shares).flatMap(([by, list]) =>
      (list?.items ?? []).map(({ id, label, count, share, interval }) => [
        by,
        id,
        label,
        count,
        list?.of ?? 0,
        list?.coverage ?? null,
        share,
        interval?.low ?? null,
        interval?.high ?? null,
      ]),
    ),
  };
}

export function rolesByLevelsTable({ of, items }: RolesByLevels): FigureTable {
  return {
    name: 'roles_by_levels',
    head: ['role', 'label', 'family', 'level', 'count', 'of_role', 'of'],
    // A withheld cell is an empty one; its row says that it is there.
    rows: items.flatMap((role) =>
      Object.entries(role.levels).map(([level, count]) => [
        role.id,
        role.label,
        role.family,
        level,
        count,
        role.count,
        of,
      ]),
    ),
  };
}

export function skillsTable({ of, items }: ShareList<SkillShare>): FigureTable {
  return {
    name: 'skills',
    head: [
      ...['skill', 'label', 'category', 'count', 'of', 'share', 'low', 'high', 'required', 'preferred'],
      ...['lift', 'lift_low', 'lift_high', 'rest_count', 'rest_of'],
    ],
    rows: items.map((s) => [
      ...[s.id, s.label, s.category, s.count, of, s.share, s.interval?.low ?? null, s.interval?.high ?? null],
      ...[s.required, s.preferred, s.lift?.ratio ?? null, s.lift?.interval.low ?? null],
      ...[s.lift?.interval.high ?? null, s.lift?.rest.count ?? null, s.lift?.rest.of ?? null],
    ]),
  };
}

export function skillPairsTable({ of, items }: SkillPairs): FigureTable {
  return {
    name: 'skill_pairs',
    head: ['a', 'b', 'count', 'of', 'share', 'low', 'high', 'lift', 'jaccard'],
    rows: items.map((p) => [
      ...[p.a.id, p.b.id, p.count, of, p.share, p.interval?.low ?? null, p.interval?.high ?? null],
      ...[p.lift, p.jaccard],
    ]),
  };
}

/** All postings, then the parts. */
export function trendTables({ periods, series }: Trend): FigureTable[] {
  return [
    {
      name: 'trend',
      head: ['period', 'from', 'to', 'partial', 'new', 'open'],
      rows: periods.map((p) => [p.id, p.from, p.to, p.partial, p.new, p.open]),
    },
    {
      name: 'trend_parts',
      head: ['period', 'by', 'id', 'label', 'series', 'count', 'of', 'share', 'low', 'high'],
      rows: series.flatMap((s) =>
        (['new', 'open'] as const).flatMap((kind) =>
          s[kind].map((cell, n) => [
            ...[periods[n]?.id ?? '', s.by, s.id, s.label, kind, cell.count, cell.of, cell.share],
            ...[cell.interval?.low ?? null, cell.interval?.high ?? null],
          ]),
        ),
      ),
    },
  ];
}

export function moversTable(movers: Movers | null): FigureTable {
  const rowsOf = (kind: MoverKind, list: MoverList): Cell[][] =>
    [...list.rising, ...list.falling].map((m) => [
      ...[kind, m.id, m.label, m.before.count, list.of.before, m.before.share, m.after.count, list.of.after],
      ...[m.after.share, m.change, m.interval.low, m.interval.high, m.z, m.sure],
    ]);
  return {
    name: 'movers',
    head: [
      ...['by', 'id', 'label', 'before_count', 'before_of', 'before_share', 'after_count', 'after_of'],
      ...['after_share', 'change', 'low', 'high', 'z', 'sure'],
    ],
    rows: movers === null ? [] : MOVER_KINDS.flatMap((kind) => rowsOf(kind, movers.by[kind])),
  };
}

export function payTable(pay: Pay): FigureTable {
  const rowsOf = (cell: string, { items }: PayList): Cell[][] => items.map((item) => payRow(cell, item));
  return {
    name: 'pay',
    head: [
      ...['cell', 'role', 'level', 'country', 'currency', 'count', 'of', 'coverage'],
      ...['p10', 'p25', 'p50', 'p75', 'p90', 'p50_low', 'p50_high'],
    ],
    rows: [
      ...rowsOf('all', pay.overall),
      ...rowsOf('role', pay.byRole),
      ...rowsOf('level', pay.byLevel),
      ...rowsOf('role_and_level', pay.byRoleAndLevel),
      ...rowsOf('country', pay.byCountry),
    ],
  };
}

function payRow(
  cell: string,
  { role, level, country, currency, count, of, coverage, quantiles }: PayCell,
): Cell[] {
  const { p10, p25, p50, p75, p90 } = quantiles;
  return [
    ...[cell, role?.id ?? null, level?.id ?? null, country, currency, count, of, coverage],
    ...[
      p10.value,
      p25.value,
      p50.value,
      p75.value,
      p90.value,
      p50.interval?.low ?? null,
      p50.interval?.high ?? null,
    ],
  ];
}

export function yearsTable({ overall, byLevel, byRole }: Years): FigureTable {
  const rowsOf = (cell: string, items: readonly YearsCell[]): Cell[][] =>
    items.flatMap((item) =>
      item.distribution.map((bin) => [
        ...[cell, item.id, bin.years, bin.count, item.count, bin.share, item.of, item.coverage],
        item.quantiles.p50.value,
      ]),
    );
  return {
    name: 'years',
    head: ['cell', 'id', 'years', 'count', 'of', 'share', 'postings', 'coverage', 'median'],
    rows: [
      ...rowsOf('all', overall === null ? [] : [overall]),
      ...rowsOf('level', byLevel.items),
      ...rowsOf('role', byRole.items),
    ],
  };
}

export function timeToCloseTable({ overall, by }: TimeToClose): FigureTable {
  const row = (cell: string, c: CloseCell): Cell[] => [
    ...[cell, c.id, c.label, c.count, c.of, c.closed, c.open],
    ...[c.quartiles.p25?.days ?? null, c.quartiles.p50?.days ?? null, c.quartiles.p75?.days ?? null],
  ];
  return {
    name: 'time_to_close',
    head: ['cell', 'id', 'label', 'count', 'of', 'closed', 'open', 'days_p25', 'days_p50', 'days_p75'],
    rows: [
      ...(overall === null ? [] : [row('all', overall)]),
      ...Object.entries(by).flatMap(([cell, list]) => list.items.map((item) => row(cell, item))),
    ],
  };
}

export function comparisonTable({ shares, skills }: Comparison): FigureTable {
  const rowsOf = (by: string, { of, items }: ComparedList): Cell[][] =>
    items.map((s) => [
      ...[by, s.id, s.label, s.a.count, of.a, s.a.share, s.b.count, of.b, s.b.share],
      ...[s.difference, s.interval.low, s.interval.high, s.ratio?.value ?? null, s.sure],
    ]);
  return {
    name: 'comparison',
    head: [
      ...['by', 'id', 'label', 'a_count', 'a_of', 'a_share', 'b_count', 'b_of', 'b_share'],
      ...['difference', 'low', 'high', 'ratio', 'sure'],
    ],
    rows: [...Object.entries(shares).flatMap(([by, list]) => rowsOf(by, list)), ...rowsOf('skill', skills)],
  };
}
