import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/

/** What binds a sealed text to its place: moved to another purpose, tenant or column it does not open. */
function associatedData(purpose: string, context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['rekey/seal/v1', purpose, ...context]), 'utf8')
}

const sealingKeyLabel = (purpose: string) => `seal/${purpose}`

/**
 * Seals with AES-256-GCM under the newest secret, with a random 96-bit nonce (NIST SP 800-38D §8.2.2).
 *
 * @returns `v1.<key id>.<nonce, ciphertext and tag, base64url>`
 */
export function seal(ring: KeyRing, purpose: string, plaintext: string, ...context: string[]): string {
  const nonce = randomBytes(NONCE_BYTES)
  const key = ring.newest.derive(sealingKeyLabel(purpose))
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(purpose, context))
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  const packed = Buffer.concat([nonce, ciphertext, cipher.getAuthTag()])
  return `v1.${ring.newest.id}.${packed.toString('base64url')}`
}

/** Opens what `seal` made; null for anything else, whatever is wrong with it. */
export function open(ring: KeyRing, purpose: string, sealed: string, ...context: string[]): string | null {
  const [, keyId = '', body = ''] = SEALED.exec(sealed) ?? []
  const packed = Buffer.from(body, 'base64url')
  const master = ring.find(keyId)
  // One spelling per sealed text: the decoder would also accept stray low bits in the last character.
  if (!master || packed.length < NONCE_BYTES + TAG_BYTES || packed.toString('base64url') !== body) return null
  const key = master.derive(sealingKeyLabel(purpose))
  const nonce = packed.subarray(0, NONCE_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(associatedData(purpose, context))
    decipher.setAuthTag(packed.subarray(-TAG_BYTES))
    const plaintext = Buffer.concat([
      decipher.update(packed.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ])
    return plaintext.toString('utf8')
  } catch {
    return null
  }
}

/** The key id that a sealed text names, or null where it is not one: shows which rows a rotation has to re-seal. */
export function sealingKeyId(sealed: string): string | null {
  return SEALED.exec(sealed)?.[1] ?? null
}
