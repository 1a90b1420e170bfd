import { randomUUID } from 'node:crypto'
import type { PostConfirmationTriggerEvent, PostConfirmationTriggerHandler } from 'aws-lambda'
import { LINK_KINDS } from '../lib/link-kinds'
import { loadSes, senderOf, sendMail } from '../lib/mail/send-mail'
import { loadCognito, signOutEverywhere, tokenMinutes } from './aws'
import { type Change, changedMail } from './changed-mail'
import { localeOf } from './locale'
import { log, nameOf } from './log'
import { deployedMails, type MailSource, mailSource } from './mail-source'
import { persist } from './persist'
import { type AfterSettings, readAfterSettings } from './settings'
import { deliver, type PasswordChanged } from './webhook'

type Event = PostConfirmationTriggerEvent

/** Cognito waits five seconds and then calls again, which would send everything twice. */
const BUDGET_MS = 4_200
/** The mail says whether other devices were signed out, so it waits for that, but not forever. */
const SIGN_OUT_BUDGET_MS = 2_800
const PER_TRY_MS = 1_500
const TOKEN_LIFE_BUDGET_MS = SIGN_OUT_BUDGET_MS

/** Runs one part; no failure in it reaches another part or the person. */
async function part(
  name: string,
  { tenant }: AfterSettings,
  isOn: boolean,
  work: () => Promise<void>,
): Promise<boolean> {
  if (!isOn) return false
  try {
    await work()
    log('after_reset.done', { part: name, tenant })
    return true
  } catch (error) {
    log('after_reset.failed', { part: name, tenant, error: nameOf(error) })
    return false
  }
}

function signOut(event: Event, startedAt: number): Promise<void> {
  const { region, userPoolId, userName: username } = event
  return persist({ until: startedAt + SIGN_OUT_BUDGET_MS, perTryMs: 1_200 }, (signal) =>
    signOutEverywhere({ region, userPoolId, username }, signal),
  )
}

/** The life of the client's tokens, where the function may read it; its role need not allow that. */
async function tokenLife({ region, userPoolId, callerContext }: Event): Promise<number | null> {
  const where = { region, userPoolId, clientId: callerContext.clientId }
  return tokenMinutes(where, AbortSignal.timeout(TOKEN_LIFE_BUDGET_MS)).catch(() => null)
}

async function tell(
  mail: NonNullable<AfterSettings['mail']>,
  event: Event,
  mailsIn: MailSource,
  at: Date,
  sessions: Promise<Pick<Change, 'isSignedOut' | 'tokenMinutes'>>,
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
  event: Event,
  at: Date,
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
 * Does what follows a reset: ends open sessions, tells the owner by mail, calls the tenant's webhook. Each
 * independently and with retries while there is time; the password is already changed, so no failure may show as an
 * error to the person.
 */
export function afterReset(settings: AfterSettings, mailsIn: MailSource, now: () => Date = () => new Date()) {
  return async <E extends Event>(event: E): Promise<E> => {
    if (event.triggerSource !== LINK_KINDS.reset.triggers.confirmed) return event
    if (settings.clientIds !== null && !settings.clientIds.has(event.callerContext.clientId)) return event
    const startedAt = performance.now()
    const until = startedAt + BUDGET_MS
    const at = now()
    const { mail, webhook, signsOut, tenant } = settings
    const signedOut = part('sign-out', settings, signsOut, () => signOut(event, startedAt))
    const life = signsOut && mail ? tokenLife(event) : null
    const sessions = Promise.all([signedOut, life]).then(([isSignedOut, minutes]) => ({
      isSignedOut,
      tokenMinutes: minutes,
    }))
    await Promise.all([
      signedOut,
      mail && part('mail', settings, true, () => tell(mail, event, mailsIn, at, sessions, until)),
      webhook && part('webhook', settings, true, () => report(webhook, tenant, event, at, until)),
    ])
    return event
  }
}

const settings = readAfterSettings(process.env)
if (settings === null) log('after_reset.not_set_up', { needed: 'REKEY_PORTAL, REKEY_TENANT' })
// Loaded while the function starts, when nobody waits; what fails here fails again, and is told, when it is used.
if (settings?.signsOut) loadCognito().catch(() => {})
if (settings?.mail) loadSes().catch(() => {})
const respond =
  settings && afterReset(settings, mailSource({ ...settings, deployed: deployedMails(settings.tenant) }))

/** The Lambda. Without its settings it does nothing. */
export const handler: PostConfirmationTriggerHandler = async (event) => (respond ? respond(event) : event)
