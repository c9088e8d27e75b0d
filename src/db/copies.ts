import { sql } from 'drizzle-orm';
import { fingerprint } from '../domain/copies/fingerprint.js';
import { groupCopies } from '../domain/copies/grouping.js';
import type { Posting } from '../domain/posting.js';
import { cleanJson } from './clean.js';
import type { Database } from './database.js';

type Transaction = Pick<Database['orm'], 'execute'>;

/** Any fixed number that no other lock has: "role" as ASCII, then a serial (migrate.ts has 1). */
const LOCK_KEY = 0x726f6c65_02n.toString();

type MemberRow = {
  posting_id: string;
  key: string;
  signature: Uint8Array | null;
  canonical_id: string | null;
  first_seen: string;
};

/**
 * Says of postings, new or changed, which they are copies of, and of those that share their company and title, now or
 * before, anew. To be the last statements of a transaction: one at a time groups, so whoever groups sees what all
 * before it stored, and the result is the same in whatever order and by however many workers postings come in.
 * @returns ids of the postings whose group is another one than before, theirs and those they were and are copies of.
 */
export async function regroup(tx: Transaction, postings: readonly Posting[]): Promise<string[]> {
  if (postings.length === 0) return [];
  const incoming = postings.map((posting) => {
    const { key, signature } = fingerprint(posting);
    return {
      posting_id: posting.id,
      key,
      signature: signature === null ? null : Buffer.from(signature).toString('base64'),
    };
  });
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY}::bigint)`);
  const touched = await tx.execute<{ key: string }>(sql`
    with incoming as (
      select posting_id, md5(key)::uuid as key, decode(signature, 'base64') as signature
      from json_to_recordset(${cleanJson(incoming)}::json) as i (posting_id text, key text, signature text)
    ), before as (
      select k.posting_id, k.key from posting_copies k join incoming i using (posting_id)
    ), written as (
      insert into posting_copies (posting_id, key, signature) select posting_id, key, signature from incoming
      on conflict (posting_id) do update set key = excluded.key, signature = excluded.signature
      where (posting_copies.key, posting_copies.signature) is distinct from (excluded.key, excluded.signature)
      returning posting_id, key
    )
    select key from written union select b.key from before b join written w using (posting_id)
  `);
  if (touched.length === 0) return [];
  const members = await tx.execute<MemberRow>(sql`
    select m.posting_id, m.key, m.signature, m.canonical_id, p.first_seen
    from (
      select *, count(*) over (partition by key) as together from posting_copies
      where key = any(${sql.param(touched.map((row) => row.key))}::uuid[])
    ) m join postings p on p.id = m.posting_id
    where m.together > 1 or m.canonical_id is not null
  `);
  const moved = regrouped(members);
  if (moved.length === 0) return [];
  await tx.execute(sql`
    update posting_copies k set canonical_id = i.canonical_id
    from json_to_recordset(${cleanJson(moved)}::json) as i (posting_id text, canonical_id text)
    where k.posting_id = i.posting_id
  `);
  const touchedIds = moved.flatMap(({ posting_id, before, canonical_id }) => [
    posting_id,
    before,
    canonical_id,
  ]);
  return [...new Set(touchedIds.filter((id) => id !== null))];
}

interface Move {
  posting_id: string;
  before: string | null;
  canonical_id: string | null;
}

/** The members whose canonical posting is another one than before. */
function regrouped(members: readonly MemberRow[]): Move[] {
  const canonical = new Map<string, string>();
  for (const rows of byKey(members).values()) {
    const comparable = rows.flatMap(({ posting_id, first_seen, signature }) =>
      signature === null ? [] : [{ id: posting_id, firstSeen: first_seen, signature }],
    );
    for (const [id, of] of groupCopies(comparable)) if (of !== id) canonical.set(id, of);
  }
  return members
    .map(({ posting_id, canonical_id }) => ({
      posting_id,
      before: canonical_id,
      canonical_id: canonical.get(posting_id) ?? null,
    }))
    .filter(({ before, canonical_id }) => before !== canonical_id);
}

/** Not `Map.groupBy`: Node 20 has none. */
function byKey(members: readonly MemberRow[]): Map<string, MemberRow[]> {
  const groups = new Map<string, MemberRow[]>();
  for (const member of members) {
    const group = groups.get(member.key);
    if (group === undefined) groups.set(member.key, [member]);
    else group.push(member);
  }
  return groups;
}
