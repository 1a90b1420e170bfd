import type { CustomMessageTriggerEvent, CustomMessageTriggerHandler } from 'aws-lambda'
import { FIRST_KIND, LINK_KINDS, type LinkKind, type LinkKinds } from '../lib/link-kinds'
import { sealEnvelope } from '../lib/links/envelope'
import { CODE_SLOT, isAcceptable } from '../lib/mail/message-limits'
import { codeMailOf, escapeHtml, fillIn, type RenderedMails } from '../lib/mail/rendered'
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

/** Puts the link into the mail; null where Cognito wouldn't accept the result. */
function write(mails: RenderedMails, kind: LinkKind, start: string | null) {
  const mail = codeMailOf(mails, kind.mail)
  if (mail === null || start === null) return null
  const { subject, html, sms } = mail
  // A plain replacement: a URL builder would encode the braces, and Cognito would not find its placeholder.
  const emailMessage = fillIn(html, { link: `${escapeHtml(start)}${CODE_SLOT}` })
  const isTaken =
    isAcceptable('emailMessage', emailMessage) &&
    isAcceptable('emailSubject', subject) &&
    isAcceptable('smsMessage', sms)
  return isTaken ? { emailMessage, emailSubject: subject, smsMessage: sms } : null
}

/**
 * Writes the mail that brings a link, of whichever kind, from what the portal has drawn. It never throws: whatever goes wrong, the
 * event goes back as it came, and Cognito sends its own mail with the code.
 */
export function customMessage(
  settings: MessageSettings,
  mailsIn: MailSource,
  now: () => Date = () => new Date(),
  kinds: LinkKinds = LINK_KINDS,
) {
  return async <E extends CustomMessageTriggerEvent>(event: E): Promise<E> => {
    try {
      const { triggerSource, request, callerContext } = event
      const kind = Object.values(kinds).find(({ triggers }) => triggers.messages.includes(triggerSource))
      if (kind === undefined || request.codeParameter !== CODE_SLOT) return event
      if (settings.clientIds !== null && !settings.clientIds.has(callerContext.clientId)) return event
      const locale = localeOf(request)
      const mails = await mailsIn(locale)
      if (mails === null) return event
      const written = write(mails, kind, await linkStart(settings, event, kind, mails.locale, now()))
      if (written === null) {
        log('message.refused', { tenant: settings.tenant, locale: mails.locale })
        return event
      }
      return { ...event, response: { ...event.response, ...written } }
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
