create table newest_mails (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  at timestamptz not null,
  expires_at timestamptz not null
);
--> statement-breakpoint
create index newest_mails_expires_at on newest_mails (expires_at);
