-- Claims of codes, and with them, in one round trip, the limits that an attempt has to pass first. A function, because its
-- plan is made once per connection: as the text of a statement it took longer than both by themselves.
--
-- Of two instances exactly one gets the claim: nothing is returned where another attempt is under way. A pending row older
-- than any attempt can last belongs to a process that ended in the middle of it: that attempt may have worked. A claim is on
-- the disk when it is answered, for Cognito is asked next.
--
-- Where the limits' answers are given, a claim is made only where the take at its place was taken, and for no tenant that
-- has been deleted: the takes of others must not fail for it.
create function rekey_claims(claims jsonb, answers jsonb, lasts interval, explains interval)
returns jsonb language plpgsql as $$
declare
  claimed jsonb;
begin
  with wanted as (
    select wish.* from jsonb_to_recordset(claims)
      as wish(place integer, key text, "tenantId" uuid, request text, holder text)
    where answers is null
      or ((answers -> wish.place ->> 'taken')::boolean and exists (select from tenants where id = wish."tenantId"))
  ), written as (
    insert into confirmations as row (key, tenant_id, state, at, expires_at, holder, request)
    select wanted.key, wanted."tenantId", 'pending', now(), now() + explains, wanted.holder, wanted.request from wanted
    on conflict (key) do update set
      state = 'pending', at = now(), expires_at = excluded.expires_at,
      holder = excluded.holder, request = excluded.request,
      earlier_state = case when row.holder is not distinct from excluded.holder or row.state = 'rejected' then row.earlier_state
                           when row.state = 'done' then 'done' else 'unknown' end,
      earlier_at = case when row.holder is not distinct from excluded.holder or row.state = 'rejected' then row.earlier_at
                        else row.at end,
      earlier_request = case when row.holder is not distinct from excluded.holder or row.state = 'rejected'
                             then row.earlier_request else row.request end
    where case when row.holder is not distinct from excluded.holder then row.state = 'pending'
               else row.state <> 'pending' or row.at <= now() - lasts end
    returning row.key, row.earlier_state as state, row.earlier_at as at, row.earlier_request as request
  )
  select jsonb_agg(jsonb_build_object('place', wanted.place, 'state', written.state, 'at', written.at,
    'request', written.request, 'explains', written.at > now() - explains))
  into claimed from written join wanted using (key);
  return coalesce(claimed, '[]');
end $$;
