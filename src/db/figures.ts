/** The numbers of the market report. */
import { type SQL, sql } from 'drizzle-orm';
import { UsageError } from '../domain/errors.js';
import { UNCERTAIN_BELOW } from '../domain/verdict.js';
import type { Database } from './database.js';
import { type PostingFilter, SEEN_AT } from './filter.js';
import { matching } from './matching.js';

/** A count and its share (0–1) of the denominator that the list it stands in names. */
export interface Figure {
  id: string;
  label: string;
  count: number;
  share: number;
}

export interface FigureList<T extends Figure = Figure> {
  /** What the shares are shares of. */
  of: number;
  /** How many different ones there are; `items` may hold only the top of them. */
  distinct: number;
  /** Most frequent first, then by id. */
  items: T[];
}

export interface MarketFigures {
  /** Of the whole store, whatever the filter. */
  totals: { postings: number; classified: number; pending: number; failed: number };
  /** Postings with a verdict that the filter takes: the denominator of roles, levels, families, bands and skills. */
  matching: number;
  /** Copies of these that the filter takes too and that are not counted, in no denominator; 0 with `copies: 'all'`. */
  furtherCopies: number;
  /** How many of these have a role that is only the best guess: see `UNCERTAIN_BELOW`. */
  uncertain: number;
  /** First and last posting date (else first seen) of the matching ones, ISO 8601; null when there are none. */
  period: { from: string; to: string } | null;
  /** `levels`: level id -> count. */
  roles: FigureList<Figure & { family: string; levels: Record<string, number> }>;
  levels: FigureList<Figure & { band: string }>;
  families: FigureList;
  bands: FigureList;
  /** Shares of all matching postings. `required`: how many of `count` ask for it as a requirement. */
  skills: FigureList<Figure & { category: string; required: number }>;
  /** Shares of the postings that name a company. Spellings that differ in case only are one; the label is the commonest. */
  companies: FigureList;
  /** Shares of the postings whose country is known. */
  countries: FigureList;
  /** Shares of the postings that say how remote they are. */
  remote: FigureList;
}

/**
 * All figures in one statement, so that they are of one moment and add up. The filter is evaluated once.
 * @param options.top bounds skills, companies and countries; 1 to 10,000.
 * @throws UsageError for a bad filter or `top`.
 */
export async function marketFigures(
  d: Database,
  filter: PostingFilter,
  options: { top: number },
): Promise<MarketFigures> {
  const { top } = options;
  if (!Number.isInteger(top) || top < 1 || top > 10_000) {
    throw new UsageError(`top: expected a whole number from 1 to 10000, got ${top}`);
  }
  const fitting = matching(filter);
  const [row] = await d.orm.execute<FiguresRow>(sql`
    with fitting as materialized (
      select ${fitting.group} as counted_as, p.first_seen, p.id, btrim(p.company) as company, ${SEEN_AT} as at, c.taxonomy, c.role, c.role_label, c.family,
        c.level, c.level_label, c.band, c.country, c.remote, c.role_confidence
      ${fitting.rows}
    ), m as materialized (
      select distinct on (counted_as) * from fitting order by counted_as, first_seen, id
    )
    select
      (select json_build_object('postings', count(*), 'classified', count(*) filter (where state = 'classified'),
        'pending', count(*) filter (where state = 'pending'), 'failed', count(*) filter (where state = 'failed'))
        from postings) as totals,
      (select json_build_object('all', count(*), 'company', count(*) filter (where company <> ''),
        'country', count(country), 'remote', count(remote),
        'uncertain', count(*) filter (where role_confidence < ${UNCERTAIN_BELOW}::real), 'from', ${utc(sql`min(at)`)}, 'to', ${utc(sql`max(at)`)})
        from m) as known,
      ((select count(*) from fitting) - (select count(*) from m))::int as further,
      ${list(sql`role as id, min(role_label) as label, min(family) as family, count(*) as count from m group by role`)}
        as roles,
      (select coalesce(json_agg(x), '[]') from (select role, level, count(*) as count from m group by role, level) x)
        as cells,
      ${list(sql`level as id, min(level_label) as label, min(band) as band, count(*) as count from m group by level`)}
        as levels,
      ${list(sql`family as id, family as label, count(*) as count from m group by family`)} as families,
      ${list(sql`band as id, band as label, count(*) as count from m group by band`)} as bands,
      ${list(
        sql`s.skill as id, min(s.label) as label, min(s.category) as category, count(*) as count,
          count(*) filter (where s.requirement = 'required') as required
          from m join posting_skills s on s.posting_id = m.id and s.taxonomy = m.taxonomy group by s.skill`,
        top,
      )} as skills,
      ${list(
        sql`lower(company) as id, mode() within group (order by company) as label, count(*) as count
          from m where company <> '' group by lower(company)`,
        top,
      )} as companies,
      ${list(sql`country as id, country as label, count(*) as count from m where country is not null group by country`, top)}
        as countries,
      ${list(sql`remote as id, remote as label, count(*) as count from m where remote is not null group by remote`)} as remote
  `);
  if (row === undefined) throw new Error('an aggregate returned no row');
  return toFigures(row);
}

