DROP INDEX "posting_facts_canonical";--> statement-breakpoint
CREATE INDEX "posting_facts_group" ON "posting_facts" USING btree (coalesce("canonical_id", "posting_id"),"first_seen","posting_id") WHERE "posting_facts"."grouped";--> statement-breakpoint
CREATE INDEX "posting_facts_role" ON "posting_facts" USING btree ("role","level");--> statement-breakpoint
-- Skills that only earlier verdicts name: figures of those look them up too.
INSERT INTO skill_numbers (skill, label, category)
SELECT skill, min(label), min(category) FROM posting_skills GROUP BY skill ORDER BY skill
ON CONFLICT (skill) DO NOTHING;
