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
  settingsAuthor,
  settingsToEdit,
} from '@/app/(console)/console-store'
import { connectionDetails, testConnection } from '@/app/(console)/try-connection'
import { services } from '@/app/services'
import { differences } from '@/lib/brand/difference'
import { type ActionResult, done, invalid } from '@/lib/console/auth/action-result'
import { isAtLeast } from '@/lib/console/auth/roles'
import type { SettingsToEdit } from '@/lib/console/edited-settings'
import type { SettingsAuthor } from '@/lib/console/settings-author'
import { say } from '@/lib/console/words/generated/refusals'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { nameServers } from '@/lib/platform/env'
import { lookUpHost } from '@/lib/tenants/dns'
import { proofName } from '@/lib/tenants/host-claims'
import { HostSchema } from '@/lib/tenants/schema'
import { deleteTenant } from '@/lib/tenants/settings/delete-tenant'
import { leadsToOtherPool, TenantSettings } from '@/lib/tenants/settings/tenant-settings'
import { settingsOf, type Tenant, tenantWith } from '@/lib/tenants/tenant'
import { addDomain, removeDomain, vercelProject } from '@/lib/tenants/vercel'

const OneHost = z.object({ tenant: z.string(), host: HostSchema })

type Conflict = { kind: 'conflict'; theirs: SettingsToEdit; author: SettingsAuthor | null }
type Saved = { kind: 'saved'; version: string }

/** What somebody else saved meanwhile, and who it was, as far as the log tells. */
async function conflictAt(tenant: Tenant): Promise<Conflict | null> {
  const theirs = await settingsToEdit(tenant)
  if (theirs === null) return null
  return { kind: 'conflict', theirs, author: await settingsAuthor(tenant.id, theirs.version) }
}

/**
 * Saves name and connection; only operators may change the pool. The secret can be replaced, but never seen. What
 * somebody else saved meanwhile is not overwritten.
 */
export const saveTenant = adminAction(
  'tenant.connect',
  TenantSettings,
  async (wanted, { tenant, role, audit }): Promise<ActionResult<Saved | Conflict>> => {
    const { name, config, clientSecret } = wanted
    if (!isAtLeast(role, 'operator') && leadsToOtherPool(tenant.cognito, config.cognito)) {
      // An operator may have moved it since this person opened the settings.
      const conflict = await conflictAt(tenant)
      if (conflict !== null && conflict.theirs.version !== wanted.version) return done(conflict)
      await audit('refused', { userPoolId: config.cognito.userPoolId })
      return invalid('config/cognito/userPoolId', say('refusals.form.operatorOnly'))
    }
    const before = await secretFacts(tenant.id)
    if (!config.isPublicClient && before.length === 0 && clientSecret === '') {
      return invalid('clientSecret', say('refusals.form.noSecret'))
    }
    const { kind, version } = await saveSettings(tenant.id, wanted)
    if (kind === 'already') return done({ kind: 'saved', version })
    if (kind === 'changed-meanwhile') {
      const conflict = await conflictAt(tenant)
      return conflict === null ? { ok: false, reason: 'not-there' } : done(conflict)
    }
    const after = await secretFacts(tenant.id)
    const earlier = { name: tenant.name, ...settingsOf(tenant) }
    const changed = differences(earlier, { name, ...config })
      .filter(({ before: one, after: other }) => (one ?? undefined) !== (other ?? undefined))
      .map(({ path, before: one, after: other }) => ({ path, before: one ?? null, after: other ?? null }))
    await audit('saved', {
      changed,
      settingsVersion: version,
      secretBefore: before.map(({ endsWith }) => endsWith),
      secretAfter: after.map(({ endsWith }) => endsWith),
    })
    return done({ kind: 'saved', version })
  },
)

/**
 * The doctor's checks of a connection before it is saved, with the stored secret where none is typed. Owners test their
 * own pool alone, as they save no other.
 */
export const checkConnection = adminAction(
  'tenant.check_connection',
  TenantSettings.pick({ tenant: true, config: true, clientSecret: true }),
  async ({ config, clientSecret }, { admin, tenant, role, audit }) => {
    const isOperator = isAtLeast(role, 'operator')
    if (!isOperator && leadsToOtherPool(tenant.cognito, config.cognito)) {
      return invalid('config/cognito/userPoolId', say('refusals.form.operatorOnly'))
    }
    const wanted = tenantWith(tenant, config)
    const test = (secret: string) => testConnection(admin, isOperator ? 'operator' : 'owner', wanted, secret)
    const tested = config.isPublicClient
      ? await test('')
      : clientSecret !== ''
        ? await test(clientSecret)
        : await services().secrets.lend(tenant, ([stored = '']) => test(stored))
    if (tested.kind === 'tried') await audit('tried', connectionDetails(wanted, tested.checks))
    return done(tested)
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
    if (typed !== tenant.slug) return invalid('typed', say('refusals.form.otherSlug', { slug: tenant.slug }))
    const address = (await headers()).get(CLIENT_ADDRESS_HEADER)
    await deleteTenant(services(), tenant, { subject: admin.subject, address })
    return done({ kind: 'deleted' as const })
  },
)

export const addHost = adminAction('host.claim', OneHost, async ({ host }, { tenant, audit }) => {
  const claimed = await claimHost(tenant.id, host)
  if (claimed === 'own-already') return invalid('host', say('refusals.form.hostProven'))
  if (claimed === 'too-many') return invalid('host', say('refusals.form.hosts'))
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
