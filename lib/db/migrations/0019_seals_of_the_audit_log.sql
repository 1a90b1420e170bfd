CREATE TABLE "audit_chain" (
	"id" integer PRIMARY KEY NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"sealed_to" bigint NOT NULL,
	"key_id" text NOT NULL,
	"mac" text NOT NULL,
	CONSTRAINT "audit_chain_one_row" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "audit_months" (
	"month" text PRIMARY KEY NOT NULL,
	"seals" integer NOT NULL,
	"entries" bigint NOT NULL,
	"digest" text NOT NULL,
	"gone_seals" integer DEFAULT 0 NOT NULL,
	"gone_digest" text DEFAULT '' NOT NULL,
	"key_id" text NOT NULL,
	"mac" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"month" text NOT NULL,
	"number" integer NOT NULL,
	"after_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"entries" integer NOT NULL,
	"marks" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "audit_seals_pkey" PRIMARY KEY("month","number")
);
--> statement-breakpoint
CREATE TABLE "audit_tables" (
	"month" text PRIMARY KEY NOT NULL,
	"after_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_seals_to_id" ON "audit_seals" USING btree ("to_id","month");