CREATE TABLE "posting_facts" (
	"posting_id" text PRIMARY KEY NOT NULL,
	"canonical_id" text,
	"grouped" boolean DEFAULT false NOT NULL,
	"taxonomy" text NOT NULL,
	"source" text NOT NULL,
	"company" text,
	"country" text,
	"region" text,
	"city" text,
	"remote" text,
	"employment_type" text,
	"language" text,
	"role" text NOT NULL,
	"role_label" text NOT NULL,
	"role_confidence" real NOT NULL,
	"family" text NOT NULL,
	"level" text NOT NULL,
	"level_label" text NOT NULL,
	"band" text NOT NULL,
	"years_min" real,
	"pay_year" double precision,
	"pay_currency" text,
	"pay_gap" text,
	"opened" timestamp with time zone NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"closed" timestamp with time zone,
	"skills" smallint[] NOT NULL,
	"required" smallint[] NOT NULL,
	"preferred" smallint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_numbers" (
	"number" smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "skill_numbers_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1),
	"skill" text NOT NULL,
	"label" text NOT NULL,
	"category" text NOT NULL,
	CONSTRAINT "skill_numbers_skill" UNIQUE("skill")
);
--> statement-breakpoint
ALTER TABLE "posting_facts" ADD CONSTRAINT "posting_facts_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_facts_first_seen" ON "posting_facts" USING btree ("first_seen","posting_id");--> statement-breakpoint
CREATE INDEX "posting_facts_canonical" ON "posting_facts" USING btree ("canonical_id") WHERE "posting_facts"."canonical_id" is not null;--> statement-breakpoint
-- Pay of a year: 2,080 hours, 260 days, 52 weeks or 12 months of full-time work; no period, no figure.
CREATE FUNCTION rolemill_pay_year(low double precision, high double precision, period text) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$
  select case when low is null and high is null then null
    else (coalesce(low, high) + coalesce(high, low)) / 2 end
    * case period when 'year' then 1 when 'month' then 12 when 'week' then 52 when 'day' then 260 when 'hour' then 2080 end
$$;
--> statement-breakpoint
-- The facts of these postings from what is stored of them, by their present verdicts or by those of one taxonomy; those
-- without such a verdict have none.
CREATE FUNCTION rolemill_facts(ids text[], version text) RETURNS SETOF posting_facts LANGUAGE sql STABLE AS $$
  select p.id, k.canonical_id,
    k.canonical_id is not null or exists (select from posting_copies m where m.canonical_id = p.id),
    c.taxonomy, p.source, nullif(btrim(p.company), ''), c.country, c.region, c.city, c.remote, c.employment_type,
    c.language, c.role, c.role_label, c.role_confidence, c.family, c.level, c.level_label, c.band, c.years_min,
    case when c.salary_currency is not null then rolemill_pay_year(c.salary_min, c.salary_max, c.salary_period) end,
    c.salary_currency,
    case when coalesce(c.salary_min, c.salary_max) is not null then case
      when c.salary_period is null and c.salary_currency is null then 'both'
      when c.salary_period is null then 'period' when c.salary_currency is null then 'currency' end end,
    coalesce(p.posted_at, p.first_seen), p.first_seen, l.closed,
    coalesce(s.skills, '{}'), coalesce(s.required, '{}'), coalesce(s.preferred, '{}')
  from postings p
    join classifications c on c.posting_id = p.id and case when version is null then c.current else c.taxonomy = version end
    left join posting_copies k on k.posting_id = p.id
    left join lateral (
      select case when bool_and(closed_at is not null) then max(closed_at) end as closed
      from posting_sources where posting_id = p.id
    ) l on true
    left join lateral (
      select array_agg(n.number order by s.position) as skills,
        array_agg(n.number order by s.position) filter (where s.requirement = 'required') as required,
        array_agg(n.number order by s.position) filter (where s.requirement = 'preferred') as preferred
      from posting_skills s join skill_numbers n on n.skill = s.skill
      where s.posting_id = c.posting_id and s.taxonomy = c.taxonomy
    ) s on true
  where p.id = any(ids)
$$;
--> statement-breakpoint
CREATE FUNCTION rolemill_refresh_facts(ids text[]) RETURNS void LANGUAGE sql AS $$
  insert into skill_numbers (skill, label, category)
  select s.skill, min(s.label), min(s.category)
  from classifications c join posting_skills s on s.posting_id = c.posting_id and s.taxonomy = c.taxonomy
    left join skill_numbers n on n.skill = s.skill
  where c.posting_id = any(ids) and c.current
    and (n.skill is null or (n.label, n.category) is distinct from (s.label, s.category))
  group by s.skill order by s.skill
  on conflict (skill) do update set label = excluded.label, category = excluded.category;

  insert into posting_facts select * from rolemill_facts(ids, null) order by 1
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
    skills = excluded.skills, required = excluded.required, preferred = excluded.preferred;
$$;
--> statement-breakpoint
CREATE FUNCTION rolemill_listings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  with mine as (
    select f.posting_id from posting_facts f
    where f.posting_id in (select posting_id from changed) order by f.posting_id for update
  )
  update posting_facts f set closed = l.closed
  from mine cross join lateral (
    select case when bool_and(closed_at is not null) then max(closed_at) end as closed
    from posting_sources where posting_id = mine.posting_id
  ) l
  where f.posting_id = mine.posting_id and f.closed is distinct from l.closed;
  return null;
end $$;
--> statement-breakpoint
CREATE FUNCTION rolemill_listings_moved() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  with mine as (
    select f.posting_id from posting_facts f where f.posting_id in (
      select c.posting_id from changed c join before b on b.posting_id = c.posting_id and b.source_id = c.source_id
      where c.closed_at is distinct from b.closed_at
    ) order by f.posting_id for update
  )
  update posting_facts f set closed = l.closed
  from mine cross join lateral (
    select case when bool_and(closed_at is not null) then max(closed_at) end as closed
    from posting_sources where posting_id = mine.posting_id
  ) l
  where f.posting_id = mine.posting_id and f.closed is distinct from l.closed;
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER rolemill_listings_changed AFTER INSERT ON posting_sources
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rolemill_listings_changed();
--> statement-breakpoint
CREATE TRIGGER rolemill_listings_moved AFTER UPDATE ON posting_sources
REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rolemill_listings_moved();
--> statement-breakpoint
CREATE FUNCTION rolemill_postings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  with mine as (
    select f.posting_id from posting_facts f where f.posting_id in (
      select c.id from changed c join before b on b.id = c.id
      where (c.source, c.company, c.posted_at, c.first_seen)
        is distinct from (b.source, b.company, b.posted_at, b.first_seen)
    ) order by f.posting_id for update
  )
  update posting_facts f set source = p.source, company = nullif(btrim(p.company), ''),
    opened = coalesce(p.posted_at, p.first_seen), first_seen = p.first_seen
  from mine join postings p on p.id = mine.posting_id where f.posting_id = mine.posting_id;
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER rolemill_postings_changed AFTER UPDATE ON postings
REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rolemill_postings_changed();
--> statement-breakpoint
SELECT rolemill_refresh_facts(array(select posting_id from classifications where current order by posting_id));
