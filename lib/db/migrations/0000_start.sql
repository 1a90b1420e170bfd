create table tenants (
  id uuid primary key,
  slug text not null,
  name text not null,
  status text not null check (status in ('active', 'paused')),
  config jsonb not null,
  brand jsonb not null,
  revision text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenants_slug_unique unique (slug)
);
--> statement-breakpoint
create table tenant_hosts (
  host text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  verified_at timestamptz
);
--> statement-breakpoint
create index tenant_hosts_tenant_id on tenant_hosts (tenant_id);
--> statement-breakpoint
create table tenant_secrets (
  tenant_id uuid not null references tenants (id) on delete cascade,
  position integer not null,
  sealed text not null,
  fingerprint text not null,
  set_at timestamptz not null default now(),
  primary key (tenant_id, position)
);
--> statement-breakpoint
create table assets (
  tenant_id uuid not null references tenants (id) on delete cascade,
  hash text not null,
  kind text not null,
  content_type text not null,
  bytes bytea not null,
  width integer,
  height integer,
  created_at timestamptz not null default now(),
  primary key (tenant_id, hash)
);
--> statement-breakpoint
create table confirmations (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  state text not null check (state in ('pending', 'done', 'unknown', 'rejected')),
  at timestamptz not null,
  expires_at timestamptz not null,
  earlier_state text check (earlier_state in ('done', 'unknown')),
  earlier_at timestamptz
);
--> statement-breakpoint
create index confirmations_expires_at on confirmations (expires_at);
--> statement-breakpoint
create table audit (
  id bigint generated always as identity primary key,
  entry_id uuid not null,
  at timestamptz not null default now(),
  tenant_id uuid,
  event text not null,
  outcome text,
  username_tag text,
  address text,
  support_code text,
  cognito_request_id text,
  brand_revision text,
  locale text,
  details jsonb,
  constraint audit_entry_id_unique unique (entry_id)
);
--> statement-breakpoint
create index audit_tenant_id on audit (tenant_id, id);
--> statement-breakpoint
create table rate_limits (
  key text primary key,
  points integer not null default 0,
  expire bigint
) with (fillfactor = 70);
--> statement-breakpoint
-- For instances of the first release. Takes one point of a limit in one step and one round trip, with a plan that is made
-- once per connection. The time is the server's. A refused take is not counted: what nobody got need not be given back.
-- Answers with the points, or one more than the limit, and the milliseconds until the key is whole again.
--
-- Counters are committed without waiting for the disk: a crash of the server may forget those of its last half second, and
-- no caller waits for it.
create function rekey_take(wanted text, duration bigint, most integer, renews boolean)
returns table (points integer, "left" bigint) language plpgsql as $$
declare
  clock bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
  taken rate_limits;
begin
  perform set_config('synchronous_commit', 'off', true);
  insert into rate_limits as known (key, points, expire) values (wanted, 1, clock + duration)
  on conflict (key) do update set
    points = case when known.expire <= clock then 1 else known.points + 1 end,
    expire = case when renews or known.points <= 0 or known.expire <= clock then clock + duration
                  else known.expire end
  where known.expire <= clock or known.points < most
  returning * into taken;
  if found then
    return query select taken.points, taken.expire - clock;
  else
    return query select most + 1, known.expire - clock from rate_limits known where known.key = wanted;
  end if;
end $$;
