CREATE TABLE "host_turns" (
	"host" text NOT NULL,
	"slot" smallint NOT NULL,
	"free_at" timestamp with time zone DEFAULT now() NOT NULL,
	"holder" uuid,
	CONSTRAINT "host_turns_host_slot_pk" PRIMARY KEY("host","slot")
);
--> statement-breakpoint
CREATE TABLE "http_validators" (
	"key" text PRIMARY KEY NOT NULL,
	"etag" text,
	"last_modified" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
