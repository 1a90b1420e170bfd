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
  if (tenant.status === 'active') return ok(id, 'the tenant is active')
  return warning(
    id,
    'the tenant is paused: its pages answer 404',
    'Resume it in the console.',
    atSetting('status'),
  )
}

export function secretOpens({ deployment, tenant }: Pick<Facts, 'deployment' | 'tenant'>): Check {
  const id = 'tenant.secret_opens'
  if (!deployment.sealed.known) return unknown(id, deployment.sealed.why)
  const { readable, unreadable } = deployment.sealed.value
  if (unreadable > 0) {
    return fault(
      id,
      `${unreadable} sealed secrets open with none of the keys`,
      `Put the secret they were sealed with back into REKEY_SECRET, or set ${settingNamed('cognito.clientSecret')} again.`,
      atSetting('cognito.clientSecret'),
    )
  }
  if (!tenant.isPublicClient && readable === 0)
    return fault(
      id,
      'no client secret is stored',
      `Set ${settingNamed('cognito.clientSecret')}.`,
      atSetting('cognito.clientSecret'),
    )
  return ok(id, tenant.isPublicClient ? 'a public client has none' : 'the stored secret opens')
}

export function secretStrength({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.secret'
  const shortest = Math.min(...deployment.secretBytes)
  if (shortest >= STRONG_BYTES) return ok(id, `${shortest} bytes at least`)
  return fault(
    id,
    `a secret of ${shortest} bytes`,
    'Set REKEY_SECRET from `openssl rand -base64 32`.',
    byCommand('openssl rand -base64 32'),
  )
}

export function secretRotation({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.secret_rotation'
  const { secretBytes, underOlderKey } = deployment
  if (secretBytes.length === 1) return ok(id, 'one secret, no rotation under way')
  if (!underOlderKey.known) return unknown(id, underOlderKey.why)
  if (underOlderKey.value > 0)
    return warning(
      id,
      `${underOlderKey.value} stored values are sealed under an older secret`,
      'Run `rekey secrets rotate`.',
      byCommand('rekey secrets rotate'),
    )
  return warning(
    id,
    'everything stored is under the newest secret, and the older ones are still listed',
    'Give the pools’ functions their new link keys, then drop the older secrets from REKEY_SECRET.',
  )
}

export function databaseReady({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.database'
  const { database } = deployment
  if (!database.known) return fault(id, database.why, 'Check DATABASE_URL and that the server runs.')
  const { engine, missingMigrations } = database.value
  if (missingMigrations > 0)
    return fault(
      id,
      `${missingMigrations} migrations are missing`,
      'Start the portal once: it migrates by itself. Or run `rekey migrate`.',
      byCommand('rekey migrate'),
    )
  return ok(id, `${engine} answers and is migrated`)
}

export function redisReady({ deployment }: Pick<Facts, 'deployment'>): Check {
  const id = 'deployment.redis'
  const { redis } = deployment
  if (redis === null) return ok(id, 'not configured: limits are counted in the database')
  if (redis.known) return ok(id, 'Redis answers')
  return fault(id, redis.why, 'Check REDIS_URL; until then each process counts alone, at half the limits.')
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
    ? 'no hosts of its own'
    : `${hosts.map(({ host }) => host).join(', ')}: a name for examples, on this machine only`

export function baseAddress({ deployment, tenant }: Pick<Facts, 'deployment' | 'tenant'>): Check {
  const id = 'host.base'
  const { baseUrl, isProduction } = deployment
  const clash = tenant.hosts.find((host) => isPortalHost(host, baseUrl))
  if (clash !== undefined) {
    return fault(
      id,
      `${clash} is the portal’s own host, so the tenant’s pages are not there`,
      'Give the tenant a host of its own, or none.',
      atSetting('hosts'),
    )
  }
  if (isProduction && new URL(baseUrl).protocol !== 'https:' && !isOnThisMachine(baseUrl))
    return fault(
      id,
      `REKEY_BASE_URL is ${baseUrl}: links in mail are not https`,
      'Set REKEY_BASE_URL to an https origin.',
    )
  const base = tenant.hosts[0] === undefined ? `${baseUrl}/${tenant.slug}` : `https://${tenant.hosts[0]}`
  return ok(id, `links lead to ${base}`)
}

export function hostNames(facts: Pick<Facts, 'deployment' | 'hosts'>): Check {
  const id = 'host.dns'
  const hosts = realHosts(facts)
  if (hosts.length === 0) return ok(id, noneReal(facts.hosts))
  const missing = hosts.filter(({ addresses }) => addresses.length === 0).map(({ host }) => host)
  if (missing.length > 0)
    return fault(
      id,
      `no address for ${missing.join(', ')}`,
      'Set the DNS record that the console shows for the host.',
      atSetting('hosts'),
    )
  return ok(id, `${hosts.length} of ${hosts.length} hosts resolve`)
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
    return hosts.length === 0 ? ok(id, noneReal(facts.hosts)) : unknown(id, 'no host resolves')
  const broken = resolved.flatMap(({ host, certificate }) =>
    certificate.known ? [] : [`${host}: ${certificate.why}`],
  )
  if (broken.length > 0)
    return fault(
      id,
      broken.join('; '),
      'Serve a certificate that browsers trust for the host.',
      showCertificate(resolved),
    )
  const ends = resolved.flatMap(({ certificate }) => (certificate.known ? [certificate.value.getTime()] : []))
  const days = Math.floor((Math.min(...ends) - facts.now.getTime()) / DAY_MS)
  if (days < RENEWAL_DAYS)
    return warning(
      id,
      `a certificate ends in ${days} days`,
      'Renew it, and look why it was not renewed by itself.',
      showCertificate(resolved),
    )
  return ok(id, `valid for ${days} more days`)
}
