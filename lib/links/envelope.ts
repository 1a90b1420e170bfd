import { CompactEncrypt, compactDecrypt } from 'jose'
import { FIRST_KIND } from '../link-kinds'

/**
 * What a link carries about itself, sealed: whose code it brings, of which tenant, since when, and the language of the
 * mail. The tenant's own mail function seals it and the portal opens it, so this file uses neither environment nor
 * database.
 */
export type Envelope = {
  /** The tenant's slug. Readable in the link, as it is in the link's own address. */
  tenant: string
  /** The kind of link: a name from `LINK_KINDS`, or one that only another release knows. */
  kind: string
  /** The name to give to Cognito with the code. */
  username: string
  issuedAt: Date
  locale: string
  /** The portal's note of the request that led to this mail, as it came in the client metadata; null without one. */
  ask: string | null
}

/** A tenant's sealing key and the short name of the secret that it was derived from. */
export type LinkKey = { readonly id: string; readonly key: Uint8Array }

const KEY_TEXT = /^([0-9a-f]{8})\.([A-Za-z0-9_-]{43})$/
const TENANT = /^[a-z0-9-]{1,63}$/
const KIND = /^[a-z][a-z-]{3,30}$/
/** Longer texts are no envelope: a user name has at most 128 characters (512 bytes). */
const MAXIMUM_LENGTH = 2_000

/** The key as one text, for the environment of a tenant's mail function. */
export const writeLinkKey = ({ id, key }: LinkKey): string =>
  `${id}.${Buffer.from(key).toString('base64url')}`

/** What `writeLinkKey` wrote, or null. */
export function readLinkKey(text: string): LinkKey | null {
  const [, id, key] = KEY_TEXT.exec(text) ?? []
  return id === undefined || key === undefined ? null : { id, key: Buffer.from(key, 'base64url') }
}

/**
 * Seals an envelope as compact JWE (RFC 7516; `dir`, A256GCM). The tenant and the key's name are in the protected
 * header, where they are authenticated but readable (RFC 7519 §5.3); kind, user name, time and language are not readable.
 */
export async function sealEnvelope(envelope: Envelope, { id, key }: LinkKey): Promise<string> {
  const { tenant, kind, username, issuedAt, locale, ask } = envelope
  const claims = {
    u: username,
    i: Math.floor(issuedAt.getTime() / 1000),
    l: locale,
    // Omitted for the first kind, so that its links are the same in every release.
    ...(kind !== FIRST_KIND && { k: kind }),
    ...(ask !== null && { a: ask }),
  }
  return new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, aud: tenant })
    .encrypt(key)
}

function claimsOf(plaintext: Uint8Array, tenant: string): Envelope | null {
  const claims: unknown = JSON.parse(Buffer.from(plaintext).toString('utf8'))
  if (typeof claims !== 'object' || claims === null) return null
  const { u, i, l, a, k = FIRST_KIND } = claims as Record<string, unknown>
  if (typeof u !== 'string' || typeof i !== 'number' || typeof l !== 'string') return null
  if (typeof k !== 'string' || !KIND.test(k)) return null
  return {
    tenant,
    kind: k,
    username: u,
    issuedAt: new Date(i * 1000),
    locale: l,
    ask: typeof a === 'string' ? a : null,
  }
}

/** One spelling per envelope: a decoder would also accept stray low bits in the last character of a part. */
const isCanonical = (text: string): boolean =>
  text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)

/** The key id and the tenant that a possible envelope names, before a key is derived for it. */
function namesOf(text: string): { keyId: string; tenant: string } | null {
  if (text.length > MAXIMUM_LENGTH || !isCanonical(text)) return null
  try {
    const header: unknown = JSON.parse(Buffer.from(text.split('.', 1)[0] ?? '', 'base64url').toString('utf8'))
    if (typeof header !== 'object' || header === null) return null
    const { kid, aud } = header as Record<string, unknown>
    if (typeof kid !== 'string' || typeof aud !== 'string' || !TENANT.test(aud)) return null
    return { keyId: kid, tenant: aud }
  } catch {
    return null
  }
}

/**
 * Opens a genuine envelope; null for anything else, whatever is wrong with it. The caller checks its tenant and age.
 *
 * @param findKey the key of a tenant under the secret of this name, or null where there is no such tenant or secret
 */
export async function openEnvelope(
  text: string,
  findKey: (keyId: string, tenant: string) => Promise<Uint8Array | null>,
): Promise<Envelope | null> {
  const names = namesOf(text)
  const key = names === null ? null : await findKey(names.keyId, names.tenant)
  if (names === null || key === null) return null
  try {
    const { plaintext } = await compactDecrypt(text, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return claimsOf(plaintext, names.tenant)
  } catch {
    return null
  }
}
