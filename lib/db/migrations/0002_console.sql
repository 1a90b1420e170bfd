alter table tenants add column applied_revision text, add column applied_brand text;
--> statement-breakpoint
update tenants set applied_revision = revision;
--> statement-breakpoint
create table brand_revisions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  hash text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (tenant_id, hash)
);
--> statement-breakpoint
create table brand_drafts (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  content jsonb not null,
  base_revision text not null,
  version integer not null,
  updated_at timestamptz not null default now(),
  updated_by text not null
);
--> statement-breakpoint
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
--> statement-breakpoint
create index brand_publications_tenant_id on brand_publications (tenant_id, id);
--> statement-breakpoint
create table host_claims (
  tenant_id uuid not null references tenants (id) on delete cascade,
  host text not null,
  token text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, host)
);
--> statement-breakpoint
create table admin_people (
  subject text primary key,
  name text not null,
  seen_at timestamptz not null default now()
);
--> statement-breakpoint
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
--> statement-breakpoint
create index admin_sessions_subject on admin_sessions (subject);
