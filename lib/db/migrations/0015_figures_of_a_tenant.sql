CREATE TABLE "doctor_results" (
	"tenant_id" uuid NOT NULL,
	"told_to" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"faults" integer NOT NULL,
	"warnings" integer NOT NULL,
	"checks" jsonb NOT NULL,
	CONSTRAINT "doctor_results_pkey" PRIMARY KEY("tenant_id","told_to"),
	CONSTRAINT "doctor_results_told_to_check" CHECK (told_to in ('operator', 'owner'))
);
--> statement-breakpoint
ALTER TABLE "doctor_results" ADD CONSTRAINT "doctor_results_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- Also times each password that is changed, from the newest mail to the same person, by the upper end in seconds. Only with
-- the index of a long step (lib/db/long-steps.ts): without it each look would read a tenant's whole log. One order for all
-- that is written, as before.
create or replace function count_activity() returns trigger language plpgsql as $$
declare
  ends constant integer[] := array[15, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600];
begin
  insert into activity_hours (tenant_id, hour, event, outcome, count)
  select tenant_id, date_trunc('hour', at, 'UTC'), event, outcome, count(*)
  from (
    select tenant_id, at, event, coalesce(outcome, '') as outcome
    from written
    where tenant_id is not null and (event like 'forgot.%' or event like 'confirm.%')
    union all
    select done.tenant_id, done.at, 'reset.took',
      ends[width_bucket(floor(extract(epoch from done.at - mail.at))::integer, ends) + 1]::text
    from written as done
    cross join lateral (
      select max(asked.at) as at
      from audit as asked
      where asked.tenant_id = done.tenant_id and asked.username_tag = done.username_tag
        and asked.event = 'forgot.requested' and asked.outcome = 'sent'
        and coalesce(asked.flow, 'reset') = coalesce(done.flow, 'reset')
        and asked.at <= done.at and asked.at > done.at - interval '1 hour'
    ) as mail
    where done.event = 'confirm.done' and mail.at is not null
      and exists (select from migration_jobs where id = 'audit-look-ups' and state = 'done')
  ) as counted
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (tenant_id, hour, event, outcome)
  do update set count = activity_hours.count + excluded.count;
  return null;
end $$;
