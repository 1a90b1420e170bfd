'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import {
  claimHost,
  hostsOf,
  proveHost,
  removeHost,
  saveSettings,
  secretFacts,
  setStatus,
} from '@/app/(console)/console-store'
import { differences } from '@/lib/brand/difference'
import { done, invalid } from '@/lib/console/auth/action-result'
import { isAtLeast } from '@/lib/console/auth/roles'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { nameServers } from '@/lib/platform/env'
import { services } from '@/lib/services'
import { lookUpHost } from '@/lib/tenants/dns'
import { proofName } from '@/lib/tenants/host-claims'
import { HostSchema } from '@/lib/tenants/schema'
import { deleteTenant } from '@/lib/tenants/settings/delete-tenant'
import { leadsToOtherPool, TenantSettings } from '@/lib/tenants/settings/tenant-settings'
import { settingsOf } from '@/lib/tenants/tenant'
import { addDomain, removeDomain, vercelProject } from '@/lib/tenants/vercel'

const OneHost = z.object({ tenant: z.string(), host: HostSchema })

/** Saves name and connection; only operators may change the pool. The secret can be replaced, but never seen. */
export const saveTenant = adminAction(
  'tenant.connect',
  TenantSettings,
  async ({ name, config, clientSecret }, { tenant, role, audit }) => {
    if (!isAtLeast(role, 'operator') && leadsToOtherPool(tenant.cognito, config.cognito)) {
      await audit('refused', { userPoolId: config.cognito.userPoolId })
      return invalid('config/cognito/userPoolId', 'is for an operator to change')
    }
    const before = await secretFacts(tenant.id)
    if (!config.isPublicClient && before.length === 0 && clientSecret === '') {
      return invalid('clientSecret', 'is missing: a confidential app client has one')
    }
    await saveSettings(tenant.id, { name, config, clientSecret })
    const after = await secretFacts(tenant.id)
    const earlier = { name: tenant.name, ...settingsOf(tenant) }
    const changed = differences(earlier, { name, ...config })
      .filter(({ before: one, after: other }) => (one ?? undefined) !== (other ?? undefined))
      .map(({ path, before: one, after: other }) => ({ path, before: one ?? null, after: other ?? null }))
    await audit('saved', {
      changed,
      secretBefore: before.map(({ endsWith }) => endsWith),
      secretAfter: after.map(({ endsWith }) => endsWith),
    })
    return done({ kind: 'saved' as const })
  },
)

export const pauseTenant = adminAction(
  'tenant.pause',
  z.object({ tenant: z.string(), isPaused: z.boolean() }),
  async ({ isPaused }, { tenant, audit }) => {
    await setStatus(tenant.id, isPaused ? 'paused' : 'active')
    await audit(isPaused ? 'paused' : 'resumed')
    return done({ isPaused })
  },
)

/** Deletes a tenant and everything that belongs to it, once its slug has been typed. */
export const deleteTenantForGood = adminAction(
  'tenant.delete',
  z.object({ tenant: z.string(), typed: z.string() }),
  async ({ typed }, { admin, tenant }) => {
    if (typed !== tenant.slug) return invalid('typed', `does not say ${tenant.slug}`)
    const address = (await headers()).get(CLIENT_ADDRESS_HEADER)
    await deleteTenant(services(), tenant, { subject: admin.subject, address })
    return done({ kind: 'deleted' as const })
  },
)

export const addHost = adminAction('host.claim', OneHost, async ({ host }, { tenant, audit }) => {
  const claimed = await claimHost(tenant.id, host)
  if (claimed === 'own-already') return invalid('host', 'is proven to be yours already')
  if (claimed === 'too-many') return invalid('host', 'would be one too many: twenty is the most')
  await audit('claimed', { host })
  return done({ kind: 'claimed' as const })
})

/** Asks the DNS now, and gives the host to the tenant if the proof is there. */
export const checkHost = adminAction('host.check', OneHost, async ({ host }, { tenant, audit }) => {
  const answer = await lookUpHost(host, proofName(host), nameServers())
  const result = await proveHost(tenant.id, host, answer.texts)
  const project = vercelProject()
  const vercel = result === 'proven' && project !== null ? await addDomain(project, host) : null
  await audit(result, { host, ...(vercel && { vercel: vercel.kind }) })
  return done({ result, answer, vercel })
})

export const letHostGo = adminAction('host.remove', OneHost, async ({ host }, { tenant, audit }) => {
  const { proven } = await hostsOf(tenant.id)
  if (!(await removeHost(tenant.id, host))) return { ok: false, reason: 'not-there' }
  const project = vercelProject()
  if (project !== null && proven.includes(host)) await removeDomain(project, host)
  await audit('removed', { host })
  return done({ kind: 'removed' as const })
})
