CREATE TABLE "audit_writers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	"written_to" timestamp (3) with time zone NOT NULL
);
