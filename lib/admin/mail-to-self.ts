import 'server-only'
import { administratorCredentials } from '../cognito/administrator-credentials'
import { within } from '../deadline'
import { env } from '../env'
import { limiter } from '../limits/limiter'
import { log } from '../log'
import { senderOf, sendMail } from '../mail/send-mail'
import type { Tenant } from '../tenants/tenant'
import type { Admin } from './authorise'
import { provenEmailOf } from './current-admin'
import type { SampleMail } from './shown-mails'

const LIMIT_MS = 8_000

/** Who test mails come from; null where this deployment has no sender. */
export const testSender = (): string | null => env().REKEY_MAIL_FROM ?? null

export type TestMailResult =
  | { readonly kind: 'sent'; readonly to: string }
  | { readonly kind: 'no-sender' | 'no-proven-address' | 'too-many' | 'not-sent' }

/**
 * Sends one of a tenant's mails to whoever is signed in: to no other address than the one
 * that the console's own pool has had proven. Never throws.
 */
export async function sendTestMail(
  admin: Admin,
  tenant: Tenant,
  { senderName, subject, html, text }: SampleMail,
): Promise<TestMailResult> {
  const from = testSender()
  if (from === null) return { kind: 'no-sender' }
  try {
    const to = await provenEmailOf(admin)
    if (to === null) return { kind: 'no-proven-address' }
    const { taken } = await limiter().take('testMailPerAdmin', admin.subject)
    if (!taken) return { kind: 'too-many' }
    const region = env().REKEY_MAIL_REGION ?? tenant.cognito.region
    const mail = {
      subject,
      html,
      text,
      to,
      from: senderOf(senderName, from),
      region,
      set: null,
      userPoolId: tenant.cognito.userPoolId,
    }
    const credentials = await administratorCredentials(region)
    await within(LIMIT_MS, 'SES', sendMail(mail, AbortSignal.timeout(LIMIT_MS), credentials))
    return { kind: 'sent', to }
  } catch (error) {
    // The name alone: what SES says has the address in it.
    log.warn('console.test_mail', { tenant: tenant.slug, error: error instanceof Error ? error.name : '' })
    return { kind: 'not-sent' }
  }
}
