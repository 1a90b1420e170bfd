import type { CustomMessageTriggerEvent, CustomMessageTriggerHandler } from 'aws-lambda'
import { FIRST_KIND, LINK_KINDS, type LinkKind } from '../lib/link-kinds'
import { sealEnvelope } from '../lib/links/envelope'
import { isAcceptable } from '../lib/mail/message-limits'
import { codeMailOf, type DrawnMail, escapeHtml, fillIn } from '../lib/mail/rendered'
import {
  CODE_SLOT,
  POOL_MAIL_NAMES,
  POOL_MAILS,
  type PoolMail,
  type PoolMailName,
  USERNAME_SLOT,
} from '../lib/pool-mails'
import { localeOf } from './locale'
import { log, nameOf as nameOfError } from './log'
import { deployedMails, type MailSource, mailSource } from './mail-source'
import { type MessageSettings, readMessageSettings } from './settings'

type Attributes = Readonly<Record<string, string>>

/**
 * The name to return to Cognito with the code, and to show to the person. Where people sign in with an address,
 * Cognito's own name for them is their `sub`, which nobody recognises; the address works just as well.
 */
export function signInName(userName: string, attributes: Attributes): string {
  if (userName !== attributes.sub) return userName
  if (attributes.email && attributes.email_verified === 'true') return attributes.email
  return userName
}

/**
 * The same before anything is verified: where Cognito's own name is the `sub`, people sign up with an address, and a
 * single one is what this person signed up with.
 */
function nameAtSignUp(userName: string, attributes: Attributes): string {
  const contacts = [attributes.email, attributes.phone_number].filter((contact) => contact)
  const [only] = contacts
  return userName === attributes.sub && contacts.length === 1 && only ? only : userName
}

/**
 * The tenant's link up to the code, whose placeholder must stay raw for Cognito to find it; null where no link can be
 * made.
 */
async function linkStart(
  settings: MessageSettings,
  event: CustomMessageTriggerEvent,
  { kind }: LinkKind,
  locale: string,
  now: Date,
) {
  const { portal, tenant, linkKey } = settings
  const nameOf = kind === LINK_KINDS['sign-up'].kind ? nameAtSignUp : signInName
  const username = nameOf(event.userName, event.request.userAttributes)
  // Only an envelope can say that a link is of another kind than the first.
  if (linkKey === null && kind !== FIRST_KIND) return null
  if (linkKey === null) return `${portal}/link?u=${encodeURIComponent(username)}&c=`
  const ask = event.request.clientMetadata?.ask ?? null
  const envelope = await sealEnvelope({ tenant, kind, username, issuedAt: now, locale, ask }, linkKey)
  return `${portal}/link?t=${envelope}&c=`
}

type Written = Pick<CustomMessageTriggerEvent['response'], 'emailMessage' | 'emailSubject' | 'smsMessage'>

/**
 * A mail as Cognito is to send it; null where Cognito wouldn't accept it.
 *
 * @param link what stands in for the mail's link, where it has one
 */
function write(
  { subject, html, sms }: Required<DrawnMail>,
  { slots }: PoolMail,
  link: string | null,
): Written | null {
  const emailMessage = link === null ? html : fillIn(html, { link })
  const isTaken =
    isAcceptable('emailMessage', emailMessage) &&
    isAcceptable('emailSubject', subject) &&
    isAcceptable('smsMessage', sms) &&
    slots.every((slot) => emailMessage.includes(slot) && sms.includes(slot))
  return isTaken ? { emailMessage, emailSubject: subject, smsMessage: sms } : null
}

/** The mail that an event is for; null for one that the function doesn't know. */
const mailFor = (source: string): PoolMailName | null =>
  POOL_MAIL_NAMES.find((name) => POOL_MAILS[name].messages.some((message) => message === source)) ?? null

/** Whether Cognito will fill in what the mail leaves open: it names its placeholders in each event. */
const isFilledIn = (
  { codeParameter, usernameParameter }: CustomMessageTriggerEvent['request'],
  { slots }: PoolMail,
) => codeParameter === CODE_SLOT && (!slots.includes(USERNAME_SLOT) || usernameParameter === USERNAME_SLOT)

/**
 * Writes the mails of a pool, of whichever kind, from what the portal has drawn. It never throws: whatever goes wrong, the
 * event goes back as it came, and Cognito sends its own mail with the code. So it does where the tenant has a kind
 * switched off.
 */
export function customMessage(
  settings: MessageSettings,
  mailsIn: MailSource,
  now: () => Date = () => new Date(),
) {
  async function written(event: CustomMessageTriggerEvent): Promise<Written | null> {
    const { triggerSource, request, callerContext } = event
    const name = mailFor(triggerSource)
    if (name === null || !isFilledIn(request, POOL_MAILS[name])) return null
    if (settings.clientIds !== null && !settings.clientIds.has(callerContext.clientId)) return null
    const mails = await mailsIn(localeOf(request))
    if (mails === null || mails.off?.includes(name)) return null
    const drawn = codeMailOf(mails, name)
    if (drawn === null) return null
    const kind = Object.values(LINK_KINDS).find(({ mail }) => mail === name)
    const start = kind ? await linkStart(settings, event, kind, mails.locale, now()) : null
    // A plain replacement: a URL builder would encode the braces, and Cognito would not find its placeholder.
    const link = start === null ? null : `${escapeHtml(start)}${CODE_SLOT}`
    const mail = kind && link === null ? null : write(drawn, POOL_MAILS[name], link)
    if (mail === null)
      log('message.refused', { tenant: settings.tenant, locale: mails.locale, source: triggerSource })
    return mail
  }

  return async <E extends CustomMessageTriggerEvent>(event: E): Promise<E> => {
    try {
      const mail = await written(event)
      return mail === null ? event : { ...event, response: { ...event.response, ...mail } }
    } catch (error) {
      log('message.failed', { tenant: settings.tenant, error: nameOfError(error) })
      return event
    }
  }
}

const settings = readMessageSettings(process.env)
if (settings === null) log('message.not_set_up', { needed: 'REKEY_PORTAL, REKEY_TENANT' })
const respond =
  settings && customMessage(settings, mailSource({ ...settings, deployed: deployedMails(settings.tenant) }))

/** The Lambda. Without its settings it does nothing, which is Cognito's own mail. */
export const handler: CustomMessageTriggerHandler = async (event) => (respond ? respond(event) : event)
