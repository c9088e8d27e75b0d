-- Figures read two pieces of bytes a posting, pages of `query` one index: src/db/schema/facts.ts says why.
CREATE TABLE "fact_companies" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fact_companies_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"company" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "fact_companies_name" ON "fact_companies" USING btree ("source",md5("company"));--> statement-breakpoint
-- Made anew below: every row has another shape.
TRUNCATE posting_facts;--> statement-breakpoint
DROP INDEX "posting_facts_first_seen";--> statement-breakpoint
DROP INDEX "posting_facts_role";--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "company_number" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "lasting" integer NOT NULL;--> statement-breakpoint
-- 48 bytes. src/db/figures/decode.ts takes them apart.
CREATE FUNCTION rolemill_fact_head(
  verdict integer, other integer, company integer, lasting integer, years real, confidence real,
  opened timestamptz, closed timestamptz, pay double precision
) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  select int4send(verdict) || int4send(other) || int4send(company) || int4send(lasting)
    || float4send(coalesce(years, 'NaN')) || float4send(confidence) || timestamptz_send(opened)
    || coalesce(timestamptz_send(closed), '\x8000000000000000'::bytea) || float8send(coalesce(pay, 'NaN'))
$$;
--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "head" "bytea" GENERATED ALWAYS AS (rolemill_fact_head(verdict_terms, other_terms, company_number, lasting, years_min, role_confidence, opened, closed, pay_year)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "posting_facts_pages" ON "posting_facts" USING btree ("first_seen","posting_id","verdict_terms","other_terms","company_number","opened","closed","grouped","canonical_id");--> statement-breakpoint
-- How its company stands in fact_companies.
CREATE FUNCTION rolemill_company_name(p postings) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  select coalesce(nullif(btrim(p.company), ''), '')
$$;
--> statement-breakpoint
CREATE FUNCTION rolemill_number_companies(ids text[]) RETURNS void LANGUAGE sql AS $$
  insert into fact_companies (source, company)
  select distinct p.source, rolemill_company_name(p) from postings p
  where p.id = any(ids) and not exists (
    select from fact_companies known
    where known.source = p.source and md5(known.company) = md5(rolemill_company_name(p))
  )
  order by 1, 2 on conflict do nothing;
$$;
--> statement-breakpoint
-- Whole days that a posting was open, `until` being when it was closed or last seen; -1 where it was first seen more than 7
-- days after it was opened: its start was not seen.
CREATE FUNCTION rolemill_lasting(opened timestamptz, first_seen timestamptz, until timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
  select case when first_seen - opened <= interval '7 days'
    then greatest(0, floor(date_part('epoch', coalesce(until, first_seen) - opened) / 86400))::int else -1 end
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_facts(ids text[], version text) RETURNS SETOF posting_facts LANGUAGE sql STABLE AS $$
  select p.id, k.canonical_id,
    k.canonical_id is not null or exists (select from posting_copies m where m.canonical_id = p.id),
    c.taxonomy, p.source, nullif(btrim(p.company), ''), c.country, c.region, c.city, c.remote, c.employment_type,
    c.language, c.role, c.role_label, c.role_confidence, c.family, c.level, c.level_label, c.band, c.years_min,
    y.pay_year, c.salary_currency, rolemill_pay_gap(c),
    o.opened, p.first_seen, l.closed, coalesce(s.skills, '{}'),
    int2send(s.named) || int2send(s.required) || int2send(s.preferred) || coalesce(s.codes, ''), v.number, t.number,
    w.number, o.lasting,
    rolemill_fact_head(v.number, t.number, w.number, o.lasting, c.years_min, c.role_confidence, o.opened, l.closed, y.pay_year)
  from postings p
    join classifications c on c.posting_id = p.id and case when version is null then c.current else c.taxonomy = version end
    join fact_terms v on v.terms = rolemill_verdict_terms(c)
    join fact_terms t on t.terms = rolemill_other_terms(c)
    join fact_companies w on w.source = p.source and md5(w.company) = md5(rolemill_company_name(p))
    left join posting_copies k on k.posting_id = p.id
    left join lateral (
      select case when bool_and(closed_at is not null) then max(closed_at) end as closed, max(last_seen) as last_seen
      from posting_sources where posting_id = p.id
    ) l on true
    cross join lateral (
      select case when c.salary_currency is not null
        then rolemill_pay_year(c.salary_min, c.salary_max, c.salary_period) end as pay_year
    ) y
    cross join lateral (
      select coalesce(p.posted_at, p.first_seen) as opened,
        rolemill_lasting(coalesce(p.posted_at, p.first_seen), p.first_seen, coalesce(l.closed, l.last_seen)) as lasting
    ) o
    left join lateral (
      select count(*)::int2 as named, (count(*) filter (where s.requirement = 'required'))::int2 as required,
        (count(*) filter (where s.requirement = 'preferred'))::int2 as preferred,
        array_agg(n.number order by s.position) as skills,
        string_agg(int2send(n.number), ''
          order by case s.requirement when 'required' then 0 when 'preferred' then 1 else 2 end, s.position) as codes
      from posting_skills s join skill_numbers n on n.skill = s.skill
      where s.posting_id = c.posting_id and s.taxonomy = c.taxonomy
    ) s on true
  where p.id = any(ids)
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_refresh_facts(ids text[]) RETURNS void LANGUAGE sql AS $$
  insert into skill_numbers (skill, label, category)
  select s.skill, min(s.label), min(s.category)
  from classifications c join posting_skills s on s.posting_id = c.posting_id and s.taxonomy = c.taxonomy
    left join skill_numbers n on n.skill = s.skill
  where c.posting_id = any(ids) and c.current
    and (n.skill is null or (n.label, n.category) is distinct from (s.label, s.category))
  group by s.skill order by s.skill
  on conflict (skill) do update set label = excluded.label, category = excluded.category;

  -- Of earlier verdicts too: figures of their taxonomy read them.
  insert into fact_terms (terms)
  select distinct t.terms from classifications c cross join lateral (
    values (rolemill_verdict_terms(c)), (rolemill_other_terms(c))
  ) t(terms)
  where c.posting_id = any(ids) and not exists (select from fact_terms known where known.terms = t.terms)
  order by 1 on conflict do nothing;

  select rolemill_number_companies(ids);

  -- Before the statement that makes them, so that it sees what another writer of them has just committed.
  select from posting_facts where posting_id = any(ids) order by posting_id for update;

  insert into posting_facts (
    posting_id, canonical_id, grouped, taxonomy, source, company, country, region, city, remote, employment_type,
    language, role, role_label, role_confidence, family, level, level_label, band, years_min, pay_year, pay_currency,
    pay_gap, opened, first_seen, closed, skills, skill_codes, verdict_terms, other_terms, company_number, lasting
  )
  select posting_id, canonical_id, grouped, taxonomy, source, company, country, region, city, remote, employment_type,
    language, role, role_label, role_confidence, family, level, level_label, band, years_min, pay_year, pay_currency,
    pay_gap, opened, first_seen, closed, skills, skill_codes, verdict_terms, other_terms, company_number, lasting
  from rolemill_facts(ids, null) order by 1
  on conflict (posting_id) do update set
    canonical_id = excluded.canonical_id, grouped = excluded.grouped, taxonomy = excluded.taxonomy,
    source = excluded.source, company = excluded.company, country = excluded.country,
    region = excluded.region, city = excluded.city, remote = excluded.remote,
    employment_type = excluded.employment_type, language = excluded.language, role = excluded.role,
    role_label = excluded.role_label, role_confidence = excluded.role_confidence, family = excluded.family,
    level = excluded.level, level_label = excluded.level_label, band = excluded.band,
    years_min = excluded.years_min, pay_year = excluded.pay_year, pay_currency = excluded.pay_currency,
    pay_gap = excluded.pay_gap,
    opened = excluded.opened, first_seen = excluded.first_seen, closed = excluded.closed,
    skills = excluded.skills, skill_codes = excluded.skill_codes, verdict_terms = excluded.verdict_terms,
    other_terms = excluded.other_terms, company_number = excluded.company_number, lasting = excluded.lasting;
$$;
--> statement-breakpoint
-- Whether the listings of postings were closed, and how long they lasted. Two transactions may each close one of two
-- listings: the rows are locked by statements of their own, so that the one that counts sees what the other has committed
-- (on the snapshot that it waited with, each would find the other's listing open). A posting whose facts are being made is
-- locked by who makes them; so postings come first, then facts, each in the order of ids.
CREATE FUNCTION rolemill_follow_listings(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform from postings where id = any(ids) order by id for no key update;
  perform from posting_facts where posting_id = any(ids) order by posting_id for update;
  update posting_facts f set closed = l.closed,
    lasting = rolemill_lasting(f.opened, f.first_seen, coalesce(l.closed, l.last_seen))
  from (select unnest(ids) as id) mine cross join lateral (
    select case when bool_and(closed_at is not null) then max(closed_at) end as closed, max(last_seen) as last_seen
    from posting_sources where posting_id = mine.id
  ) l
  where f.posting_id = mine.id and (f.closed, f.lasting) is distinct from
    (l.closed, rolemill_lasting(f.opened, f.first_seen, coalesce(l.closed, l.last_seen)));
end $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_listings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  -- What has no facts yet gets them from who classifies it.
  ids text[] := array(select c.posting_id from changed c join posting_facts f on f.posting_id = c.posting_id);
begin
  if cardinality(ids) > 0 then perform rolemill_follow_listings(ids); end if;
  return null;
end $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_listings_moved() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  -- Closed or found back, or seen on a later day than before: most sightings change nothing, and lock nothing.
  ids text[] := array(
    select c.posting_id
    from changed c join before b on b.posting_id = c.posting_id and b.source_id = c.source_id
      left join posting_facts f on f.posting_id = c.posting_id
    where c.closed_at is distinct from b.closed_at or (
      c.last_seen is distinct from b.last_seen and f.closed is null and f.lasting >= 0
      and f.lasting <> rolemill_lasting(f.opened, f.first_seen, c.last_seen)
    )
  );
begin
  if cardinality(ids) > 0 then perform rolemill_follow_listings(ids); end if;
  return null;
end $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_postings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  ids text[] := array(
    select c.id from changed c join before b on b.id = c.id
    where (c.source, c.company, c.posted_at, c.first_seen) is distinct from (b.source, b.company, b.posted_at, b.first_seen)
  );
begin
  if cardinality(ids) = 0 then return null; end if;
  perform rolemill_number_companies(ids);
  perform from posting_facts where posting_id = any(ids) order by posting_id for update;
  update posting_facts f set source = p.source, company = nullif(btrim(p.company), ''),
    opened = coalesce(p.posted_at, p.first_seen), first_seen = p.first_seen, company_number = w.number,
    lasting = rolemill_lasting(coalesce(p.posted_at, p.first_seen), p.first_seen, coalesce(l.closed, l.last_seen))
  from postings p
    join fact_companies w on w.source = p.source and md5(w.company) = md5(rolemill_company_name(p))
    cross join lateral (
      select case when bool_and(closed_at is not null) then max(closed_at) end as closed, max(last_seen) as last_seen
      from posting_sources where posting_id = p.id
    ) l
  where p.id = any(ids) and f.posting_id = p.id;
  return null;
end $$;
--> statement-breakpoint
SELECT rolemill_refresh_facts(array(select posting_id from classifications where current order by posting_id));
