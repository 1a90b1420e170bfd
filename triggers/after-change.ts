import { randomUUID } from 'node:crypto'
import type { PostConfirmationTriggerEvent } from 'aws-lambda'
import { senderOf, sendMail } from '../lib/mail/send-mail'
import type { PoolUser } from './aws'
import { type Change, changedMail } from './changed-mail'
import { localeOf } from './locale'
import { log, nameOf } from './log'
import type { MailSource } from './mail-source'
import { persist } from './persist'
import type { AfterSettings } from './settings'
import { deliver, type PasswordChanged } from './webhook'

/** A change of a password, as Cognito reported it. */
export type Changed = { readonly event: PostConfirmationTriggerEvent; readonly at: Date }

/** Whose password it was. */
export const userOf = ({
  event: { region, userPoolId, userName: username },
}: Pick<Changed, 'event'>): PoolUser => ({
  region,
  userPoolId,
  username,
})

const PER_TRY_MS = 1_500

/** Runs one part; no failure in it reaches another part or the person. */
export async function part(
  name: string,
  { tenant }: Pick<AfterSettings, 'tenant'>,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    log('after_reset.done', { part: name, tenant })
    return true
  } catch (error) {
    log('after_reset.failed', { part: name, tenant, error: nameOf(error) })
    return false
  }
}

async function tell(
  mail: NonNullable<AfterSettings['mail']>,
  { event, at }: Changed,
  mailsIn: MailSource,
  sessions: Promise<Omit<Change, 'at' | 'clientMetadata'>>,
  until: number,
): Promise<void> {
  const { userAttributes, clientMetadata } = event.request
  const { email, email_verified } = userAttributes
  if (!email || email_verified !== 'true') return
  const [mails, ended] = await Promise.all([mailsIn(localeOf(event.request)), sessions])
  if (mails === null) throw new Error('There are no mails to fill in')
  const written = changedMail(mails, { at, clientMetadata: clientMetadata ?? {}, ...ended })
  const outgoing = {
    ...written,
    to: email,
    from: senderOf(mails.senderName, mail.from),
    region: mail.region ?? event.region,
    set: mail.set,
    userPoolId: event.userPoolId,
  }
  await persist({ until, perTryMs: PER_TRY_MS }, (signal) => sendMail(outgoing, signal))
}

function report(
  webhook: NonNullable<AfterSettings['webhook']>,
  tenant: string,
  { event, at }: Changed,
  until: number,
): Promise<void> {
  const message: PasswordChanged = {
    type: 'password.changed',
    timestamp: at.toISOString(),
    data: {
      tenant,
      userPoolId: event.userPoolId,
      username: event.userName,
      sub: event.request.userAttributes.sub ?? '',
    },
  }
  const id = `msg_${randomUUID()}`
  return persist({ until, perTryMs: PER_TRY_MS }, (signal) => deliver(webhook, id, message, signal))
}

/**
 * Tells the owner by mail and calls the tenant's webhook, each independently and with retries while there is time. Never
 * throws.
 *
 * @param sessions what became of the sessions, for the mail, which waits for it
 * @param until when it has to be over, in the milliseconds of `performance.now()`
 */
export async function tellOfChange(
  settings: AfterSettings,
  mailsIn: MailSource,
  changed: Changed,
  sessions: Promise<Omit<Change, 'at' | 'clientMetadata'>>,
  until: number,
): Promise<void> {
  const { mail, webhook, tenant } = settings
  await Promise.all([
    mail && part('mail', settings, () => tell(mail, changed, mailsIn, sessions, until)),
    webhook && part('webhook', settings, () => report(webhook, tenant, changed, until)),
  ])
}
