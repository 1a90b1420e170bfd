import type { SESv2ClientConfig } from '@aws-sdk/client-sesv2'
import type { RenderedMails } from './rendered'

/** Loaded on demand, because a deployment that sends no mail doesn't need it; the Lambda runtime has it. */
export const loadSes = () => import('@aws-sdk/client-sesv2')

/** A sender's name and address for a header: anything but plain ASCII is an encoded word (RFC 2047). */
export function senderOf(name: string, address: string): string {
  if (/^[A-Za-z0-9 ]{1,60}$/.test(name)) return `"${name}" <${address}>`
  // An encoded word holds at most 75 characters, so a long name is several.
  const words: string[] = []
  let part = ''
  for (const letter of name) {
    if (Buffer.byteLength(part + letter) > 42) {
      words.push(part)
      part = ''
    }
    part += letter
  }
  const encoded = [...words, part].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
  return `${encoded.join(' ')} <${address}>`
}

export type OutgoingMail = RenderedMails['changed'] & {
  readonly to: string
  readonly from: string
  readonly region: string
  readonly set: string | null
  readonly userPoolId: string
}

/**
 * Sends one mail through SES. Throws what the SDK throws.
 *
 * @param credentials instead of the SDK's default chain
 */
export async function sendMail(
  mail: OutgoingMail,
  signal: AbortSignal,
  credentials?: SESv2ClientConfig['credentials'],
): Promise<void> {
  const { SESv2Client, SendEmailCommand } = await loadSes()
  const client = new SESv2Client({
    region: mail.region,
    maxAttempts: 1,
    ...(credentials !== undefined && { credentials }),
  })
  const text = (data: string) => ({ Data: data, Charset: 'UTF-8' })
  const command = new SendEmailCommand({
    FromEmailAddress: mail.from,
    Destination: { ToAddresses: [mail.to] },
    Content: {
      Simple: { Subject: text(mail.subject), Body: { Html: text(mail.html), Text: text(mail.text) } },
    },
    EmailTags: [{ Name: 'user-pool', Value: mail.userPoolId }],
    ...(mail.set !== null && { ConfigurationSetName: mail.set }),
  })
  try {
    await client.send(command, { abortSignal: signal })
  } finally {
    client.destroy()
  }
}