/** `{distinct, items}` of a grouped select with `id` and `count`. */
function list(grouped: SQL, top?: number): SQL {
  return sql`(
    select json_build_object('distinct', coalesce(max("distinct"), 0), 'items', coalesce(json_agg(x order by place), '[]'))
    from (
      select g.*, count(*) over () as "distinct", row_number() over (order by g.count desc, g.id) as place
      from (select ${grouped}) g order by place ${top === undefined ? sql`` : sql`limit ${top}`}
    ) x
  )`;
}

function utc(instant: SQL): SQL {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

type Counted = { id: string; label: string; count: number };
type Counts<T = unknown> = { distinct: number; items: (Counted & T)[] };
type FiguresRow = {
  totals: MarketFigures['totals'];
  further: number;
  known: {
    all: number;
    company: number;
    country: number;
    remote: number;
    uncertain: number;
    from: string | null;
    to: string | null;
  };
  roles: Counts<{ family: string }>;
  cells: { role: string; level: string; count: number }[];
  levels: Counts<{ band: string }>;
  families: Counts;
  bands: Counts;
  skills: Counts<{ category: string; required: number }>;
  companies: Counts;
  countries: Counts;
  remote: Counts;
};

function toFigures(row: FiguresRow): MarketFigures {
  const { all, company, country, remote, uncertain, from, to } = row.known;
  const levelsOf = (role: string): Record<string, number> =>
    Object.fromEntries(
      row.cells.filter((cell) => cell.role === role).map((cell) => [cell.level, cell.count]),
    );
  const plain = ({ id, label, count }: Counted, of: number): Figure => ({
    id,
    label,
    count,
    share: ratio(count, of),
  });
  const listOf = <T, F extends Figure>(
    counts: Counts<T>,
    of: number,
    make: (item: Counted & T) => F,
  ): FigureList<F> => ({
    of,
    distinct: counts.distinct,
    items: counts.items.map(make),
  });
  const plainList = (counts: Counts, of: number): FigureList => listOf(counts, of, (item) => plain(item, of));
  return {
    totals: row.totals,
    matching: all,
    furtherCopies: row.further,
    uncertain,
    period: from === null || to === null ? null : { from, to },
    roles: listOf(row.roles, all, (r) => ({ ...plain(r, all), family: r.family, levels: levelsOf(r.id) })),
    levels: listOf(row.levels, all, (l) => ({ ...plain(l, all), band: l.band })),
    families: plainList(row.families, all),
    bands: plainList(row.bands, all),
    skills: listOf(row.skills, all, (s) => ({
      ...plain(s, all),
      category: s.category,
      required: s.required,
    })),
    companies: plainList(row.companies, company),
    countries: plainList(row.countries, country),
    remote: plainList(row.remote, remote),
  };
}

function ratio(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}
