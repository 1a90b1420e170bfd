import 'server-only'
import { limitsFunction, takeRateLimit, takesInOrder } from './limit-functions'

export type Migration = { readonly id: string; readonly sql: string }

/**
 * Every change of the database's shape, in order, as part of the program: a bundle, a container or a Vercel function
 * has no folder of SQL files beside it. Never edit one that was released; add the next. A test holds that they lead to
 * exactly what `schema.ts` declares.
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
  {
    id: '0007-requests-of-confirmations',
    sql: `
alter table confirmations add column holder text, add column request text, add column earlier_request text;
`,
  },
  {
    id: '0009-limits-in-one-step',
    sql: limitsFunction,
  },
  {
    id: '0010-takes-counted-once',
    sql: limitsFunction,
  },
  {
    id: '0011-kept-answers',
    sql: `
create table kept_answers (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  sealed text not null,
  expires_at timestamptz not null
);
create index kept_answers_expires_at on kept_answers (expires_at);
`,
  },
  {
    id: '0012-flow-of-an-audit-row',
    sql: `
alter table audit add column flow text;
`,
  },
]
