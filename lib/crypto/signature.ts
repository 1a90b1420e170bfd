import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyRing, MasterKey } from './key-ring'

/** Proof of this deployment that some texts are its own; `keyId` names the secret that made it. */
export type Signature = { readonly keyId: string; readonly mac: string }

const digest = (key: MasterKey, label: string, parts: readonly unknown[]) =>
  createHmac('sha256', key.derive(`signature/${label}`))
    .update(JSON.stringify(parts))
    .digest()

/** Signs with HMAC-SHA256 under the newest secret: without a secret nobody makes or changes what is signed. */
export function sign(ring: KeyRing, label: string, parts: readonly unknown[]): Signature {
  return { keyId: ring.newest.id, mac: digest(ring.newest, label, parts).toString('base64url') }
}

/** Whether `sign` made this of the same parts; `unknown` where none of the ring's secrets has its id. */
export function checkSignature(
  ring: KeyRing,
  label: string,
  { keyId, mac }: Signature,
  parts: readonly unknown[],
): 'right' | 'wrong' | 'unknown' {
  const key = ring.find(keyId)
  if (key === null) return 'unknown'
  const [wanted, given] = [digest(key, label, parts), Buffer.from(mac, 'base64url')]
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? 'right' : 'wrong'
}
