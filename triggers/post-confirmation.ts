import type { PostConfirmationTriggerEvent, PostConfirmationTriggerHandler } from 'aws-lambda'
import { LINK_KINDS } from '../lib/link-kinds'
import { loadSes } from '../lib/mail/send-mail'
import { type Changed, part, tellOfChange, userOf } from './after-change'
import type { Handover } from './after-reset'
import {
  listSessions,
  loadCognito,
  loadLambda,
  longestTokenMinutes,
  signOutEverywhere,
  startFunction,
} from './aws'
import type { SeenSession } from './ended-sessions'
import { log } from './log'
import { deployedMails, type MailSource, mailSource } from './mail-source'
import { persist } from './persist'
import { type AfterSettings, readAfterSettings, type SignOut } from './settings'

type Event = PostConfirmationTriggerEvent

/** Cognito waits five seconds and then calls again, which would send everything twice. */
const BUDGET_MS = 4_200
/** The mail says whether other devices were signed out, so it waits for that, but not forever. */
const SIGN_OUT_BUDGET_MS = 2_800

/** With a second function, the person waits for no more than a second. */
const QUICK_MS = 900
/** By when each step has to be over, as shares of that, and the longest that one try may take. */
const SHARES = { seen: 0.35, signedOut: 0.7, handedOver: 1 } as const
const TRY_SHARE = 0.4

/** Anybody who uses a code can write metadata, so it decides only where the tenant lets the person decide. */
const endsSessions = (signOut: SignOut, { request }: Event): boolean =>
  signOut === 'on' || (signOut === 'ask' && request.clientMetadata?.signOut !== 'no')

/** Ends sessions, and leaves all that takes time to the second function. */
async function handOver(
  settings: AfterSettings & { continuesIn: string },
  mailsIn: MailSource,
  { event, at }: Changed,
  startedAt: number,
  limitMs: number,
): Promise<void> {
  const user = userOf({ event })
  const by = (step: keyof typeof SHARES) => ({
    until: startedAt + limitMs * SHARES[step],
    perTryMs: limitMs * TRY_SHARE,
  })
  const isWanted = endsSessions(settings.signOut, event)
  let seen: SeenSession[] = []
  // Sessions that are signed out are not listed any more, and the mail names them.
  if (isWanted) seen = await persist(by('seen'), (signal) => listSessions(user, signal)).catch(() => [])
  const isSignedOut =
    isWanted &&
    (await part('sign-out', settings, () =>
      persist(by('signedOut'), (signal) => signOutEverywhere(user, signal)),
    ))
  const handover: Handover = {
    event,
    at: at.toISOString(),
    sessions: isWanted ? { isSignedOut, seen } : null,
  }
  const isHandedOver = await part('hand-over', settings, () =>
    persist(by('handedOver'), (signal) =>
      startFunction({ region: event.region, name: settings.continuesIn }, handover, signal),
    ),
  )
  if (isHandedOver) return
  // What time is left is for the owner, who has to hear of the change.
  const sessions = Promise.resolve({ isSignedOut, tokenMinutes: null, ended: [] })
  await tellOfChange(settings, mailsIn, { event, at }, sessions, startedAt + limitMs)
}

/** Does everything itself, within the time that Cognito gives. */
async function doAll(
  settings: AfterSettings,
  mailsIn: MailSource,
  changed: Changed,
  startedAt: number,
): Promise<void> {
  const user = userOf(changed)
  const isWanted = endsSessions(settings.signOut, changed.event)
  const budget = { until: startedAt + SIGN_OUT_BUDGET_MS, perTryMs: 1_200 }
  const signedOut =
    isWanted && part('sign-out', settings, () => persist(budget, (signal) => signOutEverywhere(user, signal)))
  const life =
    isWanted && settings.mail
      ? longestTokenMinutes(user, AbortSignal.timeout(SIGN_OUT_BUDGET_MS)).catch(() => null)
      : null
  const sessions = Promise.all([signedOut, life]).then(([isSignedOut, tokenMinutes]) => ({
    isSignedOut,
    tokenMinutes,
    ended: [],
  }))
  await Promise.all([signedOut, tellOfChange(settings, mailsIn, changed, sessions, startedAt + BUDGET_MS)])
}

/**
 * Sees to what follows a reset: ends open sessions, tells the owner by mail, calls the tenant's webhook. The password is
 * already changed, so no failure may show as an error to the person.
 *
 * @param limitMs how long a person may wait where a second function goes on
 */
export function afterReset(
  settings: AfterSettings,
  mailsIn: MailSource,
  now: () => Date = () => new Date(),
  limitMs: number = QUICK_MS,
) {
  return async <E extends Event>(event: E): Promise<E> => {
    if (event.triggerSource !== LINK_KINDS.reset.triggers.confirmed) return event
    if (settings.clientIds !== null && !settings.clientIds.has(event.callerContext.clientId)) return event
    const startedAt = performance.now()
    const changed = { event, at: now() }
    const { continuesIn } = settings
    if (continuesIn === null) await doAll(settings, mailsIn, changed, startedAt)
    else await handOver({ ...settings, continuesIn }, mailsIn, changed, startedAt, limitMs)
    return event
  }
}

const settings = readAfterSettings(process.env)
if (settings === null) log('after_reset.not_set_up', { needed: 'REKEY_PORTAL, REKEY_TENANT' })
// Loaded while the function starts, when nobody waits; what fails here fails again, and is told, when it is used.
if (settings && settings.signOut !== 'off') loadCognito().catch(() => {})
if (settings?.continuesIn) loadLambda().catch(() => {})
else if (settings?.mail) loadSes().catch(() => {})
const respond =
  settings && afterReset(settings, mailSource({ ...settings, deployed: deployedMails(settings.tenant) }))

/** The Lambda. Without its settings it does nothing. */
export const handler: PostConfirmationTriggerHandler = async (event) => (respond ? respond(event) : event)
