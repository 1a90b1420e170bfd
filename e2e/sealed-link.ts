import { keyRing } from '../lib/crypto/key-ring'
import { type Envelope, sealEnvelope } from '../lib/links/envelope'
import type { Slug } from './site'

/**
 * The query of a link as a tenant's mail function would have made it, at another time or for somebody else.
 *
 * @param secret the portal's REKEY_SECRET
 */
export async function sealedLink(
  secret: Buffer,
  tenant: Slug,
  username: string,
  envelope: Partial<Envelope> = {},
): Promise<string> {
  const { newest } = keyRing([secret])
  const key = { id: newest.id, key: newest.derive(`link-envelope/${tenant}`) }
  const whole = {
    tenant,
    kind: 'reset',
    username,
    issuedAt: new Date(),
    locale: 'en',
    ask: null,
    ...envelope,
  }
  return `t=${await sealEnvelope(whole, key)}&c=246810`
}
