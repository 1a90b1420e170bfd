import 'server-only'

export type Migration = { readonly id: string; readonly sql: string }

/**
 * Takes one point of a limit in one step and one round trip, with a plan that is made once per connection. The
 * time is the server's. A refused take is not counted: what nobody got need not be given back. Answers with
 * the points, or one more than the limit, and the milliseconds until the key is whole again.
 *
 * Counters are committed without waiting for the disk: a crash of the server may forget those of its last
 * half second, and no caller waits for it.
 */
const takeRateLimit = `
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
end $$;`

/**
 * All limits of one attempt in one step, by `rekey_take`. A step that refuses undoes those before it that aren't
 * kept; the time that is left is the longest of all that are full, so that the next attempt then passes.
 */
const takesInOrder = `
create function rekey_take_in_order(mark_key text, keys text[], per_code boolean[], kept boolean[],
  durations bigint[], mosts integer[], renew boolean[])
returns table (mark integer, refused integer, "left" bigint) language plpgsql as $$
declare
  clock bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
  got record;
begin
  "left" := 0;
  select points into mark from rate_limits where key = mark_key and expire > clock;
  mark := coalesce(mark, 0);
  for step in 1 .. array_length(keys, 1) loop
    if per_code[step] then keys[step] := keys[step] || ':' || mark; end if;
    if refused is null then
      select * into got from rekey_take(keys[step], durations[step], mosts[step], renew[step]);
      continue when got.points <= mosts[step];
      refused := step;
      "left" := got."left";
      perform rekey_give_back(array(select keys[i] from generate_series(1, step - 1) i where not kept[i] order by i));
    else
      select greatest("left", expire - clock) into "left" from
        (select max(expire) as expire from rate_limits
         where key = keys[step] and points >= mosts[step] and expire > clock) as full_one;
    end if;
  end loop;
  return next;
end $$;
create function rekey_give_back(keys text[]) returns void language plpgsql as $$
declare
  clock bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
begin
  perform set_config('synchronous_commit', 'off', true);
  -- One after the other: rows are locked in the order of rekey_take_in_order.
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    update rate_limits set points = greatest(points - 1, 0) where key = keys[i] and expire > clock;
  end loop;
end $$;`

/**
 * Every change of the database's shape, in order, as text of the program itself: a bundle, a container and a
 * function on somebody else's platform have no folder of SQL files beside them. Never edit one that was
 * released; add the next. A test holds that they lead to exactly what `schema.ts` declares.
 */
export const migrations: readonly Migration[] = [
  {
    id: '0001-start',
    sql: `
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
create table tenant_hosts (
  host text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  verified_at timestamptz
);
create index tenant_hosts_tenant_id on tenant_hosts (tenant_id);
create table tenant_secrets (
  tenant_id uuid not null references tenants (id) on delete cascade,
  position integer not null,
  sealed text not null,
  fingerprint text not null,
  set_at timestamptz not null default now(),
  primary key (tenant_id, position)
);
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
create table confirmations (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  state text not null check (state in ('pending', 'done', 'unknown', 'rejected')),
  at timestamptz not null,
  expires_at timestamptz not null,
  earlier_state text check (earlier_state in ('done', 'unknown')),
  earlier_at timestamptz
);
create index confirmations_expires_at on confirmations (expires_at);
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
create index audit_tenant_id on audit (tenant_id, id);
create table rate_limits (
  key text primary key,
  points integer not null default 0,
  expire bigint
) with (fillfactor = 70);
${takeRateLimit}
`,
  },
  {
    id: '0002-newest-mails',
    sql: `
create table newest_mails (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  at timestamptz not null,
  expires_at timestamptz not null
);
create index newest_mails_expires_at on newest_mails (expires_at);
  `,
  },
  {
    id: '0003-console',
    sql: `
alter table tenants add column applied_revision text, add column applied_brand text;
update tenants set applied_revision = revision;
create table brand_revisions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  hash text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (tenant_id, hash)
);
create table brand_drafts (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  content jsonb not null,
  base_revision text not null,
  version integer not null,
  updated_at timestamptz not null default now(),
  updated_by text not null
);
create table brand_publications (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  revision text not null,
  at timestamptz not null default now(),
  published_by text not null,
  comment text not null default '',
  constraint brand_publications_revision foreign key (tenant_id, revision)
    references brand_revisions (tenant_id, hash) on delete cascade
);
create index brand_publications_tenant_id on brand_publications (tenant_id, id);
create table host_claims (
  tenant_id uuid not null references tenants (id) on delete cascade,
  host text not null,
  token text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, host)
);
create table admin_people (
  subject text primary key,
  name text not null,
  seen_at timestamptz not null default now()
);
create table admin_sessions (
  id text primary key,
  subject text not null,
  groups jsonb not null,
  groups_read_at timestamptz not null default now(),
  sealed text not null,
  authenticated_at timestamptz not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index admin_sessions_subject on admin_sessions (subject);
`,
  },
  {
    id: '0004-takes-in-order',
    sql: takesInOrder,
  },
  {
    id: '0005-asset-sources',
    sql: `
alter table assets add column source text;
create index assets_source on assets (source) where source is not null;
`,
  },
  {
    id: '0006-notices',
    sql: `
create table admin_notices_seen (
  subject text not null, audit_id bigint not null, seen_at timestamptz not null default now(),
  primary key (subject, audit_id)
);
create index audit_changes on audit (id) where event like 'tenant.%' or event like 'host.%';
`,
  },
]
