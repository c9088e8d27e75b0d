CREATE TABLE "classifications" (
	"posting_id" text NOT NULL,
	"taxonomy" text NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"content_hash" text NOT NULL,
	"role" text NOT NULL,
	"role_label" text NOT NULL,
	"family" text NOT NULL,
	"soc" text,
	"isco" text,
	"role_confidence" real NOT NULL,
	"level" text NOT NULL,
	"level_label" text NOT NULL,
	"band" text NOT NULL,
	"level_confidence" real NOT NULL,
	"level_basis" text NOT NULL,
	"years_min" real,
	"years_max" real,
	"country" text,
	"region" text,
	"city" text,
	"remote" text,
	"employment_type" text,
	"salary_min" double precision,
	"salary_max" double precision,
	"salary_currency" text,
	"salary_period" text,
	"language" text,
	"evidence" json NOT NULL,
	"classified_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "classifications_posting_id_taxonomy_pk" PRIMARY KEY("posting_id","taxonomy"),
	CONSTRAINT "classifications_confidence" CHECK ("classifications"."role_confidence" between 0 and 1 and "classifications"."level_confidence" between 0 and 1),
	CONSTRAINT "classifications_basis" CHECK ("classifications"."level_basis" in ('title', 'years', 'description', 'default'))
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dead_letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"queue" text NOT NULL,
	"payload" jsonb NOT NULL,
	"run_id" uuid,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"attempts" integer NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retried_at" timestamp with time zone,
	CONSTRAINT "dead_letters_queue" CHECK ("dead_letters"."queue" in ('ingest', 'classify'))
);
--> statement-breakpoint
CREATE TABLE "posting_skills" (
	"posting_id" text NOT NULL,
	"taxonomy" text NOT NULL,
	"skill" text NOT NULL,
	"position" smallint NOT NULL,
	"label" text NOT NULL,
	"category" text NOT NULL,
	"requirement" text NOT NULL,
	"in_title" boolean NOT NULL,
	CONSTRAINT "posting_skills_posting_id_taxonomy_skill_pk" PRIMARY KEY("posting_id","taxonomy","skill"),
	CONSTRAINT "posting_skills_requirement" CHECK ("posting_skills"."requirement" in ('required', 'preferred', 'mentioned'))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"source_ref" integer NOT NULL,
	"source_id" text,
	"url" text,
	"title" text NOT NULL,
	"company" text,
	"location_raw" text,
	"country" text,
	"region" text,
	"city" text,
	"remote" text,
	"description" text NOT NULL,
	"description_raw" text,
	"employment_type" text,
	"salary_min" double precision,
	"salary_max" double precision,
	"salary_currency" text,
	"salary_period" text,
	"posted_at" timestamp with time zone,
	"valid_through" timestamp with time zone,
	"language" text,
	"content_hash" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"queued_at" timestamp with time zone,
	"first_seen" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen" timestamp with time zone DEFAULT now() NOT NULL,
	"first_run_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"last_run_id" uuid NOT NULL,
	"last_attempt" smallint DEFAULT 1 NOT NULL,
	"last_outcome" text DEFAULT 'added' NOT NULL,
	CONSTRAINT "postings_state" CHECK ("postings"."state" in ('pending', 'classified', 'failed')),
	CONSTRAINT "postings_remote" CHECK ("postings"."remote" in ('remote', 'hybrid', 'onsite')),
	CONSTRAINT "postings_outcome" CHECK ("postings"."last_outcome" in ('added', 'changed', 'unchanged', 'repeated'))
);
--> statement-breakpoint
CREATE TABLE "run_issues" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_issues_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"source_id" integer,
	"source" text NOT NULL,
	"at" text,
	"code" text NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_sources" (
	"run_id" uuid NOT NULL,
	"source_id" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"found" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"issues" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"total_bytes" bigint,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"job" jsonb,
	CONSTRAINT "run_sources_run_id_source_id_pk" PRIMARY KEY("run_id","source_id"),
	CONSTRAINT "run_sources_status" CHECK ("run_sources"."status" in ('queued', 'running', 'done', 'partial', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"command" text NOT NULL,
	"request" jsonb NOT NULL,
	"mode" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"taxonomy" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "runs_status" CHECK ("runs"."status" in ('running', 'done', 'partial', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"locator" text NOT NULL,
	"kind" text NOT NULL,
	"adapter" text,
	"first_seen" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_kind" CHECK ("sources"."kind" in ('file', 'url', 'stdin'))
);
--> statement-breakpoint
ALTER TABLE "classifications" ADD CONSTRAINT "classifications_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD CONSTRAINT "dead_letters_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_skills" ADD CONSTRAINT "posting_skills_posting_id_taxonomy_classifications_posting_id_taxonomy_fk" FOREIGN KEY ("posting_id","taxonomy") REFERENCES "public"."classifications"("posting_id","taxonomy") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_source_ref_sources_id_fk" FOREIGN KEY ("source_ref") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_first_run_id_runs_id_fk" FOREIGN KEY ("first_run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_last_run_id_runs_id_fk" FOREIGN KEY ("last_run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_issues" ADD CONSTRAINT "run_issues_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_issues" ADD CONSTRAINT "run_issues_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_sources" ADD CONSTRAINT "run_sources_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_sources" ADD CONSTRAINT "run_sources_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "classifications_current" ON "classifications" USING btree ("posting_id") WHERE "classifications"."current";--> statement-breakpoint
CREATE INDEX "classifications_role" ON "classifications" USING btree ("role","level") WHERE "classifications"."current";--> statement-breakpoint
CREATE INDEX "classifications_family" ON "classifications" USING btree ("family","band") WHERE "classifications"."current";--> statement-breakpoint
CREATE INDEX "classifications_country" ON "classifications" USING btree ("country") WHERE "classifications"."current";--> statement-breakpoint
CREATE INDEX "dead_letters_open" ON "dead_letters" USING btree ("failed_at") WHERE "dead_letters"."retried_at" is null;--> statement-breakpoint
CREATE INDEX "posting_skills_skill" ON "posting_skills" USING btree ("skill","taxonomy","posting_id");--> statement-breakpoint
CREATE INDEX "postings_pending" ON "postings" USING btree ("id") WHERE "postings"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "postings_run_state" ON "postings" USING btree ("run_id","state");--> statement-breakpoint
CREATE INDEX "postings_first_seen" ON "postings" USING btree ("first_seen","id");--> statement-breakpoint
CREATE INDEX "run_issues_run" ON "run_issues" USING btree ("run_id","source_id");--> statement-breakpoint
CREATE INDEX "runs_started" ON "runs" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_locator" ON "sources" USING btree ("locator");