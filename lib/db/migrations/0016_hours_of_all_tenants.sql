-- Sums over all tenants, under the id of none, so that an overview of everything reads as few rows as that of one tenant.
-- Writers of the log are held off for this moment: what they write is in the sums below, or counted by the trigger.
lock table audit in share row exclusive mode;
--> statement-breakpoint
create or replace function count_activity() returns trigger language plpgsql as $$
declare
  ends constant integer[] := array[15, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600];
  everybody constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  insert into activity_hours (tenant_id, hour, event, outcome, count)
  select coalesce(tenant_id, everybody), hour, event, outcome, count(*)
  from (
    select tenant_id, date_trunc('hour', at, 'UTC') as hour, event, coalesce(outcome, '') as outcome
    from written
    where tenant_id is not null and (event like 'forgot.%' or event like 'confirm.%')
    union all
    select done.tenant_id, date_trunc('hour', done.at, 'UTC'), 'reset.took',
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
  group by grouping sets ((tenant_id, hour, event, outcome), (hour, event, outcome))
  order by 1, 2, 3, 4
  on conflict (tenant_id, hour, event, outcome)
  do update set count = activity_hours.count + excluded.count;
  return null;
end $$;
--> statement-breakpoint
insert into activity_hours (tenant_id, hour, event, outcome, count)
select '00000000-0000-0000-0000-000000000000', hour, event, outcome, sum(count)
from activity_hours group by hour, event, outcome;
