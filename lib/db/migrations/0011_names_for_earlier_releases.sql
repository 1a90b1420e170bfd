-- Where releases up to 0.1 look for what was applied. Complete for them: they start beside this release while it is rolled
-- out, and after it where it is rolled back.
create table if not exists rekey_migrations (id text primary key, at timestamptz not null default now());
--> statement-breakpoint
insert into rekey_migrations (id) values
  ('0001-start'),
  ('0002-newest-mails'),
  ('0003-console'),
  ('0004-takes-in-order'),
  ('0005-asset-sources'),
  ('0006-notices'),
  ('0007-requests-of-confirmations'),
  ('0009-limits-in-one-step'),
  ('0010-takes-counted-once'),
  ('0011-kept-answers'),
  ('0012-flow-of-an-audit-row')
on conflict (id) do nothing;
