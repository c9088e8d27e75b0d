-- Words of postings, by which they are found: src/db/schema/words.ts. Here each posting that has facts gets its row and number, which
-- takes some seconds for 200,000; the words themselves are cut after it (src/db/words.ts), in pieces, since that takes minutes.
CREATE TABLE "posting_words" (
	"posting_id" text PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "posting_words_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"words" text,
	"room" text DEFAULT repeat(' ', 2100) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "word_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "word_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
ALTER TABLE "posting_words" ALTER COLUMN "room" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "posting_words" ALTER COLUMN "words" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "posting_words" SET (toast_tuple_target = 128);--> statement-breakpoint
-- In PL/pgSQL, so that it is not written out in place and keeps its cost: beside it a look into the index is always cheaper.
CREATE FUNCTION rolemill_words(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
begin
  return array_to_tsvector(string_to_array(words, ' '));
end $$;
--> statement-breakpoint
-- The rows that figures read once more, numbered, and in another order of columns (src/db/schema/facts.ts says why), which PostgreSQL
-- gives a new table alone. Views that others have made of market_all_postings stay: it is replaced before the old table goes.
ALTER TABLE "posting_facts" RENAME TO "posting_facts_before";--> statement-breakpoint
DROP FUNCTION rolemill_facts(text[], text);--> statement-breakpoint
CREATE TABLE "posting_facts" (
	"words_number" integer NOT NULL,
	"verdict_terms" integer NOT NULL,
	"other_terms" integer NOT NULL,
	"company_number" integer NOT NULL,
	"lasting" integer NOT NULL,
	"role_confidence" real NOT NULL,
	"opened" timestamp with time zone NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"grouped" boolean DEFAULT false NOT NULL,
	"posting_id" text NOT NULL,
	"canonical_id" text,
	"skills" smallint[] NOT NULL,
	"skill_codes" "bytea" NOT NULL,
	"head" "bytea" GENERATED ALWAYS AS (rolemill_fact_head(verdict_terms, other_terms, company_number, lasting, years_min, role_confidence, opened, closed, pay_year)) STORED NOT NULL,
	"closed" timestamp with time zone,
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
	"family" text NOT NULL,
	"level" text NOT NULL,
	"level_label" text NOT NULL,
	"band" text NOT NULL,
	"years_min" real,
	"pay_year" double precision,
	"pay_currency" text,
	"pay_gap" text
);
--> statement-breakpoint
INSERT INTO posting_words (posting_id) SELECT posting_id FROM posting_facts_before;--> statement-breakpoint
INSERT INTO posting_facts (
    words_number, verdict_terms, other_terms, company_number, lasting, role_confidence, opened, first_seen, grouped, posting_id,
    canonical_id, skills, skill_codes, closed, taxonomy, source, company, country, region, city, remote, employment_type, language, role,
    role_label, family, level, level_label, band, years_min, pay_year, pay_currency, pay_gap
  )
  SELECT w.number, verdict_terms, other_terms, company_number, lasting, role_confidence, opened, first_seen, grouped, posting_id,
    canonical_id, skills, skill_codes, closed, taxonomy, source, company, country, region, city, remote, employment_type, language, role,
    role_label, family, level, level_label, band, years_min, pay_year, pay_currency, pay_gap
  FROM posting_facts_before JOIN posting_words w USING (posting_id) ORDER BY w.number;
--> statement-breakpoint
CREATE OR REPLACE VIEW market_all_postings AS
select f.posting_id, coalesce(f.canonical_id, f.posting_id) as counts_as,
  -- The same as src/db/figures/selection.ts without a filter: of copies the one first seen.
  not f.grouped or f.posting_id in (
    select distinct on (coalesce(g.canonical_id, g.posting_id)) g.posting_id from posting_facts g where g.grouped
    order by coalesce(g.canonical_id, g.posting_id), g.first_seen, g.posting_id
  ) as counted,
  p.title, f.company, p.url, f.source, f.role, f.role_label, f.family, f.role_confidence,
  f.role_confidence < 0.7::real as role_uncertain, f.level, f.level_label, f.band, f.country, f.region, f.city,
  p.location_raw as location, f.remote, f.employment_type, f.language, f.opened as published_at, f.first_seen,
  p.last_seen, f.closed as closed_at, f.closed is null as is_open, f.years_min, c.years_max, c.salary_min as pay_min,
  c.salary_max as pay_max, c.salary_currency as pay_currency, c.salary_period as pay_period, f.pay_year,
  array(
    select n.skill from unnest(f.skills) with ordinality k(number, position)
      join skill_numbers n on n.number = k.number order by k.position
  ) as skills,
  f.taxonomy
from posting_facts f
  left join postings p on p.id = f.posting_id
  left join classifications c on c.posting_id = f.posting_id and c.taxonomy = f.taxonomy;
--> statement-breakpoint
DROP TABLE posting_facts_before;--> statement-breakpoint
ALTER TABLE "posting_facts" ADD CONSTRAINT "posting_facts_pkey" PRIMARY KEY ("posting_id");--> statement-breakpoint
ALTER TABLE "posting_facts" ADD CONSTRAINT "posting_facts_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_words" ADD CONSTRAINT "posting_words_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_words_words" ON "posting_words" USING gin (rolemill_words("words"));--> statement-breakpoint
-- Nothing is planned by how often a word occurs, and counting that would cut 30,000 texts again.
ALTER INDEX "posting_words_words" ALTER COLUMN 1 SET STATISTICS 0;--> statement-breakpoint
CREATE INDEX "posting_words_uncut" ON "posting_words" USING btree ("number") WHERE "posting_words"."words" is null;--> statement-breakpoint
CREATE INDEX "posting_facts_verdict" ON "posting_facts" USING btree ("verdict_terms","words_number") WHERE not "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_other" ON "posting_facts" USING btree ("other_terms","words_number") WHERE not "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_verdict_copies" ON "posting_facts" USING btree ("verdict_terms","words_number","canonical_id","posting_id") WHERE "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_other_copies" ON "posting_facts" USING btree ("other_terms","words_number","canonical_id","posting_id") WHERE "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_company" ON "posting_facts" USING btree ("company_number","words_number") WHERE not "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_company_copies" ON "posting_facts" USING btree ("company_number","words_number","canonical_id","posting_id") WHERE "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_pages" ON "posting_facts" USING btree ("first_seen","posting_id","verdict_terms","other_terms","company_number","opened","closed","grouped","canonical_id","words_number");--> statement-breakpoint
CREATE INDEX "posting_facts_group" ON "posting_facts" USING btree (coalesce("canonical_id", "posting_id"),"first_seen","posting_id","canonical_id","words_number") WHERE "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_skills" ON "posting_facts" USING gin ("skills");--> statement-breakpoint
CREATE INDEX "posting_facts_seen_from" ON "posting_facts" USING btree (least("opened", "first_seen"));--> statement-breakpoint
CREATE FUNCTION rolemill_note_words() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into word_changes default values;
  return null;
end $$;
--> statement-breakpoint
CREATE TRIGGER posting_words_changed AFTER INSERT OR UPDATE OR DELETE ON posting_words
FOR EACH STATEMENT EXECUTE FUNCTION rolemill_note_words();
--> statement-breakpoint
CREATE FUNCTION rolemill_facts(ids text[], version text) RETURNS SETOF posting_facts LANGUAGE sql STABLE AS $$
  select q.number, v.number, t.number, w.number, o.lasting, c.role_confidence, o.opened, p.first_seen,
    k.canonical_id is not null or exists (select from posting_copies m where m.canonical_id = p.id),
    p.id, k.canonical_id, coalesce(s.skills, '{}'),
    int2send(s.named) || int2send(s.required) || int2send(s.preferred) || coalesce(s.codes, ''),
    rolemill_fact_head(v.number, t.number, w.number, o.lasting, c.years_min, c.role_confidence, o.opened, l.closed, y.pay_year),
    l.closed, c.taxonomy, p.source, nullif(btrim(p.company), ''), c.country, c.region, c.city, c.remote, c.employment_type,
    c.language, c.role, c.role_label, c.family, c.level, c.level_label, c.band, c.years_min, y.pay_year, c.salary_currency,
    rolemill_pay_gap(c)
  from postings p
    join classifications c on c.posting_id = p.id and case when version is null then c.current else c.taxonomy = version end
    join fact_terms v on v.terms = rolemill_verdict_terms(c)
    join fact_terms t on t.terms = rolemill_other_terms(c)
    join fact_companies w on w.source = p.source and md5(w.company) = md5(rolemill_company_name(p))
    left join posting_words q on q.posting_id = p.id
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
      from posting_skills s
        -- `offset 0`: looked up one after the other. Fifteen of them, and each time a table of all skills was hashed for them.
        cross join lateral (select n.number from skill_numbers n where n.skill = s.skill offset 0) n
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

  -- Who classifies has written them; for whoever else calls this they are cut at the next start (src/db/words.ts).
  insert into posting_words (posting_id)
  select c.posting_id from classifications c
  where c.posting_id = any(ids) and c.current and not exists (select from posting_words w where w.posting_id = c.posting_id)
  order by 1 on conflict do nothing;

  -- Before the statement that makes them, so that it sees what another writer of them has just committed.
  select from posting_facts where posting_id = any(ids) order by posting_id for update;

  insert into posting_facts (
    words_number, verdict_terms, other_terms, company_number, lasting, role_confidence, opened, first_seen, grouped, posting_id,
    canonical_id, skills, skill_codes, closed, taxonomy, source, company, country, region, city, remote, employment_type, language, role,
    role_label, family, level, level_label, band, years_min, pay_year, pay_currency, pay_gap
  )
  select words_number, verdict_terms, other_terms, company_number, lasting, role_confidence, opened, first_seen, grouped, posting_id,
    canonical_id, skills, skill_codes, closed, taxonomy, source, company, country, region, city, remote, employment_type, language, role,
    role_label, family, level, level_label, band, years_min, pay_year, pay_currency, pay_gap
  from rolemill_facts(ids, null) order by posting_id
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
    other_terms = excluded.other_terms, company_number = excluded.company_number, lasting = excluded.lasting,
    words_number = excluded.words_number;
$$;
