import 'server-only'
import { and, eq, gte, sql } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import type { Database } from '../db/connection'
import { tenantSecrets } from '../db/schema'
import { isUnderNewestKey, openClientSecret, sealClientSecret, secretFingerprint } from './sealed-secret'
import { sealedSecretsOf } from './store'

type Stored = Awaited<ReturnType<typeof sealedSecretsOf>>

/**
 * Makes these the tenant's client secrets, the one to sign with first. Each is sealed to its tenant and place, and
 * written only if it changed or its key is no longer the newest; re-sealing doesn't change its date.
 *
 * @param stored what the tenant has, where that was read already
 * @returns whether anything was written
 */
export async function replaceSecrets(
  tx: Database,
  ring: KeyRing,
  tenantId: string,
  secrets: readonly string[],
  stored?: Stored,
): Promise<boolean> {
  stored ??= await sealedSecretsOf(tx, tenantId)
  const changes = secrets.flatMap((secret, position) => {
    const row = stored.find((candidate) => candidate.position === position)
    const isSame = row && openClientSecret(ring, tenantId, position, row.sealed) === secret
    return isSame && isUnderNewestKey(ring, row.sealed) ? [] : [{ position, secret, isSame }]
  })
  for (const { position, secret, isSame } of changes) {
    const sealed = sealClientSecret(ring, tenantId, position, secret)
    const fingerprint = secretFingerprint(ring, tenantId, secret)
    await tx
      .insert(tenantSecrets)
      .values({ tenantId, position, sealed, fingerprint })
      .onConflictDoUpdate({
        target: [tenantSecrets.tenantId, tenantSecrets.position],
        set: { sealed, fingerprint, ...(isSame ? {} : { setAt: sql`now()` }) },
      })
  }
  const hasSurplus = stored.some(({ position }) => position >= secrets.length)
  if (hasSurplus) {
    await tx
      .delete(tenantSecrets)
      .where(and(eq(tenantSecrets.tenantId, tenantId), gte(tenantSecrets.position, secrets.length)))
  }
  return changes.length > 0 || hasSurplus
}
