create table admin_notices_seen (
  subject text not null, audit_id bigint not null, seen_at timestamptz not null default now(),
  primary key (subject, audit_id)
);
--> statement-breakpoint
create index audit_changes on audit (id) where event like 'tenant.%' or event like 'host.%';
