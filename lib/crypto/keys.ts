import 'server-only'
import { env } from '../platform/env'
import { type KeyRing, keyRing } from './key-ring'

let ring: KeyRing | undefined

/** The keys of this deployment, derived from REKEY_SECRET. Throws EnvironmentFault. */
export function keys(): KeyRing {
  ring ??= keyRing(env().REKEY_SECRET)
  return ring
}

/** A secret for one use by a third-party library such as next-auth; 256 bits, base64url. */
export function derivedSecret(label: string): string {
  return keys().newest.derive(`derived-secret/${label}`).toString('base64url')
}
