import { createHmac } from 'node:crypto'
import { z } from 'zod'

/** What the official libraries call themselves: web, iOS, Android, Flutter. */
export const contextDataVersions = [
  'JS20171115',
  'IOS20171114',
  'ANDROID20171114',
  'FLUTTER20230306',
] as const

const Envelope = z.object({ payload: z.string(), signature: z.string(), version: z.string() })
const Payload = z.object({
  contextData: z.record(z.string(), z.string()),
  username: z.string(),
  userPoolId: z.string(),
  timestamp: z.string().regex(/^\d+$/),
})

type ContextPayload = z.infer<typeof Payload>
export type EncodedDataReading =
  | { ok: true; payload: ContextPayload }
  | { ok: false; because: string; payload: unknown }

/** Base64(HMAC-SHA256(key = client id, message = version ‖ payload)): an integrity check, since the key is public. */
export function contextSignature(clientId: string, version: string, payload: string): string {
  return createHmac('sha256', clientId).update(version, 'utf8').update(payload, 'utf8').digest('base64')
}

/** Opens a device fingerprint and says whether it belongs to this client, pool and username, and if not, why. */
export function readEncodedData(
  encoded: string,
  call: { clientId: string; poolId: string; username: string },
): EncodedDataReading {
  const envelope = Envelope.safeParse(json(decodeBase64(encoded)))
  if (!envelope.success) return bad('it is not base64 of a payload, a signature and a version')
  const { payload: signed, signature, version } = envelope.data
  const raw = json(signed)
  if (!contextDataVersions.some((known) => known === version)) return bad(`unknown version ${version}`, raw)
  // The first Android library also wrapped the signature's base64.
  if (signature.replace(/\s/g, '') !== contextSignature(call.clientId, version, signed)) {
    return bad('the signature does not match', raw)
  }
  const payload = Payload.safeParse(raw)
  if (!payload.success) return bad('the payload has not the documented shape', raw)
  // iOS signs the word "unknown" when no username was typed yet.
  const nameless = version.startsWith('IOS') && payload.data.username === 'unknown'
  if (payload.data.username !== call.username && !nameless) return bad('it is for another username', raw)
  if (payload.data.userPoolId !== call.poolId) return bad('it is for another user pool', raw)
  return { ok: true, payload: payload.data }
}

function bad(because: string, payload: unknown = null): EncodedDataReading {
  return { ok: false, because, payload }
}

/** Android wraps its base64 in lines; nothing else than that and the standard alphabet is let through. */
function decodeBase64(text: string): string {
  const compact = text.replace(/\r?\n/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return ''
  return Buffer.from(compact, 'base64').toString('utf8')
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
