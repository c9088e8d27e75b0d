/**
 * Every figure a second time: 3,300 generated postings over 18 months with copies, closed listings, missing facts, four
 * currencies, five periods of pay and two taxonomies, computed by the SQL and by plain loops over the stored rows
 * (test/support/truth.ts). All fields are compared.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/db/figures/compare.js';
import { readBasis, type Basis } from '../../src/db/figures/basis.js';
import { DIMENSIONS } from '../../src/db/figures/dimensions.js';
import { inOneMoment, marketFigures, type MarketFigures } from '../../src/db/figures/market.js';
import { MOVER_KINDS, movers } from '../../src/db/figures/movers.js';
import { keepRows } from '../../src/db/figures/rows.js';
import { topSkills } from '../../src/db/figures/skills.js';
import { timeToClose } from '../../src/db/figures/time-to-close.js';
import { trend } from '../../src/db/figures/trend.js';
import { canonicalFilter, FACTS, type PostingFilter } from '../../src/db/filter.js';
import { UNCERTAIN_BELOW } from '../../src/domain/verdict.js';
import { describeEachDatabase } from '../support/backends.js';
import {
  NEW_TAXONOMY,
  OLD_TAXONOMY,
  storeMarket,
  type MarketRows,
  type SkillRow,
} from '../support/market.js';
import * as truth from '../support/truth.js';
import type { Fact } from '../support/truth.js';

const COUNT = 3000;
const TOP = 10_000;
const MIN = 5;
const DAY = 86_400_000;

const FILTERS: [string, PostingFilter][] = [
  ['everything', {}],
  ['each copy', { copies: 'all' }],
  ['a family in two countries', { family: ['cloud-devops'], country: ['DE', 'us'] }],
  ['a skill', { skill: ['java', 'sql'] }],
  ['a part of the time', { since: '2025-11-13', until: '2026-04-20', level: ['senior', 'mid'] }],
  ['open ones of a company', { state: 'open', company: 'company 1' }],
  ['closed ones', { state: 'closed', remote: ['remote'], employment: ['contract'], language: ['en'] }],
  ['earlier verdicts', { taxonomy: OLD_TAXONOMY, role: ['backend-developer', 'data-analyst'] }],
  ['words', { text: 'needle%', source: ['greenhouse', 'csv'], since: '2025-02-01' }],
];

/** Where they differ; numbers may by what the order of additions changes. */
function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const off = Math.abs(actual - expected);
    return off < 1e-9 * Math.max(1, Math.abs(expected)) ? [] : [`${path}: ${actual}, not ${expected}`];
  }
  if (actual === null || expected === null || typeof actual !== 'object' || typeof expected !== 'object') {
    return actual === expected ? [] : [`${path}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
  }
  const [keys, others] = [Object.keys(actual).toSorted(), Object.keys(expected).toSorted()];
  if (keys.join() !== others.join()) return [`${path} has ${keys.join()}, not ${others.join()}`];
  return keys.flatMap((key) =>
    differences(
      (actual as Record<string, unknown>)[key],
      (expected as Record<string, unknown>)[key],
      `${path}.${key}`,
    ),
  );
}

const share = (count: number, of: number) => ({
  count,
  share: of === 0 ? 0 : count / of,
  interval: truth.scoreInterval(count, of),
});

const idOf =
  (kind: string) =>
  (fact: Fact): readonly (string | null)[] =>
    kind === 'skill' ? [...fact.skills.keys()] : [truth.DIMENSION_OF[kind]?.(fact) ?? null];

/** What the rows say of each skill. */
const skillRows = new Map<string, SkillRow>();

function labelOf(kind: string, id: string, facts: readonly Fact[]): string {
  if (kind === 'skill') return skillRows.get(id)?.label ?? id;
  if (kind === 'role') return facts.find((fact) => fact.role === id)?.roleLabel ?? id;
  if (kind === 'level') return facts.find((fact) => fact.level === id)?.levelLabel ?? id;
  if (kind !== 'company') return id;
  const spellings = truth.tally(facts, (fact) => [fact.company?.toLowerCase() === id ? fact.company : null]);
  return spellings[0]?.[0] ?? id;
}

describeEachDatabase('figures are true', (database) => {
  let rows: MarketRows;
  const facts = new Map<string | undefined, Fact[]>();
  beforeAll(async () => {
    rows = await storeMarket(database(), COUNT);
    for (const row of rows.skills) skillRows.set(row.skill, row);
    facts.set(undefined, truth.factsOf(rows));
    facts.set(OLD_TAXONOMY, truth.factsOf(rows, OLD_TAXONOMY));
  });
  const factsFor = (filter: PostingFilter): Fact[] => facts.get(filter.taxonomy) ?? [];
  const counted = (filter: PostingFilter): Fact[] => truth.select(factsFor(filter), filter).counted;

  it('the market is what it should be', () => {
    expect(rows.postings.length).toBeGreaterThan(3000);
    const here = counted({});
    expect(factsFor({}).length - here.length).toBeGreaterThan(200);
    expect(new Set(here.map(({ gap }) => gap)).size).toBe(4);
    expect(here.filter(({ confidence }) => confidence < UNCERTAIN_BELOW).length).toBeGreaterThan(100);
    expect(new Set(here.filter(({ pay }) => pay !== null).map(({ currency }) => currency)).size).toBe(4);
  });

  describe.each(FILTERS)('%s', (_, filter) => {
    let figures: MarketFigures;
    let here: Fact[];
    beforeAll(async () => {
      figures = await marketFigures(database(), filter, { top: TOP });
      here = counted(filter);
    });

    it('basis', () => {
      const { all } = truth.select(factsFor(filter), filter);
      const opened = here.map((fact) => fact.opened);
      const known = Object.fromEntries(
        DIMENSIONS.map((name) => [
          name,
          here.filter((fact) => truth.DIMENSION_OF[name]?.(fact) !== null).length,
        ]),
      );
      expect(here.length).toBeGreaterThan(50);
      const { period, filter: told, ...basis } = figures.basis;
      expect(canonicalFilter(told)).toBe(canonicalFilter(filter));
      expect(basis).toEqual({
        postings: here.length,
        copies: filter.copies === 'all' ? 'all' : 'once',
        furtherCopies: all.length - here.length,
        uncertain: here.filter(({ confidence }) => confidence < basis.uncertainBelow).length,
        uncertainBelow: basis.uncertainBelow,
        taxonomies: [{ version: filter.taxonomy ?? NEW_TAXONOMY, postings: here.length }],
        minCount: MIN,
        known: {
          ...known,
          pay: here.filter(({ pay }) => pay !== null).length,
          years: here.filter(({ years }) => years !== null).length,
          skills: here.filter(({ skills }) => skills.size > 0).length,
        },
      });
      expect([period?.from, period?.to].map((at) => Date.parse(at ?? ''))).toEqual([
        Math.min(...opened),
        Math.max(...opened),
      ]);
    });

    it('shares', () => {
      for (const name of DIMENSIONS) {
        const ids = truth.tally(here, idOf(name));
        const of = ids.reduce((sum, [, n]) => sum + n, 0);
        expect(
          differences(
            figures.shares[name],
            {
              of,
              coverage: of / here.length,
              distinct: ids.length,
              withheld: ids.filter(([, n]) => n < MIN).length,
              items: ids.flatMap(([id, n]) =>
                n < MIN ? [] : [{ id, label: labelOf(name, id, here), ...share(n, of) }],
              ),
            },
            name,
          ),
        ).toEqual([]);
      }
    });

    it('roles by levels', () => {
      const roles = truth.tally(here, idOf('role'));
      expect(
        differences(figures.rolesByLevels, {
          of: here.length,
          distinct: roles.length,
          withheld: roles.filter(([, n]) => n < MIN).length,
          items: roles.flatMap(([id, n]) => {
            const mine = here.filter(({ role }) => role === id);
            const levels = truth.tally(mine, idOf('level')).map(([level, m]) => [level, m < MIN ? null : m]);
            const family = mine[0]?.family;
            return n < MIN
              ? []
              : [
                  {
                    id,
                    label: labelOf('role', id, here),
                    family,
                    ...share(n, here.length),
                    levels: Object.fromEntries(levels),
                  },
                ];
          }),
        }),
      ).toEqual([]);
    });

    it('skills', () => {
      const rest = truth.restOf(factsFor(filter), filter);
      const narrowed = Object.keys(filter).some(
        (name) => !['copies', 'since', 'until', 'state', 'taxonomy'].includes(name),
      );
      expect(rest.length > 0).toBe(narrowed);
      const ids = truth.tally(here, idOf('skill'));
      const those = (list: Fact[], id: string, requirement?: string): number =>
        list.filter(({ skills }) =>
          requirement === undefined ? skills.has(id) : skills.get(id) === requirement,
        ).length;
      expect(
        differences(figures.skills, {
          of: here.length,
          coverage: here.filter(({ skills }) => skills.size > 0).length / here.length,
          distinct: ids.length,
          withheld: ids.filter(([, n]) => n < MIN).length,
          items: ids.flatMap(([id, n]) => {
            if (n < MIN) return [];
            const others = those(rest, id);
            return [
              {
                id,
                label: labelOf('skill', id, here),
                category: skillRows.get(id)?.category,
                ...share(n, here.length),
                required: those(here, id, 'required'),
                preferred: those(here, id, 'preferred'),
                lift:
                  others < MIN
                    ? null
                    : {
                        ...truth.ratioInterval(n, here.length, others, rest.length),
                        rest: { count: others, of: rest.length, share: others / rest.length },
                      },
              },
            ];
          }),
        }),
      ).toEqual([]);
    });

    it('skill pairs', () => {
      const among = truth.tally(here, idOf('skill')).slice(0, 30);
      const pairs = among.flatMap(([a, countA], i) =>
        among.slice(i + 1).map(([b, countB]) => {
          const both = here.filter(({ skills }) => skills.has(a) && skills.has(b)).length;
          const either = here.filter(({ skills }) => skills.has(a) || skills.has(b)).length;
          return {
            a: { id: a, label: labelOf('skill', a, here) },
            b: { id: b, label: labelOf('skill', b, here) },
            ...share(both, here.length),
            lift: both / here.length / (countA / here.length) / (countB / here.length),
            jaccard: both / either,
          };
        }),
      );
      const occurring = pairs.filter(({ count }) => count > 0);
      expect(
        differences(figures.skillPairs, {
          of: here.length,
          coverage: here.filter(({ skills }) => skills.size > 0).length / here.length,
          among: among.map(([id]) => ({ id, label: labelOf('skill', id, here) })),
          distinct: occurring.length,
          withheld: occurring.filter(({ count }) => count < MIN).length,
          items: occurring.filter(({ count }) => count >= MIN).sort((x, y) => y.count - x.count),
        }),
      ).toEqual([]);
    });

    it('pay', () => {
      const paid = here.filter(({ pay }) => pay !== null);
      const list = (idsOf: (fact: Fact) => (string | null)[], shown: (keyof Fact)[]) => {
        const key = (fact: Fact): string => JSON.stringify(idsOf(fact));
        const withIds = paid.filter((fact) => idsOf(fact).every((id) => id !== null));
        const cells = truth.tally(withIds, (fact) => [`${key(fact)} ${fact.currency}`]);
        return {
          distinct: cells.length,
          withheld: cells.filter(([, n]) => n < MIN).length,
          items: cells.flatMap(([cell, n]) => {
            const mine = withIds.filter((fact) => `${key(fact)} ${fact.currency}` === cell);
            const [first] = mine;
            if (n < MIN || first === undefined) return [];
            const of = here.filter((fact) => key(fact) === key(first)).length;
            return [
              {
                role: shown.includes('role') ? { id: first.role, label: first.roleLabel } : null,
                level: shown.includes('level') ? { id: first.level, label: first.levelLabel } : null,
                country: shown.includes('country') ? first.country : null,
                currency: first.currency,
                ...{ count: n, of, coverage: n / of },
                quantiles: truth.quantiles(mine.map(({ pay }) => pay ?? 0)),
              },
            ];
          }),
        };
      };
      const gap = (name: string): number => here.filter((fact) => fact.gap === name).length;
      expect(
        differences(figures.pay, {
          of: here.length,
          count: paid.length,
          coverage: paid.length / here.length,
          leftOut: { noPeriod: gap('period'), noCurrency: gap('currency'), neither: gap('both') },
          overall: list(() => [], []),
          byRole: list((f) => [f.role], ['role']),
          byLevel: list((f) => [f.level], ['level']),
          byRoleAndLevel: list((f) => [f.role, f.level], ['role', 'level']),
          byCountry: list((f) => [f.country], ['country']),
        }),
      ).toEqual([]);
    });

    it('years', () => {
      const cell = (id: string, label: string, of: Fact[]) => {
        const asked = of.flatMap(({ years }) => (years === null ? [] : [years]));
        return {
          ...{ id, label, count: asked.length, of: of.length, coverage: asked.length / of.length },
          quantiles: truth.quantiles(asked),
          distribution: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((years) => {
            const n = asked.filter((y) => y >= years && (years === 10 || y < years + 1)).length;
            return n > 0 && n < MIN
              ? { years, count: null, share: null, interval: null }
              : { years, ...share(n, asked.length) };
          }),
        };
      };
      const list = (name: 'role' | 'level') => {
        const ids = truth.tally(
          here.filter(({ years }) => years !== null),
          idOf(name),
        );
        return {
          distinct: ids.length,
          withheld: ids.filter(([, n]) => n < MIN).length,
          items: ids.flatMap(([id, n]) =>
            n < MIN
              ? []
              : [
                  cell(
                    id,
                    labelOf(name, id, here),
                    here.filter((fact) => fact[name] === id),
                  ),
                ],
          ),
        };
      };
      expect(
        differences(figures.years, {
          overall: cell('all', 'all', here),
          byRole: list('role'),
          byLevel: list('level'),
        }),
      ).toEqual([]);
    });

    it('time to close', async () => {
      const cell = (id: string, label: string, of: Fact[]) => {
        const seen = of
          .filter((fact) => fact.firstSeen - fact.opened <= 7 * DAY)
          .map((fact) => ({
            days: Math.max(0, Math.floor(((fact.closed ?? fact.lastSeen) - fact.opened) / DAY)),
            ended: fact.closed !== null,
          }));
        const curve = truth.survival(seen);
        return {
          ...{ id, label, count: seen.length, of: of.length, coverage: seen.length / of.length },
          closed: seen.filter(({ ended }) => ended).length,
          open: seen.filter(({ ended }) => !ended).length,
          quartiles: { p25: curve.quartile(0.75), p50: curve.quartile(0.5), p75: curve.quartile(0.25) },
          survival: [30, 60, 90].map(curve.at).filter((step) => step !== null),
        };
      };
      const list = (name: string) => {
        const ids = truth.tally(
          here.filter((fact) => truth.DIMENSION_OF[name]?.(fact) !== null),
          idOf(name),
        );
        const cells = ids
          .map(([id]) =>
            cell(
              id,
              name === 'company' ? '' : labelOf(name, id, here),
              here.filter((fact) => idOf(name)(fact)[0] === id),
            ),
          )
          .filter(({ count }) => count > 0);
        return {
          distinct: cells.length,
          withheld: cells.filter(({ count }) => count < MIN).length,
          items: cells
            .filter(({ count }) => count >= MIN)
            .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
        };
      };
      expect(
        differences(figures.timeToClose, {
          overall: cell('all', 'all', here),
          by: { role: list('role'), family: list('family'), level: list('level') },
        }),
      ).toEqual([]);
      const basis = await readBasis(database().orm, filter);
      const { by } = await timeToClose(database().orm, basis, TOP, ['company']);
      const companies = by.company ?? { distinct: 0, withheld: 0, items: [] };
      expect(
        differences(
          { ...companies, items: companies.items.map((item) => ({ ...item, label: '' })) },
          list('company'),
        ),
      ).toEqual([]);
    });

    it.each(['week', 'month'] as const)('trend by %s', async (unit) => {
      const of = [
        { by: 'role' as const, ids: ['backend-developer', 'platform-engineer', 'nobody'] },
        { by: 'country' as const, ids: ['DE', 'CH'] },
        { by: 'skill' as const, ids: ['java', 'nothing', 'java'] },
      ];
      const basis = await readBasis(database().orm, filter);
      const found = await trend(database().orm, basis, unit, of);
      expect(differences(found, trueTrend(factsFor(filter), filter, unit))).toEqual([]);
    });

    it('movers', async () => {
      const basis: Basis = await readBasis(database().orm, filter);
      const spans = {
        before: { from: '2025-11-20', to: '2026-01-11' },
        after: { from: '2026-02-01', to: '2026-04-01' },
      };
      const found = await movers(database().orm, basis, { top: TOP, spans });
      expect(differences(found, trueMovers(here, spans))).toEqual([]);
      expect(differences(figures.movers, figures.movers && trueMovers(here, figures.movers.spans))).toEqual(
        [],
      );
    });
  });

  it('movers take the last whole months of the data', async () => {
    const chosen = async (filter: PostingFilter) =>
      (await movers(database().orm, await readBasis(database().orm, filter), { top: 5 }))?.spans ?? null;
    // The last posting is of 23 June.
    const quarter = {
      before: { from: '2025-12-01', to: '2026-03-01' },
      after: { from: '2026-03-01', to: '2026-06-01' },
    };
    expect(await chosen({})).toEqual(quarter);
    expect(await chosen({ until: '2026-05-31' })).toEqual(quarter);
    expect(await chosen({ since: '2026-02-01' })).toEqual({
      before: { from: '2026-02-01', to: '2026-04-01' },
      after: { from: '2026-04-01', to: '2026-06-01' },
    });
    expect(await chosen({ since: '2026-04-02', until: '2026-06-10' })).toBeNull();
    expect(await chosen({ since: '2026-04-02', until: '2026-06-30' })).toBeNull();
    expect(await chosen({ since: '2026-04-01', until: '2026-06-10' })).toEqual({
      before: { from: '2026-04-01', to: '2026-05-01' },
      after: { from: '2026-05-01', to: '2026-06-01' },
    });
  });

  it('earlier verdicts are the same where no table can be made for them', async () => {
    const filter = { taxonomy: OLD_TAXONOMY, role: ['backend-developer'] };
    const read = (accessMode: 'read only' | 'read write') =>
      database().orm.transaction(
        async (tx) => {
          keepRows(tx);
          const { filter: known, ...basis } = await readBasis(tx, filter);
          const skills = await topSkills(tx, { ...basis, filter: known }, TOP);
          return { basis, skills, isKnown: FACTS in known };
        },
        { accessMode },
      );
    const [here, elsewhere] = [await read('read write'), await read('read only')];
    expect([here.isKnown, elsewhere.isKnown]).toEqual([true, false]);
    expect(elsewhere.basis).toEqual(here.basis);
    expect(elsewhere.skills).toEqual(here.skills);
  });

  it.each<[string, PostingFilter, PostingFilter]>([
    ['two families', { family: ['backend'] }, { family: ['cloud-devops'] }],
    ['a part and the whole', { country: ['DE'] }, {}],
    ['two periods', { since: '2025-10-01', until: '2025-12-31' }, { since: '2026-01-01' }],
    ['two taxonomies', { taxonomy: OLD_TAXONOMY }, {}],
    ['each copy and once', { copies: 'all', level: ['senior'] }, { level: ['senior'] }],
  ])('compares %s', async (_, filterA, filterB) => {
    const found = await inOneMoment(database(), async (tx) =>
      compare(tx, await readBasis(tx, filterA), await readBasis(tx, filterB), TOP),
    );
    const [a, b] = [counted(filterA), counted(filterB)];
    const list = (kind: string) => {
      const ids = new Set([...a, ...b].flatMap(idOf(kind)).filter((id) => id !== null));
      const count = (facts: Fact[], id: string) =>
        facts.filter((fact) => idOf(kind)(fact).includes(id)).length;
      const says = (facts: Fact[]) =>
        kind === 'skill' ? facts.length : facts.filter((fact) => idOf(kind)(fact)[0] !== null).length;
      const of = { a: says(a), b: says(b) };
      const cells = [...ids].map((id) => ({ id, inA: count(a, id), inB: count(b, id) }));
      const enough = cells.filter(({ inA, inB }) => inA >= MIN || inB >= MIN);
      const items = enough.map(({ id, inA, inB }) => {
        const interval = truth.differenceInterval(inA, of.a, inB, of.b) ?? { low: 0, high: 0 };
        const ratio = truth.ratioInterval(inA, of.a, inB, of.b);
        return {
          id,
          label: labelOf(kind, id, a.some((fact) => idOf(kind)(fact).includes(id)) ? a : b),
          a: { count: inA, share: inA / of.a },
          b: { count: inB, share: inB / of.b },
          difference: inA / of.a - inB / of.b,
          interval,
          ratio: inA < MIN || inB < MIN ? null : { value: ratio.ratio, interval: ratio.interval },
          sure: interval.low * interval.high > 0,
        };
      });
      const sum = (x: (typeof items)[number]) => x.a.share + x.b.share;
      items.sort((x, y) => sum(y) - sum(x) || (x.id < y.id ? -1 : 1));
      return { of, distinct: cells.length, withheld: cells.length - enough.length, items };
    };
    for (const name of DIMENSIONS) expect(differences(found.shares[name], list(name), name)).toEqual([]);
    expect(differences(found.skills, list('skill'), 'skills')).toEqual([]);
    const bothAll = filterA.copies === 'all' && filterB.copies === 'all';
    const keys = (facts: Fact[]) => new Set(facts.map((fact) => (bothAll ? fact.id : fact.key)));
    expect(found.common).toBe([...keys(a)].filter((key) => keys(b).has(key)).length);
    expect([found.a.postings, found.b.postings]).toEqual([a.length, b.length]);
  });

  function trueTrend(all: Fact[], filter: PostingFilter, unit: 'week' | 'month') {
    const { since, ...always } = filter;
    const [news, stock] = [counted(filter), counted(always)];
    const lastDay =
      Math.floor(Math.max(...all.map((fact) => Math.min(fact.opened, fact.firstSeen))) / DAY) * DAY;
    const dataUntil = Math.min(
      lastDay,
      filter.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(filter.until),
    );
    const begin = since === undefined ? Math.min(...news.map(({ opened }) => opened)) : Date.parse(since);
    const starts: Date[] = [];
    const date = new Date(Math.floor(begin / DAY) * DAY);
    if (unit === 'month') date.setUTCDate(1);
    else while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
    const step = (from: Date): Date => {
      const next = new Date(from);
      if (unit === 'month') next.setUTCMonth(next.getUTCMonth() + 1);
      else next.setUTCDate(next.getUTCDate() + 7);
      return next;
    };
    for (let at = date; at.getTime() <= dataUntil; at = step(at)) starts.push(at);
    const shown = starts.slice(-522);
    const day = (at: Date): string => at.toISOString().slice(0, 10);
    const within = (facts: Fact[], from: Date): Fact[] => {
      const to = step(from).getTime();
      return facts.filter(({ opened }) => opened >= from.getTime() && opened < to);
    };
    const open = (facts: Fact[], from: Date): Fact[] => {
      const to = step(from).getTime();
      return facts.filter(({ opened, closed }) => opened < to && !(closed !== null && closed < to));
    };
    const cell = (facts: Fact[], kind: string, id: string) => {
      const count = facts.filter((fact) => idOf(kind)(fact).includes(id)).length;
      const of =
        kind === 'skill' ? facts.length : facts.filter((fact) => idOf(kind)(fact)[0] !== null).length;
      if (count > 0 && count < MIN) return { count: null, of, share: null, interval: null };
      return of < MIN ? { count, of, share: null, interval: null } : { ...share(count, of), of };
    };
    const series = (kind: string, id: string) => ({
      by: kind,
      id,
      label: stock.some((fact) => idOf(kind)(fact).includes(id)) ? labelOf(kind, id, stock) : id,
      new: shown.map((from) => cell(within(news, from), kind, id)),
      open: shown.map((from) => cell(open(stock, from), kind, id)),
    });
    const [first, last] = [shown[0] ?? new Date(), shown.at(-1) ?? new Date()];
    return {
      by: unit,
      dataUntil: day(new Date(dataUntil)),
      periods: shown.map((from) => ({
        id: unit === 'month' ? day(from).slice(0, 7) : isoWeek(from),
        from: day(from),
        to: day(step(from)),
        partial:
          step(from).getTime() > dataUntil + DAY ||
          (since !== undefined && from.getTime() < Date.parse(since)),
        new: within(news, from).length,
        open: open(stock, from).length,
      })),
      before: news.filter(({ opened }) => opened < first.getTime()).length,
      after: news.filter(({ opened }) => opened >= step(last).getTime()).length,
      series: [
        series('role', 'backend-developer'),
        series('role', 'platform-engineer'),
        series('role', 'nobody'),
        series('country', 'DE'),
        series('country', 'CH'),
        series('skill', 'java'),
        series('skill', 'nothing'),
      ],
    };
  }

  function trueMovers(
    here: Fact[],
    spans: { before: { from: string; to: string }; after: { from: string; to: string } },
  ) {
    const within = ({ from, to }: { from: string; to: string }): Fact[] =>
      here.filter(({ opened }) => opened >= Date.parse(from) && opened < Date.parse(to));
    const [before, after] = [within(spans.before), within(spans.after)];
    const lists = MOVER_KINDS.map((kind) => {
      const says = (facts: Fact[]) =>
        kind === 'skill' ? facts.length : facts.filter((fact) => idOf(kind)(fact)[0] !== null).length;
      const [n1, n2] = [says(before), says(after)];
      const ids = [...new Set([...before, ...after].flatMap(idOf(kind)).filter((id) => id !== null))];
      const cells = ids.map((id) => {
        const [c1, c2] = [before, after].map(
          (facts) => facts.filter((f) => idOf(kind)(f).includes(id)).length,
        ) as [number, number];
        const interval = truth.differenceInterval(c2, n2, c1, n1) ?? { low: 0, high: 0 };
        const pooled = (c1 + c2) / (n1 + n2);
        const error = Math.sqrt((pooled * (1 - pooled)) / n1 + (pooled * (1 - pooled)) / n2);
        return {
          id,
          label: labelOf(kind, id, after.some((f) => idOf(kind)(f).includes(id)) ? after : before),
          before: { count: c1, share: c1 / n1 },
          after: { count: c2, share: c2 / n2 },
          change: c2 / n2 - c1 / n1,
          interval,
          z: error === 0 ? 0 : (c2 / n2 - c1 / n1) / error,
          sure: interval.low * interval.high > 0,
        };
      });
      const enough = cells.filter((cell) => Math.max(cell.before.count, cell.after.count) >= MIN);
      const order = (sign: number) => (x: { id: string; z: number }, y: { id: string; z: number }) =>
        sign * (y.z - x.z) || (x.id < y.id ? -1 : 1);
      const list = {
        of: { before: n1, after: n2 },
        distinct: cells.length,
        withheld: cells.length - enough.length,
        rising: n1 * n2 === 0 ? [] : enough.filter(({ change }) => change > 0).sort(order(1)),
        falling: n1 * n2 === 0 ? [] : enough.filter(({ change }) => change < 0).sort(order(-1)),
      };
      return [kind, list];
    });
    return { spans, postings: { before: before.length, after: after.length }, by: Object.fromEntries(lists) };
  }
});

/** The week whose Thursday is the n-th Thursday of its year. */
function isoWeek(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * DAY);
  let n = 0;
  for (
    const at = new Date(thursday);
    at.getUTCFullYear() === thursday.getUTCFullYear();
    at.setUTCDate(at.getUTCDate() - 7)
  )
    n += 1;
  return `${thursday.getUTCFullYear()}-W${String(n).padStart(2, '0')}`;
}
