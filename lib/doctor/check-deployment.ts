import { say } from '../console/words/generated/checks'
import { settingNamed } from '../console/words/setting-labels'
import { isPortalHost } from '../http/tenant-address'
import { atSetting, byCommand, type Check, fault, ok, unknown, warning } from './check'
import type { Facts } from './facts'

const DAY_MS = 24 * 60 * 60_000
const RENEWAL_DAYS = 14
const STRONG_BYTES = 32

/** Checks of this deployment itself and of the tenant's addresses. */
export function tenantOpen({ tenant }: Pick<Facts, 'tenant'>): Check {
  const id = 'tenant.open'
  if (tenant.status === 'active') return ok(id, say('checks.tenant.open.active'))
  return warning(id, say('checks.tenant.open.paused'), say('checks.tenant.open.fix'), atSetting('status'))
}

export function secretOpens({ deployment, tenant }: Pick<Facts, 'deployment' | 'tenant'>): Check {
  const id = 'tenant.secret_opens'
  if (!deployment.sealed.known) return unknown(id, deployment.sealed.why)
  const { readable, unreadable } = deployment.sealed.value
  if (unreadable > 0) {
    return fault(
      id,
      say('checks.tenant.secret_opens.opens', { count: unreadable }),
      say('checks.tenant.secret_opens.fix', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  }
  if (!tenant.isPublicClient && readable === 0)
    return fault(
      id,
      say('checks.tenant.secret_opens.none'),
      say('checks.tenant.secret_opens.fixMissing', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  return ok(
    id,
    tenant.isPublicClient
      ? say('checks.tenant.secret_opens.publicClient')
      : say('checks.tenant.secret_opens.storedOpens'),
  )
}

export function secretStrength({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.secret'
  const shortest = Math.min(...deployment.secretBytes)
  if (shortest >= STRONG_BYTES) return ok(id, say('checks.deployment.secret.bytesLeast', { shortest }))
  return fault(
    id,
    say('checks.deployment.secret.secretBytes', { shortest }),
    say('checks.deployment.secret.fix'),
    byCommand('openssl rand -base64 32'),
  )
}

export function secretRotation({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.secret_rotation'
  const { secretBytes, underOlderKey } = deployment
  if (secretBytes.length === 1) return ok(id, say('checks.deployment.secret_rotation.none'))
  if (!underOlderKey.known) return unknown(id, underOlderKey.why)
  if (underOlderKey.value > 0)
    return warning(
      id,
      say('checks.deployment.secret_rotation.older', { count: underOlderKey.value }),
      say('checks.deployment.secret_rotation.fix'),
      byCommand('rekey secrets rotate'),
    )
  return warning(
    id,
    say('checks.deployment.secret_rotation.finished'),
    say('checks.deployment.secret_rotation.fixFinished'),
  )
}

export function databaseReady({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.database'
  const { database } = deployment
  if (!database.known) return fault(id, database.why, say('checks.deployment.database.fix'))
  const { engine, missingMigrations } = database.value
  if (missingMigrations > 0)
    return fault(
      id,
      say('checks.deployment.database.migrationsMissing', { count: missingMigrations }),
      say('checks.deployment.database.fixMigrations'),
      byCommand('rekey migrate'),
    )
  return ok(id, say('checks.deployment.database.migrated', { engine }))
}

export function redisReady({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.redis'
  const { redis } = deployment
  if (redis === null) return ok(id, say('checks.deployment.redis.notConfigured'))
  if (redis.known) return ok(id, say('checks.deployment.redis.answers'))
  return fault(id, redis.why, say('checks.deployment.redis.fix'))
}

const isOnThisMachine = (baseUrl: string) => ['localhost', '127.0.0.1'].includes(new URL(baseUrl).hostname)

/**
 * The hosts that people can be expected to reach. Names that nobody can register are for examples where the whole portal
 * is one, on somebody's own machine; anywhere else they are a mistake.
 */
const realHosts = ({ deployment, hosts }: Pick<Facts, 'deployment' | 'hosts'>) =>
  isOnThisMachine(deployment.baseUrl) ? hosts.filter(({ isReserved }) => !isReserved) : hosts

const noneReal = (hosts: Facts['hosts']) =>
  hosts.length === 0
    ? say('checks.host.none')
    : say('checks.host.onlyExamples', { hosts: hosts.map(({ host }) => host).join(', ') })

export function baseAddress({ deployment, tenant }: Pick<Facts, 'deployment' | 'tenant'>): Check {
  const id = 'host.base'
  const { baseUrl, isProduction } = deployment
  const clash = tenant.hosts.find((host) => isPortalHost(host, baseUrl))
  if (clash !== undefined) {
    return fault(
      id,
      say('checks.host.base.clash', { clash }),
      say('checks.host.base.fix'),
      atSetting('hosts'),
    )
  }
  if (isProduction && new URL(baseUrl).protocol !== 'https:' && !isOnThisMachine(baseUrl))
    return fault(id, say('checks.host.base.notHttps', { baseUrl }), say('checks.host.base.fixNotHttps'))
  const base = tenant.hosts[0] === undefined ? `${baseUrl}/${tenant.slug}` : `https://${tenant.hosts[0]}`
  return ok(id, say('checks.host.base.linksLead', { base }))
}

export function hostNames(facts: Pick<Facts, 'deployment' | 'hosts'>): Check {
  const id = 'host.dns'
  const hosts = realHosts(facts)
  if (hosts.length === 0) return ok(id, noneReal(facts.hosts))
  const missing = hosts.filter(({ addresses }) => addresses.length === 0).map(({ host }) => host)
  if (missing.length > 0)
    return fault(
      id,
      say('checks.host.dns.noAddress', { missing: missing.join(', ') }),
      say('checks.host.dns.fix'),
      atSetting('hosts'),
    )
  return ok(id, say('checks.host.dns.resolve', { count: hosts.length }))
}

/** Changes nothing: what is served says who has to renew it. */
const showCertificate = (hosts: Facts['hosts']) =>
  byCommand(
    hosts
      .map(({ host }) => `openssl s_client -connect ${host}:443 -servername ${host} </dev/null`)
      .join('\n'),
  )

export function certificates(facts: Pick<Facts, 'deployment' | 'hosts' | 'now'>): Check {
  const id = 'host.tls'
  const hosts = realHosts(facts)
  const resolved = hosts.filter(({ addresses }) => addresses.length > 0)
  if (resolved.length === 0)
    return hosts.length === 0
      ? ok(id, noneReal(facts.hosts))
      : unknown(id, say('checks.host.tls.noneResolves'))
  const broken = resolved.flatMap(({ host, certificate }) =>
    certificate.known ? [] : [`${host}: ${certificate.why}`],
  )
  if (broken.length > 0)
    return fault(id, broken.join('; '), say('checks.host.tls.fix'), showCertificate(resolved))
  const ends = resolved.flatMap(({ certificate }) => (certificate.known ? [certificate.value.getTime()] : []))
  const days = Math.floor((Math.min(...ends) - facts.now.getTime()) / DAY_MS)
  if (days < RENEWAL_DAYS)
    return warning(
      id,
      say('checks.host.tls.ends', { days }),
      say('checks.host.tls.fixEnds'),
      showCertificate(resolved),
    )
  return ok(id, say('checks.host.tls.valid', { days }))
}
