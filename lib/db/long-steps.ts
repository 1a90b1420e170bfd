import 'server-only'
import { sql } from 'drizzle-orm'
import { countJob } from './count-job'
import { indexJob } from './index-job'
import type { Job } from './jobs'

/** The long steps of all migrations, in order. A released one is never changed; ids are never used again. */
export const longSteps: readonly Job[] = [
  indexJob('audit-look-ups', [
    { name: 'audit_support_code', on: sql`audit (support_code) where support_code is not null` },
    {
      name: 'audit_username_tag',
      on: sql`audit (tenant_id, username_tag, id) where username_tag is not null`,
    },
  ]),
  indexJob('audit-lists', [
    { name: 'audit_at', on: sql`audit (at, id)` },
    { name: 'audit_tenant_at', on: sql`audit (tenant_id, at, id)` },
    { name: 'audit_address', on: sql`audit (address, at, id) where address is not null` },
    {
      name: 'audit_cognito_request',
      on: sql`audit (cognito_request_id) where cognito_request_id is not null`,
    },
    { name: 'audit_outcome', on: sql`audit (outcome, at, id) where outcome not in ('sent', 'done')` },
    {
      name: 'audit_console',
      on: sql`audit (at, id) where event not like 'forgot.%' and event not like 'confirm.%'`,
    },
  ]),
  countJob('audit-hours'),
  indexJob('tenant-lists', [
    { name: 'tenants_name', on: sql`tenants (name, slug, id)` },
    { name: 'tenants_changed', on: sql`tenants (updated_at desc, slug, id)` },
  ]),
  indexJob('tenant-search', [
    { name: 'tenants_name_begins', on: sql`tenants (lower(name) text_pattern_ops)` },
    { name: 'tenants_slug_begins', on: sql`tenants (slug text_pattern_ops)` },
    {
      name: 'tenants_words',
      on: sql`tenants using gin (to_tsvector('simple'::regconfig, regexp_replace(name || ' ' || slug, '[ -/:-@[-\`{-~]+', ' ', 'g')))`,
    },
  ]),
]
