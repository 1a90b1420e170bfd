/** Whether what people were told, what Cognito was asked and what the audit holds agree. Pure. */

import { SAYS_NOTHING_HAPPENED } from '../fault-cells'

export type Flow = 'reset' | 'sign-up'

export type Answer = {
  /** The page, and the error on it. */
  readonly shown: string
  /** Whether the password was changed, or the account confirmed, when the page was there. */
  readonly isChanged: boolean
  /** When that was. */
  readonly at: number
}

/** A form that was sent, once or several times at once; times by `Date.now()`. */
export type Submission = {
  readonly from: number
  readonly to: number
  readonly isRight: boolean
  readonly answers: readonly Answer[]
}

/** One person's way through a flow, with an account and a network of their own. */
export type Journey = {
  readonly flow: Flow
  readonly username: string
  /** As the audit has it. */
  readonly network: string
  readonly asks: readonly Submission[]
  readonly attempts: readonly Submission[]
}

/** A request of the portal that reached Cognito. */
export type Call = {
  readonly kind: 'ask' | 'attempt'
  readonly username: string
  readonly requestId: string
  readonly at: number
  /** When Cognito was through with it, whether anybody learned of it or not. */
  readonly endedAt: number
  /** Whether Cognito did what it was asked. */
  readonly isDone: boolean
  /** Whether its own answer went out whole. */
  readonly isAnswered: boolean
}

export type AuditRow = {
  readonly event: string
  readonly outcome: string | null
  readonly network: string | null
  readonly requestId: string | null
}

export type Records = {
  readonly journeys: readonly Journey[]
  readonly calls: readonly Call[]
  readonly rows: readonly AuditRow[]
  /** How many rows the entries `audit.gap` say are missing. */
  readonly gaps: number
  /** Whether the store answered quickly all the time between two times. */
  readonly isStoreQuiet: (from: number, to: number) => boolean
  /** Whether no instance was without a store that the other one had, all the time between two times. */
  readonly isStoreShared: (from: number, to: number) => boolean
}

/** The page that can't tell whether it worked, with no more tries for now: it denies nothing. */
const STILL_UNKNOWN = 'unknown: too-many-attempts'

/** The page of an instance that can't read its tenant, where it says that by this form nothing was changed. */
export const UNSERVED = 'unavailable: form'

const MAY_END_ON = { ask: /^(sent|unavailable|\S+: \S+)$/, attempt: /^(done|unknown|unavailable|\S+: \S+)$/ }

/** The calls between the beginning of a submission and that of the next. */
const callsOf = (calls: readonly Call[], submissions: readonly Submission[], index: number) =>
  calls.filter(
    ({ at }) =>
      at >= (submissions[index]?.from ?? 0) &&
      at < (submissions[index + 1]?.from ?? Number.POSITIVE_INFINITY),
  )

/** Whether a call was made while the one before was under way, or although that one was known to have worked. */
const isNeedless = (call: Call, before: Call | undefined): boolean =>
  before !== undefined && (call.at < before.endedAt || (before.isDone && before.isAnswered))

/**
 * Of how many answers to a form that was sent several times at once it may be said that nothing was changed, although it
 * was: each is about its own call, and these were over before the one that did it began.
 */
function answeredBefore(caused: readonly Call[]): number {
  const doneAt = Math.min(...caused.filter(({ isDone }) => isDone).map(({ at }) => at))
  return caused.filter(({ isDone, endedAt }) => !isDone && endedAt <= doneAt).length
}

/** How long the page of a decision may take; an attempt that waits for another waits for longer before it gives up. */
const PAGE_MS = 2_000
const HELD_BACK = /^(reset|confirm|sent): (busy|unavailable|too-many-attempts)$/

/**
 * Of a form that was sent several times at once, an answer without a call of its own that was decided before the call
 * began that did it: one instance may be out of tries, or count a region as away, where the other one does not.
 */
function isHeldBackBefore({ shown, at }: Answer, caused: readonly Call[]): boolean {
  const did = caused.find(({ isDone }) => isDone)
  return did !== undefined && HELD_BACK.test(shown) && at < did.at + PAGE_MS
}

/** Where answers say that nothing was changed, and it was. */
function denialsOf(
  kind: Call['kind'],
  { from, to, answers }: Submission,
  caused: readonly Call[],
  { all, isStoreShared }: { all: readonly Call[]; isStoreShared: Records['isStoreShared'] },
): string[] {
  const denials = answers.filter(
    ({ shown }) => shown === UNSERVED || (SAYS_NOTHING_HAPPENED.test(shown) && shown !== STILL_UNKNOWN),
  )
  const doneAt = Math.min(...all.filter(({ isDone }) => isDone).map(({ at }) => at))
  // An instance that has the store can't know what one that lost it did meanwhile: see docs/reliability.md.
  if (kind === 'attempt' && !isStoreShared(Math.min(from, doneAt), to)) return []
  return denials
    .slice(answers.length > 1 ? answeredBefore(caused) : 0)
    .filter((answer) => caused.length >= answers.length || !isHeldBackBefore(answer, caused))
    .flatMap(({ shown, isChanged }) => [
      ...(kind === 'attempt' && isChanged && shown !== UNSERVED ? [`told ${shown}, and it was changed`] : []),
      ...(caused.some(({ isDone }) => isDone) ? [`told ${shown}, and Cognito did it`] : []),
    ])
}

