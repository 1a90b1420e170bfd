ALTER TABLE "doctor_turns" ADD COLUMN "has_faults" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "doctor_turns_due" ON "doctor_turns" USING btree ("has_faults","taken_at","tenant_id");--> statement-breakpoint
-- A turn for each tenant, whatever release makes it. Those that are there get theirs by a long step (lib/db/turn-job.ts).
create function begin_doctor_turns() returns trigger language plpgsql as $$
begin
  insert into doctor_turns (tenant_id, taken_at) select id, 'epoch' from made on conflict (tenant_id) do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger tenants_examined after insert on tenants
referencing new table as made for each statement execute function begin_doctor_turns();
