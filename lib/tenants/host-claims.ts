import 'server-only'
import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { hostClaims, tenantHosts } from '../db/schema'
import { renewRevision } from './stored-revision'

const MAXIMUM_HOSTS = 20
/** 128 bits, new for each claim: an old record in somebody's DNS proves nothing. */
const TOKEN_BYTES = 16

export type HostClaim = { host: string; token: string; createdAt: Date }

/** The DNS name and the text of a claim's proof. */
export const proofName = (host: string) => `_rekey.${host}`
export const proofText = (token: string) => `rekey-verification=${token}`

export async function hostsOf(
  database: Database,
  tenantId: string,
): Promise<{ proven: string[]; claims: HostClaim[] }> {
  const proven = await database
    .select({ host: tenantHosts.host })
    .from(tenantHosts)
    .where(eq(tenantHosts.tenantId, tenantId))
    .orderBy(asc(tenantHosts.host))
  const claims = await database
    .select({ host: hostClaims.host, token: hostClaims.token, createdAt: hostClaims.createdAt })
    .from(hostClaims)
    .where(eq(hostClaims.tenantId, tenantId))
    .orderBy(asc(hostClaims.host))
  return { proven: proven.map(({ host }) => host), claims }
}

/** Claims a host, which serves nothing yet. A repeated claim gets a new token. */
export async function claimHost(
  database: Database,
  tenantId: string,
  host: string,
): Promise<'claimed' | 'own-already' | 'too-many'> {
  const { proven, claims } = await hostsOf(database, tenantId)
  if (proven.includes(host)) return 'own-already'
  if (proven.length + claims.length >= MAXIMUM_HOSTS) return 'too-many'
  const token = randomBytes(TOKEN_BYTES).toString('hex')
  await database
    .insert(hostClaims)
    .values({ tenantId, host, token })
    .onConflictDoUpdate({
      target: [hostClaims.tenantId, hostClaims.host],
      set: { token, createdAt: sql`now()` },
    })
  return 'claimed'
}

/**
 * Gives a host to the tenant whose claim the DNS proves. The table's key allows a host only one owner: one that another
 * tenant has proven stays with it until it is removed there.
 *
 * @param texts the TXT records that were found at `proofName`
 */
export async function proveHost(
  database: Database,
  tenantId: string,
  host: string,
  texts: readonly string[],
): Promise<'proven' | 'no-claim' | 'no-proof' | 'taken'> {
  return database.transaction(async (tx) => {
    const own = and(eq(hostClaims.tenantId, tenantId), eq(hostClaims.host, host))
    const [claim] = await tx.select({ token: hostClaims.token }).from(hostClaims).where(own)
    if (!claim) return 'no-claim'
    if (!texts.includes(proofText(claim.token))) return 'no-proof'
    const [row] = await tx
      .insert(tenantHosts)
      .values({ host, tenantId, verifiedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ host: tenantHosts.host })
    if (!row) return 'taken'
    await tx.delete(hostClaims).where(own)
    await renewRevision(tx, tenantId)
    return 'proven'
  })
}

/** Removes a host or a claim; false where this tenant has neither. */
export async function removeHost(database: Database, tenantId: string, host: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const claims = await tx
      .delete(hostClaims)
      .where(and(eq(hostClaims.tenantId, tenantId), eq(hostClaims.host, host)))
      .returning({ host: hostClaims.host })
    const hosts = await tx
      .delete(tenantHosts)
      .where(and(eq(tenantHosts.tenantId, tenantId), eq(tenantHosts.host, host)))
      .returning({ host: tenantHosts.host })
    if (hosts.length > 0) await renewRevision(tx, tenantId)
    return claims.length + hosts.length > 0
  })
}
