import { createHash } from 'node:crypto'
import { type CognitoError, errors, invalidLambdaResponse } from './errors'
import { maskEmail, maskPhone } from './mask'
import type { Pool } from './pool'
import { type CustomMessageEvent, callTrigger } from './triggers'
import { attributesOf, type ContactAttribute, contactOf, isVerified, type User } from './users'
import type { World } from './world'

export type CodeDeliveryDetails = {
  Destination: string
  DeliveryMedium: 'EMAIL' | 'SMS'
  AttributeName: ContactAttribute
}
export type Contact = { attribute: ContactAttribute; address: string }

/**
 * Where the code of a sign-up goes: to the phone, where the pool verifies both and the user gave both; null where the
 * pool verifies nothing that the user gave.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
 */
export function signUpContact(pool: Pool, user: User): Contact | null {
  for (const attribute of ['phone_number', 'email'] as const) {
    const address = user.attributes.get(attribute)
    if (address && pool.autoVerified.includes(attribute)) return { attribute, address }
  }
  return null
}

/** Where a recovery code goes: the first verified contact in the pool's order of recovery, or null. */
export function recoveryContact(pool: Pool, user: User): Contact | null {
  if (pool.recovery.includes('admin_only')) throw errors.contactAdministrator()
  for (const mechanism of pool.recovery) {
    const attribute = mechanism === 'verified_phone_number' ? 'phone_number' : 'email'
    const address = user.attributes.get(attribute)
    if (address && isVerified(user, attribute)) return { attribute, address }
  }
  return null
}

export function detailsFor({ attribute, address }: Contact): CodeDeliveryDetails {
  return attribute === 'email'
    ? { Destination: maskEmail(address), DeliveryMedium: 'EMAIL', AttributeName: 'email' }
    : { Destination: maskPhone(address), DeliveryMedium: 'SMS', AttributeName: 'phone_number' }
}

/**
 * The simulated delivery for an unknown name, which must look like a real one: based on what the name looks like, else
 * on how the pool recovers; always the same for the same name.
 */
export function simulatedDetails(pool: Pool, typed: string): CodeDeliveryDetails {
  const contact = contactOf(typed)
  if (contact) return detailsFor({ attribute: contact, address: typed })
  const digest = createHash('sha256').update(`${pool.id}\0${typed}`).digest()
  const letter = (at: number) => String.fromCharCode(97 + ((digest[at] ?? 0) % 26))
  return pool.recovery[0] === 'verified_phone_number'
    ? detailsFor({ attribute: 'phone_number', address: `+1${digest.readUIntBE(2, 6) % 10_000_000_000}` })
    : detailsFor({ attribute: 'email', address: `${letter(0)}@${letter(1)}` })
}

/** A message with the placeholder still in it. */
export type Draft = Contact & { from: string; subject: string; body: string }

/** Whom a message is for, and on whose behalf. */
type Recipient = {
  user: User
  clientId: string
  clientMetadata: Record<string, string> | undefined
  /** The trigger source for the pool's function; a forgotten password by default. */
  triggerSource?: CustomMessageEvent['triggerSource']
}

/** Asks the pool's CustomMessage function for the text, or takes the pool's own. */
export async function draftMessage(
  world: World,
  pool: Pool,
  to: Recipient & { contact: Contact },
): Promise<Draft> {
  const { contact } = to
  const custom = await customMessage(world, pool, to)
  const sms = contact.attribute === 'phone_number'
  const standard = standardTexts(pool, to)
  return {
    ...contact,
    from: sms ? 'SMS' : (pool.customMessage?.from ?? pool.mail.from),
    subject: sms ? '' : (custom?.emailSubject ?? standard.subject),
    body: (sms ? custom?.smsMessage : custom?.emailMessage) ?? standard.body,
  }
}

/** Puts the code in, everywhere, and delivers. */
export function sendMessage(world: World, pool: Pool, user: User, draft: Draft, code: string): void {
  world.inbox.deliver({
    pool: pool.id,
    username: user.username,
    medium: draft.attribute === 'email' ? 'EMAIL' : 'SMS',
    from: draft.from,
    to: draft.address,
    subject: draft.subject.replaceAll('{####}', code),
    body: draft.body.replaceAll('{####}', code),
    code,
    at: world.clock.iso(),
  })
}

function standardTexts({ mail }: Pool, { contact, triggerSource }: Recipient & { contact: Contact }) {
  switch (triggerSource) {
    case 'CustomMessage_AdminCreateUser':
      return {
        subject: 'Your temporary password',
        body: 'Your username is {username} and temporary password is {####}',
      }
    case 'CustomMessage_Authentication':
      return { subject: 'Your authentication code', body: 'Your authentication code is {####}' }
    case undefined:
    case 'CustomMessage_ForgotPassword':
      return { subject: mail.subject, body: contact.attribute === 'email' ? mail.body : mail.sms }
    default:
      return { subject: mail.subject, body: mail.verification }
  }
}

type Texts = { [K in keyof CustomMessageEvent['response']]: string | null }

async function customMessage(world: World, pool: Pool, to: Recipient): Promise<Texts | null> {
  if (!pool.customMessage) return null
  const isInvitation = to.triggerSource === 'CustomMessage_AdminCreateUser'
  const event: CustomMessageEvent = {
    version: '1',
    region: pool.region,
    userPoolId: pool.id,
    userName: to.user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: to.clientId },
    triggerSource: to.triggerSource ?? 'CustomMessage_ForgotPassword',
    request: {
      userAttributes: { ...attributesOf(to.user), 'cognito:user_status': to.user.status },
      codeParameter: '{####}',
      linkParameter: '{##Click Here##}',
      usernameParameter: isInvitation ? '{username}' : null,
      ...(to.clientMetadata && { clientMetadata: to.clientMetadata }),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  }
  const answer = await callTrigger('CustomMessage', pool.customMessage, event, world.lambdaTimeoutMs)
  const texts = readTexts(answer.response)
  for (const text of isInvitation ? [texts.emailMessage, texts.smsMessage] : []) {
    if (text !== null && !text.includes('{username}')) throw invalidLambdaResponse(noUsername)
  }
  if ((texts.emailMessage ?? texts.emailSubject) !== null && pool.mail.sendingAccount !== 'DEVELOPER') {
    throw invalidLambdaResponse('Custom e-mail text needs EmailSendingAccount DEVELOPER')
  }
  return texts
}

/** The service's limits on a message: its length, its letters, and the placeholder that must still be in it. */
function readTexts(response: unknown): Texts {
  if (typeof response !== 'object' || response === null)
    throw invalidLambdaResponse('Unrecognizable lambda output')
  const text = (name: keyof Texts, min: number, max: number, pattern: RegExp): string | null => {
    const value: unknown = Reflect.get(response, name) ?? null
    if (value === null) return null
    if (typeof value !== 'string') throw invalidLambdaResponse('Unrecognizable lambda output')
    const length = [...value].length
    if (length < min || length > max || !pattern.test(value)) throw refusedText(name)
    return value
  }
  return {
    smsMessage: text('smsMessage', 6, 140, /^.*\{####\}.*$/su),
    emailMessage: text(
      'emailMessage',
      6,
      20_000,
      /^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$/u,
    ),
    emailSubject: text('emailSubject', 1, 140, /^[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+$/u),
  }
}

const noUsername =
  'Invalid lambda function output : the message of an invitation must hold {username} and {####}'

function refusedText(name: string): CognitoError {
  return invalidLambdaResponse(
    `Invalid lambda function output : ${name} is too long or short, has letters that are not allowed, or lacks {####}`,
  )
}
