/** How a stored posting stands: since when it is known, whether it is open, where else it was posted. */
import { sql } from 'drizzle-orm';
import { isoInstant } from './clean.js';
import type { Database } from './database.js';

export interface Standing {
  /** ISO 8601, UTC. */
  firstSeen: string;
  lastSeen: string;
  /** When the last source that listed it did so no more; null while it is open. */
  closedAt: string | null;
  /** The posting it is a copy of; null for one that is none. */
  canonicalId: string | null;
  /** How many other postings are copies of the same. */
  copies: number;
  /** Of all copies: where they were listed, and their places as written. */
  sources: string[];
  locations: string[];
}

/** A posting that is the same as another one: re-posted, or from another source. */
export interface Copy {
  id: string;
  canonical: boolean;
  title: string;
  location: string | null;
  url: string | null;
  firstSeen: string;
  closedAt: string | null;
  sources: string[];
}

type Reader = Pick<Database['orm'], 'execute'>;

const CLOSED_AT = sql.raw(`(
  select case when bool_and(l.closed_at is not null) then max(l.closed_at) end
  from posting_sources l where l.posting_id = p.id
)`);

/** The members of the group whose canonical posting is `asked.root`. */
const GROUP = sql.raw(`(
  select asked.root as id union all select k.posting_id from posting_copies k where k.canonical_id = asked.root
)`);

/** Of each posting how it stands; ids that are not stored are left out. */
export async function readStandings(d: Reader, ids: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await d.execute<StandingRow>(sql`
    select p.id, p.first_seen, p.last_seen, ${CLOSED_AT} as closed_at, asked.canonical_id,
      (select count(*)::int - 1 from ${GROUP} g join postings q on q.id = g.id) as copies,
      (
        select coalesce(json_agg(distinct s.locator order by s.locator), '[]')
        from ${GROUP} g join posting_sources l on l.posting_id = g.id join sources s on s.id = l.source_id
      ) as sources,
      (
        select coalesce(json_agg(distinct q.location_raw order by q.location_raw), '[]')
        from ${GROUP} g join postings q on q.id = g.id where q.location_raw is not null
      ) as locations
    from postings p left join posting_copies own on own.posting_id = p.id
      cross join lateral (select coalesce(own.canonical_id, p.id) as root, own.canonical_id) asked
    where p.id = any(${sql.param([...ids])}::text[])
  `);
  return new Map(
    rows.map(({ id, first_seen, last_seen, closed_at, canonical_id, ...same }) => [
      id,
      {
        firstSeen: isoInstant(first_seen),
        lastSeen: isoInstant(last_seen),
        closedAt: isoInstant(closed_at),
        canonicalId: canonical_id,
        ...same,
      },
    ]),
  );
}

/** The other copies of a posting, the canonical one first, then as they were seen. */
export async function readCopies(d: Reader, id: string): Promise<Copy[]> {
  const rows = await d.execute<CopyRow>(sql`
    select p.id, p.id = asked.root as canonical, p.title, p.location_raw as location, p.url, p.first_seen,
      ${CLOSED_AT} as closed_at,
      (
        select coalesce(json_agg(s.locator order by s.locator), '[]')
        from posting_sources l join sources s on s.id = l.source_id where l.posting_id = p.id
      ) as sources
    from (
      select coalesce((select canonical_id from posting_copies where posting_id = ${id}), ${id}) as root
    ) asked cross join lateral ${GROUP} g join postings p on p.id = g.id
    where p.id <> ${id}
    order by canonical desc, p.first_seen, p.id
  `);
  return rows.map(({ first_seen, closed_at, ...same }) => ({
    ...same,
    firstSeen: isoInstant(first_seen),
    closedAt: isoInstant(closed_at),
  }));
}

type StandingRow = Pick<Standing, 'copies' | 'sources' | 'locations'> & {
  id: string;
  first_seen: string;
  last_seen: string;
  closed_at: string | null;
  canonical_id: string | null;
};
type CopyRow = Omit<Copy, 'firstSeen' | 'closedAt'> & { first_seen: string; closed_at: string | null };
