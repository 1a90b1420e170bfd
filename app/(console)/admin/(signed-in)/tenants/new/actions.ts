'use server'

import { operatorAction } from '@/app/(console)/admin-action'
import { createTenant } from '@/app/(console)/console-store'
import { connectionDetails, testConnection } from '@/app/(console)/try-connection'
import { done, invalid } from '@/lib/console/auth/action-result'
import { say } from '@/lib/console/words/generated/refusals'
import { NewTenant } from '@/lib/tenants/settings/tenant-settings'
import { tenantWith } from '@/lib/tenants/tenant'

export const createNewTenant = operatorAction('tenant.create', NewTenant, async (wanted, { audit }) => {
  if (!wanted.config.isPublicClient && wanted.clientSecret === '') {
    return invalid('clientSecret', say('refusals.form.noSecret'))
  }
  const id = await createTenant(wanted)
  if (id === null) return invalid('slug', say('refusals.form.slugTaken'))
  await audit('created', { slug: wanted.slug, name: wanted.name, ...wanted.config })
  return done({ slug: wanted.slug })
})

/** The doctor's checks of a connection before anything of it is stored. */
export const tryConnection = operatorAction(
  'tenant.try_connection',
  NewTenant.pick({ config: true, clientSecret: true }),
  async ({ config, clientSecret }, { admin, audit }) => {
    const identity = { id: 'new', slug: 'new', name: 'New', status: 'active', hosts: [], brand: {} } as const
    const tenant = tenantWith({ ...identity, brandRevision: 'new', revision: 'new' }, config)
    const secret = config.isPublicClient ? '' : clientSecret
    const tested = await testConnection(admin, 'operator', tenant, secret)
    if (tested.kind === 'tried') await audit('tried', connectionDetails(tenant, tested.checks))
    return done(tested)
  },
)
