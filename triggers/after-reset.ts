import type { PostConfirmationTriggerEvent } from 'aws-lambda'
import { type Changed, tellOfChange, userOf } from './after-change'
import { longestTokenMinutes } from './aws'
import { type Beginning, endSessions } from './end-sessions'
import { log } from './log'
import { deployedMails, type MailSource, mailSource } from './mail-source'
import { type AfterSettings, readAfterSettings } from './settings'

/** What the first function leaves to this one. `sessions` is null where none are to be ended. */
export type Handover = {
  readonly event: PostConfirmationTriggerEvent
  readonly at: string
  readonly sessions: Beginning | null
}

const ENDING_MS = 25_000
const TOKEN_LIFE_MS = 5_000
const TELLING_MS = 45_000

/** What became of the sessions, and how long an ended one can go on with its tokens. */
async function endAndLook(event: PostConfirmationTriggerEvent, before: Beginning | null) {
  if (before === null) return { isSignedOut: false, tokenMinutes: null, ended: [] }
  const user = userOf({ event })
  const [ending, tokenMinutes] = await Promise.all([
    endSessions(user, before, performance.now() + ENDING_MS),
    longestTokenMinutes(user, AbortSignal.timeout(TOKEN_LIFE_MS)).catch(() => null),
  ])
  return { ...ending, tokenMinutes }
}

/**
 * Does what takes too long while a person waits: ends sessions one by one, forgets devices, tells the owner what was ended
 * and calls the webhook. Never throws, or Lambda would do it all again.
 */
export function continueReset(settings: AfterSettings, mailsIn: MailSource) {
  return async ({ event, at, sessions }: Handover): Promise<void> => {
    const changed: Changed = { event, at: new Date(at) }
    const startedAt = performance.now()
    const ended = endAndLook(event, sessions)
    await Promise.all([ended, tellOfChange(settings, mailsIn, changed, ended, startedAt + TELLING_MS)])
    log('after_reset.ended', { tenant: settings.tenant, sessions: (await ended).ended.length })
  }
}

const settings = readAfterSettings(process.env)
if (settings === null) log('after_reset.not_set_up', { needed: 'REKEY_PORTAL, REKEY_TENANT' })
const respond =
  settings && continueReset(settings, mailSource({ ...settings, deployed: deployedMails(settings.tenant) }))

/** The Lambda that the first function starts and nobody waits for. Without its settings it does nothing. */
export const handler = async (handover: Handover): Promise<void> => respond?.(handover)
