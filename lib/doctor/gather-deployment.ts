import 'server-only'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:tls'
import { sealedHeads } from '../audit/sealed-heads'
import { sealedSessions } from '../console/auth/sessions'
import { say } from '../console/words/generated/checks'
import { keys } from '../crypto/keys'
import type { DatabaseClient } from '../db/client'
import { countMissing } from '../db/migrate'
import { isPublicAddress } from '../http/client-address'
import { openRedis } from '../limits/store'
import { within } from '../platform/deadline'
import { env } from '../platform/env'
import { openClientSecret, sealedClientSecrets } from '../tenants/sealed-secret'
import { sealedSecretsOf } from '../tenants/store'
import type { Tenant } from '../tenants/tenant'
import { type DeploymentFacts, type Finding, found, type HostFacts, notFound } from './facts'

const LIMIT_MS = 3_000

/** A driver's message may contain an address with its password; the error's code or name is enough. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return say('checks.unseen.unknown')
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

type What = 'database' | 'redis' | 'secrets' | 'name' | 'certificate'

async function look<T>(what: What, work: () => Promise<T>): Promise<Finding<T>> {
  try {
    return found(await within(LIMIT_MS, what, work()))
  } catch (error) {
    return notFound(say('checks.unseen.noAnswer', { what, reason: reasonOf(error) }))
  }
}

const readDatabase = ({ connection }: DatabaseClient) =>
  look('database', async () => {
    const { engine, database } = await connection()
    return { engine, missingMigrations: await countMissing(database) }
  })

async function readRedis(): Promise<Finding<null> | null> {
  const { REDIS_URL: url } = env()
  if (url === undefined) return null
  return look('redis', async () => {
    const client = await openRedis(url)
    try {
      await client.eval('return 1', { keys: [], arguments: [] })
      return null
    } finally {
      await client.close().catch(() => {})
    }
  })
}

const readSealed = ({ database }: DatabaseClient, tenant: Tenant) =>
  look('secrets', async () => {
    const counts = { readable: 0, unreadable: 0 }
    for (const { position, sealed } of await sealedSecretsOf(await database(), tenant.id)) {
      if (openClientSecret(keys(), tenant.id, position, sealed) === null) counts.unreadable += 1
      else counts.readable += 1
    }
    return counts
  })

/** The rows that `rekey secrets rotate` would re-seal; there are some only during a rotation. */
async function readUnderOlderKey({ database }: DatabaseClient): Promise<Finding<number>> {
  if (env().REKEY_SECRET.length === 1) return found(0)
  return look('secrets', async () => {
    const db = await database()
    const rows = await Promise.all([
      sealedClientSecrets(db, keys()),
      sealedSessions(db, keys()),
      sealedHeads(db, keys()),
    ])
    return rows.flat().filter(({ state }) => state === 'older').length
  })
}

export async function readDeployment(db: DatabaseClient, tenant: Tenant): Promise<DeploymentFacts> {
  const { REKEY_BASE_URL, NODE_ENV, REKEY_SECRET, REKEY_BREACHED_PASSWORDS } = env()
  const [database, redis, sealed, underOlderKey] = await Promise.all([
    readDatabase(db),
    readRedis(),
    readSealed(db, tenant),
    readUnderOlderKey(db),
  ])
  return {
    baseUrl: REKEY_BASE_URL,
    isProduction: NODE_ENV === 'production',
    looksUpBreaches: REKEY_BREACHED_PASSWORDS !== null,
    secretBytes: REKEY_SECRET.map((secret) => secret.length),
    database,
    redis,
    sealed,
    underOlderKey,
  }
}

/** The end of the certificate that a host serves, checked against this machine's roots and the host's name. */
function readCertificate(servername: string, address: string): Promise<Date> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 443, servername, timeout: LIMIT_MS })
    socket.once('secureConnect', () => {
      const { valid_to: until } = socket.getPeerCertificate()
      socket.destroy()
      resolve(new Date(until))
    })
    socket.once('timeout', () => socket.destroy(new Error('timeout')))
    socket.once('error', reject)
  })
}

/** Names that nobody can register (RFC 2606, RFC 6761); the DNS is not asked for them. */
const isReserved = (host: string): boolean => /(^|\.)(example|invalid|localhost|test)$/.test(host)

async function readHost(host: string): Promise<HostFacts> {
  const reserved = isReserved(host)
  const looked = reserved
    ? notFound(say('checks.unseen.reserved'))
    : await look('name', () => lookup(host, { all: true }))
  const seen = { host, isReserved: reserved }
  if (!looked.known)
    return { ...seen, addresses: [], certificate: notFound(say('checks.unseen.notResolved')) }
  const addresses = looked.value.map(({ address }) => address)
  // A host's owner decides where it points: only public addresses, so that nobody can look into this deployment's
  // network.
  const open = addresses.find(isPublicAddress)
  if (open === undefined) return { ...seen, addresses, certificate: notFound(say('checks.unseen.notPublic')) }
  return { ...seen, addresses, certificate: await look('certificate', () => readCertificate(host, open)) }
}

/** The tenant's own hosts, which were proven to be its own, as they look from here. */
export function readHosts({ hosts }: Tenant): Promise<HostFacts[]> {
  return Promise.all(hosts.map(readHost))
}
