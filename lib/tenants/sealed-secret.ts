import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import { keyedHash } from '../crypto/keyed-hash'
import { open, seal, sealingKeyId } from '../crypto/seal'
import { type SealedRow, sealedRow } from '../crypto/sealed-row'
import type { Database } from '../db/connection'
import { tenantSecrets, tenants } from '../db/schema'

const PURPOSE = 'tenant-client-secret'

/** Seals an app client's secret to one tenant and one position: a row copied elsewhere does not open. */
export function sealClientSecret(ring: KeyRing, tenantId: string, position: number, secret: string): string {
  return seal(ring, PURPOSE, secret, tenantId, String(position))
}

/** Opens what `sealClientSecret` made for this tenant and position, or null. */
export function openClientSecret(
  ring: KeyRing,
  tenantId: string,
  position: number,
  sealed: string,
): string | null {
  return open(ring, PURPOSE, sealed, tenantId, String(position))
}

/** Whether a sealed secret is under the newest key. */
export function isUnderNewestKey(ring: KeyRing, sealed: string): boolean {
  return sealingKeyId(sealed) === ring.newest.id
}

/** Every tenant's stored secrets, for a rotation. */
export async function sealedClientSecrets(database: Database, ring: KeyRing): Promise<SealedRow[]> {
  const { tenantId, position, sealed } = tenantSecrets
  const rows = await database
    .select({ slug: tenants.slug, tenantId, position, sealed })
    .from(tenantSecrets)
    .innerJoin(tenants, eq(tenants.id, tenantId))
  return rows.map((row) =>
    sealedRow(ring, {
      owner: row.slug,
      sealed: row.sealed,
      purpose: PURPOSE,
      context: [row.tenantId, String(row.position)],
      replace: (before, after) =>
        database
          .update(tenantSecrets)
          .set({ sealed: after })
          .where(and(eq(tenantId, row.tenantId), eq(position, row.position), eq(sealed, before))),
    }),
  )
}

/** `…wxyz#a1b2c3d4`: enough for a person to recognise a secret and for a program to see that it changed. */
export function secretFingerprint(ring: KeyRing, tenantId: string, secret: string): string {
  return `…${secret.slice(-4)}#${keyedHash(ring, 'client-secret', tenantId, secret).slice(0, 8)}`
}
