ALTER TABLE "doctor_turns" ADD COLUMN "has_faults" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "doctor_turns_due" ON "doctor_turns" USING btree ("has_faults","taken_at","tenant_id");
--> statement-breakpoint
-- A turn for each tenant, by what the doctor last said of it.
insert into doctor_turns as turns (tenant_id, taken_at, has_faults)
select tenants.id, coalesce(results.at, 'epoch'), coalesce(results.faults > 0, false)
from tenants left join doctor_results as results on results.tenant_id = tenants.id and results.told_to = 'operator'
on conflict (tenant_id) do update
set taken_at = greatest(turns.taken_at, excluded.taken_at), has_faults = excluded.has_faults;
--> statement-breakpoint
create function begin_doctor_turns() returns trigger language plpgsql as $$
begin
  insert into doctor_turns (tenant_id, taken_at) select id, 'epoch' from made on conflict (tenant_id) do nothing;
  return null;
end $$;
--> statement-breakpoint
-- From now on, whatever release makes the tenant. Tenants are locked from here: what was made meanwhile is a few.
create trigger tenants_examined after insert on tenants
referencing new table as made for each statement execute function begin_doctor_turns();
--> statement-breakpoint
insert into doctor_turns (tenant_id, taken_at)
select id, 'epoch' from tenants where not exists (select from doctor_turns where tenant_id = tenants.id)
on conflict (tenant_id) do nothing;
