CREATE TABLE "http_answers" (
	"key" text NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"body" "bytea" NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "http_answers_key_url_pk" PRIMARY KEY("key","url")
);