function untrueOf(
  kind: Call['kind'],
  submission: Submission,
  caused: readonly Call[],
  records: { all: readonly Call[] } & Pick<Records, 'isStoreQuiet' | 'isStoreShared'>,
): string[] {
  const { from, to, answers } = submission
  const found = denialsOf(kind, submission, caused, records)
  for (const { shown, isChanged } of answers) {
    if (!MAY_END_ON[kind].test(shown)) found.push(`ended on ${shown}`)
    if (kind === 'attempt' && shown === 'done' && !isChanged) found.push('told “done”, and it was not')
  }
  if (caused.length > answers.length)
    found.push(`${answers.length} sent, and Cognito was asked ${caused.length} times`)
  // Two instances without their store can't know of each other.
  if (records.isStoreQuiet(from, to) && caused.some((call, index) => isNeedless(call, caused[index - 1])))
    found.push('a double click reached Cognito twice')
  return found
}

/** What was sent to Cognito again although it was known to be done. */
function sentAgain(
  { attempts }: Journey,
  calls: readonly Call[],
  isStoreQuiet: Records['isStoreQuiet'],
): string[] {
  const done = attempts.find(({ answers }) => answers.some(({ shown }) => shown === 'done'))
  if (!done) return []
  return calls
    .filter(({ at }) => at > done.to && isStoreQuiet(done.from, at))
    .map(() => 'sent again after it was done')
}

function untrueIn(journey: Journey, { calls: all, isStoreQuiet, isStoreShared }: Records): string[] {
  const own = all.filter(({ username }) => username === journey.username)
  const asks = own.filter(({ kind }) => kind === 'ask')
  const attempts = own.filter(({ kind }) => kind === 'attempt')
  const found = [
    ...journey.asks.flatMap((ask, index) =>
      untrueOf('ask', ask, callsOf(asks, journey.asks, index), { all: asks, isStoreQuiet, isStoreShared }),
    ),
    ...journey.attempts.flatMap((attempt, index) =>
      untrueOf('attempt', attempt, callsOf(attempts, journey.attempts, index), {
        all: attempts,
        isStoreQuiet,
        isStoreShared,
      }),
    ),
    ...sentAgain(journey, attempts, isStoreQuiet),
  ]
  const story = [...journey.asks, ...journey.attempts].map(({ answers }) =>
    answers.map(({ shown }) => shown).join(' and '),
  )
  const began = journey.attempts[0]?.from ?? 0
  const told = attempts.map(
    ({ at, endedAt, isDone, isAnswered }) =>
      `${at - began}–${endedAt - began} ${isDone ? 'done' : 'not done'}${isAnswered ? '' : ', not answered'}`,
  )
  const calls = told.length === 0 ? '' : ` (calls: ${told.join('; ')})`
  return found.map((each) => `${journey.flow}, ${story.join(' → ')}: ${each}${calls}`)
}

const ABOUT_CALL = { ask: /^forgot\.requested$/, attempt: /^confirm\.(done|in_doubt|refused)$/ }

/** The calls of a journey that no row of the audit is about. */
function missingOf({ username, network }: Journey, { calls, rows }: Records): number {
  const own = rows.filter((row) => row.network === network)
  return (['ask', 'attempt'] as const).reduce((sum, kind) => {
    const made = calls.filter((call) => call.username === username && call.kind === kind)
    const about = own.filter(({ event }) => ABOUT_CALL[kind].test(event))
    const named = new Set(about.map(({ requestId }) => requestId))
    const unnamed = made.filter(({ requestId }) => !named.has(requestId))
    // A call whose answer never came has no name in its row.
    const nameless = about.filter(({ requestId, outcome }) => requestId === null && outcome === 'unknown')
    return sum + Math.max(0, unnamed.length - nameless.length)
  }, 0)
}

/** Rows that say more than is true. */
function untrueRows({ username, network }: Journey, { calls, rows }: Records): string[] {
  const done = calls.filter((call) => call.username === username && call.kind === 'attempt' && call.isDone)
  const said = rows.filter((row) => row.network === network && row.event === 'confirm.done')
  return said.length > done.length
    ? [`the audit has ${said.length} × “done”, and it was ${done.length} ×`]
    : []
}

/** Everything in which the three records disagree; empty where nobody was told a lie and nothing is missing. */
export function disagreements(records: Records): string[] {
  const missing = records.journeys.reduce((sum, journey) => sum + missingOf(journey, records), 0)
  return [
    ...records.journeys.flatMap((journey) => untrueIn(journey, records)),
    ...records.journeys.flatMap((journey) => untrueRows(journey, records)),
    ...(missing > records.gaps
      ? [`${missing} rows of the audit are missing, and gaps say ${records.gaps}`]
      : []),
  ]
}
