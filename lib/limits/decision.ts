import { randomInt, randomUUID } from 'node:crypto'
import {
  type Answer,
  type Counted,
  keyOf,
  type RefundCommand,
  type Rider,
  type Step,
  type TakeCommand,
} from './commands'
import type { Limit, LimitName } from './policy'

/** What was taken, for a refund. */
export type Reservation = {
  readonly command: TakeCommand
  /** Set once the store has counted it; null while only this process knows of it. */
  answer: Answer | null
}

export type Decision =
  | {
      readonly kind: 'taken'
      readonly reservation: Reservation
      /** When the same could be taken again: now, unless this was the last of a window. */
      readonly nextAt: Date
      /** What is left of each limit. */
      readonly remaining: readonly number[]
      /** What writing the rider's row gave, null for nothing; undefined where it was not written with the take. */
      readonly rider?: unknown
    }
  /** `by`: the first that refuses; `full`: all that would. */
  | {
      readonly kind: 'refused'
      readonly by: LimitName
      readonly full: readonly LimitName[]
      readonly retryAt: Date
    }
  /** The store is too slow to say, or must be asked and can't be: nothing was taken. */
  | { readonly kind: 'undecided' }

export type Request = {
  /** Whose limits these are: a tenant's. */
  readonly scope: string
  /** The limits to pass, all or none; the first that refuses gives the reason. */
  readonly steps: readonly Omit<Step, 'limit'>[]
  /** Whose newest code the steps per code are counted for. */
  readonly marks?: string
  /** Whether Cognito will be asked for a new code: what is counted per code starts anew. */
  readonly issues?: boolean
  /** How long to wait for the store, in milliseconds. */
  readonly patienceMs?: number
  /** Whether this process may decide alone while the store is away. */
  readonly isAllowedAlone?: boolean
  /** `count`: one of each is counted whether or not the limit is full. */
  readonly mode?: 'take' | 'count'
  /** What to write with the take, where the store can. */
  readonly rider?: Rider | undefined
}

export type Take =
  | { readonly taken: true; readonly reservation: Reservation; readonly remaining: number }
  | { readonly taken: false; readonly retryAt: Date }

export type Counters = {
  /** Takes one of each limit, or nothing, atomically across instances. Never throws. */
  takeAll(request: Request): Promise<Decision>
  /** Takes one of a single limit, as `takeAll`; a store that is too slow counts as a refusal. */
  take(name: LimitName, key: string): Promise<Take>
  /** Refunds, once, what was taken: a whole reservation, or its part of some limits. Never throws. */
  refund(reservation: Reservation, names?: readonly LimitName[]): Promise<void>
  /** What is left for a key, without using any. Never throws. */
  peek(name: LimitName, key: string): Promise<{ remaining: number; endsAt: Date | null }>
}

/** The time `ms` milliseconds from now, never in the past. */
export const after = (ms: number) => new Date(Date.now() + Math.max(ms, 0))

const isFull = (row: Counted, step: Step) => row.points >= step.limit.times

/**
 * The decision for an answer. When several limits are full, the next try passes once the last of them is free again.
 */
export function decisionOf(reservation: Reservation, { taken, rows, rider }: Answer): Decision {
  const { steps } = reservation.command
  const full = steps.filter((step, index) => rows[index] && isFull(rows[index], step))
  const leftMs = Math.max(
    0,
    ...rows.filter((row, i) => steps[i] && isFull(row, steps[i])).map((row) => row.leftMs),
  )
  if (!taken) {
    const names = full.map(({ name }) => name)
    return { kind: 'refused', by: names[0] ?? 'tenantQuota', full: names, retryAt: after(leftMs) }
  }
  const remaining = steps.map((step, index) => Math.max(step.limit.times - (rows[index]?.points ?? 0), 0))
  return { kind: 'taken', reservation, nextAt: after(leftMs), remaining, rider }
}

/** The store's command for a request. */
export function takeCommand(
  { scope, steps, marks, issues = false, mode = 'take', rider }: Request,
  limitOf: (name: LimitName) => Limit,
): TakeCommand {
  return {
    op: 'take',
    id: randomUUID(),
    mode,
    scope,
    markKey: marks === undefined ? null : `issued:${marks}`,
    steps: steps.map((step) => ({ ...step, limit: limitOf(step.name) })),
    issues: issues ? randomInt(1, 2 ** 31 - 1) : null,
    ...(rider && { rider }),
  }
}

/** The store's command for a look at one limit. */
export function peekCommand(step: Step, limitOf: (name: LimitName) => Limit): TakeCommand {
  const take = takeCommand({ scope: `${step.name}:${step.key}`, steps: [step] }, limitOf)
  return { ...take, id: null, mode: 'peek' }
}

/** The refund of rows of a take. `isWhole`: Cognito was not asked for the code that the take was to issue. */
export function refundOf(
  { id, scope, markKey, issues }: TakeCommand,
  { mark, rows }: Answer,
  isWhole: boolean,
): RefundCommand {
  const isIssued = isWhole && markKey !== null && issues !== null
  return { op: 'refund', id, scope, rows, mark: isIssued ? { key: markKey, is: issues, was: mark } : null }
}

/** The refund of a take whose answer was lost: all of it, if the store counted it. */
export function refundOfUnknown(command: TakeCommand): RefundCommand {
  const rows = command.steps.map((step) => ({
    key: keyOf(step),
    isPerCode: step.isPerCode ?? false,
    expire: 0,
    before: 0,
  }))
  const { id, scope, markKey, issues } = command
  const isIssued = markKey !== null && issues !== null
  return { op: 'refund', id, scope, rows, mark: isIssued ? { key: markKey, is: issues, was: null } : null }
}
