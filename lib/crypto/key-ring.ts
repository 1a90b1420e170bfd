import { createHash, hkdfSync } from 'node:crypto'

const KEY_BYTES = 32
// A fixed salt separates this product's keys from those of any other program that was given the same secret.
const SALT = 'rekey/v1'

/** One of the operator's secrets, able to derive a key for each use. */
export type MasterKey = {
  /** First eight hex digits of a hash of a derived key: finds the right secret, tells nothing about it. */
  readonly id: string
  /** The 32-byte key for one use (HKDF-SHA256, RFC 5869); equal labels give equal keys. */
  derive(label: string): Buffer
}

/** All secrets of a deployment: the first seals, every one opens, the last one hashes. */
export type KeyRing = {
  readonly newest: MasterKey
  readonly oldest: MasterKey
  find(id: string): MasterKey | null
}

function masterKey(secret: Uint8Array): MasterKey {
  const derived = new Map<string, Buffer>()
  const derive = (label: string) => {
    const known = derived.get(label)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', secret, SALT, label, KEY_BYTES))
    derived.set(label, key)
    return key
  }
  const id = createHash('sha256').update(derive('key-id')).digest('hex').slice(0, 8)
  return { id, derive }
}

/**
 * Builds the ring from the secrets in the operator's order, newest first.
 *
 * @throws RangeError where there is no secret at all
 */
export function keyRing(secrets: readonly Uint8Array[]): KeyRing {
  const masters = secrets.map(masterKey)
  const newest = masters[0]
  const oldest = masters.at(-1)
  if (!newest || !oldest) throw new RangeError('A key ring needs at least one secret')
  const byId = new Map(masters.map((master) => [master.id, master]))
  return { newest, oldest, find: (id) => byId.get(id) ?? null }
}
