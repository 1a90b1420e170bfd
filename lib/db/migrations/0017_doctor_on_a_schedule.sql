CREATE TABLE "doctor_turns" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "doctor_results" ADD COLUMN "before_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "doctor_results" ADD COLUMN "before_verdicts" jsonb;--> statement-breakpoint
ALTER TABLE "doctor_turns" ADD CONSTRAINT "doctor_turns_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "doctor_results_faulty" ON "doctor_results" USING btree ("told_to","tenant_id") WHERE faults > 0;