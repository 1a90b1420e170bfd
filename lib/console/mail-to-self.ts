import 'server-only'
import { IdentityRefused, readProvenEmail } from '../cognito/console-identity'
import type { Counters } from '../limits/decision'
import { portalSender, sendFromPortal } from '../mail/portal-mail'
import type { TenantMail } from '../mail/rendered'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import type { Tenant } from '../tenants/tenant'
import type { Admin } from './auth/authorise'
import { adminProvider } from './auth/provider'
import type { Sessions } from './auth/sessions'

const LIMIT_MS = 8_000

export type TestMailResult =
  | { readonly kind: 'sent'; readonly to: string }
  | { readonly kind: 'no-sender' | 'no-proven-address' | 'too-many' | 'not-sent' }

/** What sending one needs of the process. */
type Services = { readonly limits: Pick<Counters, 'take'>; readonly sessions: Sessions }

/**
 * The signed-in person's own mail address, where the console's pool has verified it; read now and stored nowhere.
 * Throws where the pool is away.
 */
async function provenEmailOf(sessions: Sessions, { sessionId }: Admin): Promise<string | null> {
  const provider = adminProvider()
  if (provider === null) return null
  try {
    return await sessions.withIdentity(sessionId, (username, refreshToken) =>
      readProvenEmail(provider, username, refreshToken),
    )
  } catch (error) {
    if (error instanceof IdentityRefused) return null
    throw error
  }
}

/**
 * Sends one of a tenant's mails to the signed-in person, only ever to the address that the console's own pool has
 * verified. Never throws.
 */
export async function sendTestMail(
  { limits, sessions }: Services,
  admin: Admin,
  tenant: Tenant,
  mail: TenantMail,
): Promise<TestMailResult> {
  const from = portalSender()
  if (from === null) return { kind: 'no-sender' }
  try {
    const to = await provenEmailOf(sessions, admin)
    if (to === null) return { kind: 'no-proven-address' }
    const { taken } = await limits.take('testMailPerAdmin', admin.subject)
    if (!taken) return { kind: 'too-many' }
    const sending = sendFromPortal(tenant, mail, { from, to }, AbortSignal.timeout(LIMIT_MS))
    await within(LIMIT_MS, 'SES', sending)
    return { kind: 'sent', to }
  } catch (error) {
    // The error's name alone: the message from SES contains the address.
    log.warn('console.test_mail', { tenant: tenant.slug, error: error instanceof Error ? error.name : '' })
    return { kind: 'not-sent' }
  }
}
