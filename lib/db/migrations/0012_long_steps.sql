CREATE TABLE "migration_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"cursor" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "migration_jobs_state_check" CHECK (state in ('running', 'done'))
);
-- The indexes audit_support_code and audit_username_tag are made by long steps (lib/db/long-steps.ts).
