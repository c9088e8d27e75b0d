-- The facts in the shape in which figures read them (src/db/figures/rows.ts): numbers in place of texts, skills as bytes.
CREATE TABLE "fact_terms" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fact_terms_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"terms" text[] NOT NULL,
	CONSTRAINT "fact_terms_terms" UNIQUE("terms")
);
--> statement-breakpoint
-- Made anew below: every row has another shape.
TRUNCATE posting_facts;--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "skill_codes" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "verdict_terms" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "posting_facts" ADD COLUMN "other_terms" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "posting_facts" DROP COLUMN "required";--> statement-breakpoint
ALTER TABLE "posting_facts" DROP COLUMN "preferred";--> statement-breakpoint
-- What an amount that is named lacks to be a figure.
CREATE FUNCTION rolemill_pay_gap(c classifications) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  select case when coalesce(c.salary_min, c.salary_max) is not null then case
    when c.salary_period is null and c.salary_currency is null then 'both'
    when c.salary_period is null then 'period' when c.salary_currency is null then 'currency' end end
$$;
--> statement-breakpoint
-- The sets of terms of a verdict: seven texts, and six that may be missing. src/db/figures/rows.ts reads them by their places.
CREATE FUNCTION rolemill_verdict_terms(c classifications) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  select array[c.taxonomy, c.role, c.role_label, c.family, c.level, c.level_label, c.band]
$$;
--> statement-breakpoint
CREATE FUNCTION rolemill_other_terms(c classifications) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  select array[c.country, c.remote, c.employment_type, c.language, c.salary_currency, rolemill_pay_gap(c)]
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rolemill_facts(ids text[], version text) RETURNS SETOF posting_facts LANGUAGE sql STABLE AS $$
  select p.id, k.canonical_id,
    k.canonical_id is not null or exists (select from posting_copies m where m.canonical_id = p.id),
    c.taxonomy, p.source, nullif(btrim(p.company), ''), c.country, c.region, c.city, c.remote, c.employment_type,
    c.language, c.role, c.role_label, c.role_confidence, c.family, c.level, c.level_label, c.band, c.years_min,
    case when c.salary_currency is not null then rolemill_pay_year(c.salary_min, c.salary_max, c.salary_period) end,
    c.salary_currency, rolemill_pay_gap(c),
    coalesce(p.posted_at, p.first_seen), p.first_seen, l.closed, coalesce(s.skills, '{}'),
    int2send(s.named) || int2send(s.required) || int2send(s.preferred) || coalesce(s.codes, ''), v.number, o.number
  from postings p
    join classifications c on c.posting_id = p.id and case when version is null then c.current else c.taxonomy = version end
    join fact_terms v on v.terms = rolemill_verdict_terms(c)
    join fact_terms o on o.terms = rolemill_other_terms(c)
    left join posting_copies k on k.posting_id = p.id
    left join lateral (
      select case when bool_and(closed_at is not null) then max(closed_at) end as closed
      from posting_sources where posting_id = p.id
    ) l on true
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
    skills = excluded.skills, skill_codes = excluded.skill_codes, verdict_terms = excluded.verdict_terms,
    other_terms = excluded.other_terms;
$$;
--> statement-breakpoint
INSERT INTO fact_terms (terms)
SELECT DISTINCT t.terms FROM classifications c CROSS JOIN LATERAL (
  VALUES (rolemill_verdict_terms(c)), (rolemill_other_terms(c))
) t(terms) ORDER BY 1;
--> statement-breakpoint
SELECT rolemill_refresh_facts(array(select posting_id from classifications where current order by posting_id));
