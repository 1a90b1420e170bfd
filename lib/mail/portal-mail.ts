import 'server-only'
import { administratorCredentials } from '../cognito/administrator-credentials'
import { env } from '../platform/env'
import { inSpan } from '../platform/tracing'
import type { Tenant } from '../tenants/tenant'
import type { TenantMail } from './rendered'
import { senderOf, sendMail } from './send-mail'

/** The sender of mails that the portal itself sends; null where this deployment has none. */
export const portalSender = (): string | null => env().REKEY_MAIL_FROM ?? null

/** Sends one mail in a tenant's name, with the deployment's credentials. Throws what the SDK throws. */
export async function sendFromPortal(
  { cognito }: Tenant,
  { senderName, subject, html, text }: TenantMail,
  { from, to }: { from: string; to: string },
  signal: AbortSignal,
): Promise<void> {
  const region = env().REKEY_MAIL_REGION ?? cognito.region
  const sender = senderOf(senderName, from)
  const mail = { subject, html, text, to, from: sender, region, set: null, userPoolId: cognito.userPoolId }
  await inSpan(
    'mail send',
    { 'rpc.system': 'aws-api', 'rpc.service': 'SESv2', 'cloud.region': region },
    async () => sendMail(mail, signal, await administratorCredentials(region)),
  )
}
