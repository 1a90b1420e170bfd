import 'server-only'
import { sql } from 'drizzle-orm'
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
]
