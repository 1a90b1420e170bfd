import { type LinkKey, readLinkKey } from '../lib/links/envelope'

/** What both functions know about their tenant. */
type Settings = {
  /** The tenant's pages, without a slash at the end. */
  readonly portal: string
  readonly tenant: string
}

export type MessageSettings = Settings & {
  /** Null: links carry the user name in clear instead of an envelope. */
  readonly linkKey: LinkKey | null
  /** Null: every app client of the pool gets the tenant's mails. */
  readonly clientIds: ReadonlySet<string> | null
}

/** Whether a reset ends sessions: never, unless the request says no, or always. Nothing in a request can change the first or last. */
export type SignOut = 'off' | 'ask' | 'on'

export type AfterSettings = Settings & {
  readonly mail: { readonly from: string; readonly region: string | null; readonly set: string | null } | null
  readonly signOut: SignOut
  /** The function that does what takes time, by its name or ARN; null: this one does it. */
  readonly continuesIn: string | null
  readonly webhook: { readonly url: string; readonly secret: Uint8Array } | null
  readonly clientIds: ReadonlySet<string> | null
}

export type Environment = Record<string, string | undefined>

function isPortal(text: string): boolean {
  if (!URL.canParse(text) || text.endsWith('/')) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname))
}

function shared(environment: Environment): Settings | null {
  const { REKEY_PORTAL: portal = '', REKEY_TENANT: tenant = '' } = environment
  return isPortal(portal) && /^[a-z0-9-]{1,63}$/.test(tenant) ? { portal, tenant } : null
}

const listOf = (text: string | undefined): ReadonlySet<string> | null =>
  text ? new Set(text.split(',').map((id) => id.trim())) : null

/** The settings of the mail function, or null where it can't know whose mails to write. */
export function readMessageSettings(environment: Environment): MessageSettings | null {
  const settings = shared(environment)
  if (settings === null) return null
  return {
    ...settings,
    linkKey: readLinkKey(environment.REKEY_LINK_KEY ?? ''),
    clientIds: listOf(environment.REKEY_CLIENT_IDS),
  }
}

/** Secrets of Standard Webhooks: 24 to 64 bytes, base64, after `whsec_`. */
function secretOf(text: string): Uint8Array | null {
  const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64')
  return text.startsWith('whsec_') && bytes.length >= 24 && bytes.length <= 64 ? bytes : null
}

const readSignOut = (text: string | undefined): SignOut => (text === 'on' || text === 'ask' ? text : 'off')

/** The settings of the functions that run after a reset; a part with incomplete settings is off. */
export function readAfterSettings(environment: Environment): AfterSettings | null {
  const settings = shared(environment)
  if (settings === null) return null
  const { REKEY_MAIL_FROM: from, REKEY_WEBHOOK_URL: url = '', REKEY_WEBHOOK_SECRET = '' } = environment
  const secret = secretOf(REKEY_WEBHOOK_SECRET)
  return {
    ...settings,
    mail: from
      ? {
          from,
          region: environment.REKEY_MAIL_REGION || null,
          set: environment.REKEY_MAIL_CONFIGURATION_SET || null,
        }
      : null,
    signOut: readSignOut(environment.REKEY_SIGN_OUT),
    continuesIn: environment.REKEY_AFTER_RESET || null,
    webhook: isPortal(url.replace(/\/$/, '')) && secret !== null ? { url, secret } : null,
    clientIds: listOf(environment.REKEY_CLIENT_IDS),
  }
}
