CREATE TABLE "posting_copies" (
	"posting_id" text PRIMARY KEY NOT NULL,
	"key" uuid NOT NULL,
	"signature" "bytea",
	"canonical_id" text
);
--> statement-breakpoint
CREATE TABLE "posting_sources" (
	"posting_id" text NOT NULL,
	"source_id" integer NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"last_seen" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"reopened_run_id" uuid,
	CONSTRAINT "posting_sources_posting_id_source_id_pk" PRIMARY KEY("posting_id","source_id")
);
--> statement-breakpoint
ALTER TABLE "run_sources" ADD COLUMN "reasons" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "run_sources" ADD COLUMN "closed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_sources" ADD COLUMN "reopened" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_sources" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posting_copies" ADD CONSTRAINT "posting_copies_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_sources" ADD CONSTRAINT "posting_sources_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_sources" ADD CONSTRAINT "posting_sources_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_copies_key" ON "posting_copies" USING btree ("key");--> statement-breakpoint
CREATE INDEX "posting_copies_canonical" ON "posting_copies" USING btree ("canonical_id") WHERE "posting_copies"."canonical_id" is not null;--> statement-breakpoint
CREATE INDEX "posting_sources_open" ON "posting_sources" USING btree ("source_id") WHERE "posting_sources"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "posting_sources_reopened" ON "posting_sources" USING btree ("reopened_run_id","source_id") WHERE "posting_sources"."reopened_run_id" is not null;--> statement-breakpoint
INSERT INTO "posting_sources" ("posting_id", "source_id", "first_seen", "last_seen") SELECT "id", "source_ref", "first_seen", "last_seen" FROM "postings";
