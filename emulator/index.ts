import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Clock, type Instant } from './clock'
import { Faults } from './faults'
import type { Guide } from './guide'
import { Inbox } from './inbox'
import { hourlyLimits, resetLimits } from './limits'
import { Grants } from './oauth/grants'
import { operations } from './operations/table'
import { passwordMatches } from './passwords'
import { Pools } from './pool'
import { Recorder } from './recorder'
import type { PoolSeed, UserSeed } from './seed'
import { listen } from './server'
import { SlidingWindow } from './sliding-window'
import { Tokens } from './tokens'
import type { InvokedHook } from './triggers'
import { addUser, findUser, type User } from './users'
import type { World } from './world'

export type { Fault, FaultInput } from './faults'
export type { Guide } from './guide'
export type { Mail } from './inbox'
export { type Lambda, startLambda } from './lambda'
export { linkMessage } from './link-message'
export type { RecordedRequest } from './recorder'
export { secretHash } from './secret-hash'
export type { PoolSeed, UserSeed } from './seed'
export type {
  CustomMessageEvent,
  CustomMessageHook,
  PostConfirmationEvent,
  PostConfirmationHook,
} from './triggers'

export type EmulatorOptions = {
  port?: number
  pools?: PoolSeed[]
  /** ForgotPassword and ConfirmForgotPassword together, per user and hour. AWS: 5 to 20, by risk. */
  budgetPerHour?: number
  /** Calls per second of each category over all pools. AWS: 30 for recovery, 50 for sign-up. Unlimited when left out. */
  rps?: number
  /** Stops the clock at an instant until it is moved; without it the clock runs. */
  now?: Instant | (() => number)
  lambdaTimeoutMs?: number
  /** Functions that others start by Lambda's Invoke, by name. */
  functions?: Record<string, InvokedHook>
  /** What the inbox's page tells the visitors of a demonstration. */
  guide?: Guide
}

/** A running emulator. `url` is what an SDK takes as its endpoint. */
export type Emulator = {
  url: string
  port: number
  inboxUrl: string
  clock: Clock
  faults: Faults
  requests: Recorder
  inbox: Inbox
  pools: Pools
  addPool(seed: PoolSeed): void
  /** Adds a user or replaces the one of that name. */
  addUser(poolId: string, user: UserSeed): User
  findUser(poolId: string, username: string): User | null
  /** Whether this is the user's password, without using the API: no lockout, no record. */
  passwordIs(poolId: string, username: string, password: string): boolean
  resetBudgets(): void
  /** Connections are refused until `comeBack`. */
  goDark(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Starts a strict stand-in for Cognito's user pools on the loopback interface. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = new Clock(options.now)
  const world: World = {
    clock,
    pools: new Pools(),
    inbox: new Inbox(),
    tokens: new Tokens(clock),
    grants: new Grants(clock),
    budget: new SlidingWindow(clock, options.budgetPerHour ?? 20, 3600),
    hourly: hourlyLimits(clock),
    quota: new SlidingWindow(clock, options.rps ?? Number.POSITIVE_INFINITY, 1),
    lambdaTimeoutMs: options.lambdaTimeoutMs ?? 5000,
    functions: new Map(Object.entries(options.functions ?? {})),
  }
  for (const seed of options.pools ?? []) world.pools.add(seed, clock.now())
  const recorder = new Recorder()
  const faults = new Faults()
  const ending = new AbortController()
  // Any number of answers may be held back at once; Node would warn about more than ten.
  setMaxListeners(0, ending.signal)
  const wait = (ms: number) => sleep(ms, undefined, { signal: ending.signal })
  const server = await listen(
    { operations, world, recorder, faults, wait },
    { world, recorder, faults, guide: options.guide ?? null },
    options.port ?? 0,
  )
  const url = `http://127.0.0.1:${server.port}`
  return {
    url,
    port: server.port,
    inboxUrl: `${url}/inbox`,
    clock,
    faults,
    requests: recorder,
    inbox: world.inbox,
    pools: world.pools,
    addPool: (seed) => void world.pools.add(seed, clock.now()),
    addUser: (poolId, user) => addUser(world.pools.get(poolId), user, clock.now()),
    findUser: (poolId, username) => findUser(world.pools.get(poolId), username),
    passwordIs(poolId, username, password) {
      const user = findUser(world.pools.get(poolId), username)
      return user !== null && passwordMatches(password, user.password)
    },
    resetBudgets: () => resetLimits(world),
    goDark: server.goDark,
    comeBack: server.comeBack,
    async close() {
      ending.abort()
      await server.close()
    },
  }
}
