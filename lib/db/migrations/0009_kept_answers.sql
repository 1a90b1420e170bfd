create table kept_answers (
  key text primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  sealed text not null,
  expires_at timestamptz not null
);
--> statement-breakpoint
create index kept_answers_expires_at on kept_answers (expires_at);
