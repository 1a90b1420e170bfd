CREATE TABLE "activity_hours" (
	"tenant_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"event" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "activity_hours_pkey" PRIMARY KEY("tenant_id","hour","event","outcome")
);
--> statement-breakpoint
CREATE INDEX "activity_hours_hour" ON "activity_hours" USING btree ("hour");
--> statement-breakpoint
-- Counts in the statement that writes, so that an entry counts once or not at all; also for releases that know nothing of
-- it. In one order, so that two instances never wait for each other's rows.
create function count_activity() returns trigger language plpgsql as $$
begin
  insert into activity_hours (tenant_id, hour, event, outcome, count)
  select tenant_id, date_trunc('hour', at, 'UTC'), event, coalesce(outcome, ''), count(*)
  from written
  where tenant_id is not null and (event like 'forgot.%' or event like 'confirm.%')
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (tenant_id, hour, event, outcome)
  do update set count = activity_hours.count + excluded.count;
  return null;
end $$;
--> statement-breakpoint
create trigger audit_counted after insert on audit
referencing new table as written for each statement execute function count_activity();
--> statement-breakpoint
-- What stands in the log by now, to which nothing is written until this is done, is counted by a long step
-- (lib/db/count-job.ts) from the last entry back.
insert into migration_jobs (id, state, cursor)
select 'audit-hours', 'running', max(id)::text from audit having max(id) is not null;
