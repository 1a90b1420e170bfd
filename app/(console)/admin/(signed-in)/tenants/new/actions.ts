'use server'

import { operatorAction } from '@/app/(console)/admin-action'
import { createTenant } from '@/app/(console)/console-store'
import { type ActionResult, done, invalid } from '@/lib/console/auth/action-result'
import type { Check } from '@/lib/doctor/check'
import { examineConnection } from '@/lib/doctor/examine-connection'
import { services } from '@/lib/services'
import { NewTenant } from '@/lib/tenants/settings/tenant-settings'
import { tenantWith } from '@/lib/tenants/tenant'

export const createNewTenant = operatorAction('tenant.create', NewTenant, async (wanted, { audit }) => {
  if (!wanted.config.isPublicClient && wanted.clientSecret === '') {
    return invalid('clientSecret', 'is missing: a confidential app client has one')
  }
  const id = await createTenant(wanted)
  if (id === null) return invalid('slug', 'is taken already')
  await audit('created', { slug: wanted.slug, name: wanted.name, ...wanted.config })
  return done({ slug: wanted.slug })
})

type Tried = { kind: 'tried'; checks: readonly Check[] } | { kind: 'too-soon'; retryAt: string }

/** The doctor's checks of a connection before anything of it is stored. */
export const tryConnection = operatorAction(
  'tenant.try_connection',
  NewTenant.pick({ config: true, clientSecret: true }),
  async ({ config, clientSecret }, { admin, audit }): Promise<ActionResult<Tried>> => {
    const take = await services().limits.take('tryConnectionPerAdmin', admin.subject)
    if (!take.taken) return done({ kind: 'too-soon', retryAt: take.retryAt.toISOString() })
    const identity = { id: 'new', slug: 'new', name: 'New', status: 'active', hosts: [], brand: {} } as const
    const tenant = tenantWith({ ...identity, brandRevision: 'new', revision: 'new' }, config)
    const checks = await examineConnection(
      services().regions,
      tenant,
      config.isPublicClient ? '' : clientSecret,
    )
    const { region, userPoolId, clientId } = config.cognito
    const faults = checks.filter(({ verdict }) => verdict === 'fault').length
    await audit('tried', { region, userPoolId, clientId, faults })
    return done({ kind: 'tried', checks })
  },
)
