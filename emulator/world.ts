import type { Clock } from './clock'
import type { Inbox } from './inbox'
import type { HourlyLimits } from './limits'
import type { Grants } from './oauth/grants'
import type { Client, Pool, Pools } from './pool'
import type { Verdict } from './recorder'
import type { SlidingWindow } from './sliding-window'
import type { Tokens } from './tokens'
import type { InvokedHook } from './triggers'

/** All the state of one emulator that operations see. */
export type World = {
  clock: Clock
  pools: Pools
  inbox: Inbox
  tokens: Tokens
  grants: Grants
  /** ForgotPassword and ConfirmForgotPassword together, per pool and user. */
  budget: SlidingWindow
  /** What else has a limit per user and hour. */
  hourly: HourlyLimits
  /** Categories like UserAccountRecovery: all pools together, per second. */
  quota: SlidingWindow
  lambdaTimeoutMs: number
  /** Functions that others start, by name. */
  functions: ReadonlyMap<string, InvokedHook>
}

/** One request on its way through, and what its operation notes about it. */
export type Call = { world: World; verdict: Verdict }

/** A call of an app client, after its client id was found. */
export type ClientCall = Call & { pool: Pool; client: Client }
