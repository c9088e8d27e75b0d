-- Plain names for whoever brings a BI tool: docs/views.md tells their columns, test/db/views.test.ts holds that they agree
-- with the figures. Joins are outer ones on keys, so that a query that does not name their columns does not pay for them.
CREATE VIEW market_all_postings AS
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
CREATE VIEW market_postings AS
select posting_id, counts_as, title, company, url, source, role, role_label, family, role_confidence, role_uncertain,
  level, level_label, band, country, region, city, location, remote, employment_type, language, published_at,
  first_seen, last_seen, closed_at, is_open, years_min, years_max, pay_min, pay_max, pay_currency, pay_period,
  pay_year, skills, taxonomy
from market_all_postings where counted;
--> statement-breakpoint
CREATE VIEW market_skills AS
select m.posting_id, s.skill, s.label, s.category, s.requirement, s.in_title
from market_postings m join posting_skills s on s.posting_id = m.posting_id and s.taxonomy = m.taxonomy;
--> statement-breakpoint
CREATE VIEW market_pay AS
select posting_id, role, role_label, family, level, band, country, published_at, pay_currency as currency, pay_year,
  pay_min, pay_max, pay_period
from market_postings where pay_year is not null;
--> statement-breakpoint
CREATE VIEW market_verdicts AS
select c.posting_id, c.taxonomy, c.current as is_current, c.classified_at, c.role, c.role_label, c.family,
  c.role_confidence, c.level, c.level_label, c.band, c.level_confidence
from classifications c;
--> statement-breakpoint
COMMENT ON VIEW market_all_postings IS 'Each posting with a verdict, copies too; count distinct counts_as';
--> statement-breakpoint
COMMENT ON VIEW market_postings IS 'Each posting once: of copies the one first seen';
--> statement-breakpoint
COMMENT ON VIEW market_skills IS 'Each skill of each row of market_postings';
--> statement-breakpoint
COMMENT ON VIEW market_pay IS 'Rows of market_postings whose pay of a year is known; currencies are not converted';
--> statement-breakpoint
COMMENT ON VIEW market_verdicts IS 'Verdicts of all taxonomy versions that were ever in use';
--> statement-breakpoint
-- Skills that only earlier taxonomies named: figures of their verdicts need the numbers too.
insert into skill_numbers (skill, label, category)
select s.skill, min(s.label), min(s.category) from posting_skills s
where not exists (select from skill_numbers n where n.skill = s.skill) group by s.skill order by s.skill;
