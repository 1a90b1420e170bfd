import type { Limit, LimitName } from './policy'

/** One limit of several that have to be passed together. */
export type Step = {
  readonly name: LimitName
  readonly key: string
  /** Counted for the newest issued code alone: its mark becomes part of the key. */
  readonly isPerCode?: boolean
  readonly limit: Limit
}

/** A mark stands for one issued code; it outlives the hour in which the code can be used. */
export const MARK_MS = 86_400_000

/** How long a store remembers a take, so that one that is sent again, or refunded, counts once. */
export const KNOWN_MS = 600_000

/** Another module's row, which is written to the database with a take, in the same step, and only where that is taken. */
export type Rider = {
  /** Null once it was dropped. */
  row(): Readonly<Record<string, string>> | null
  /** Called where the take's answer is of no use: the row is not wanted, and may yet be written until this ends. */
  drop(answered: Promise<unknown>): void
}

export type TakeCommand = {
  readonly op: 'take'
  /** Idempotency key: sent again, a take that was counted is answered and not counted again. */
  readonly id: string | null
  /** `take`: one of each limit or nothing; `count`: one of each, full or not; `peek`: none. */
  readonly mode: 'take' | 'count' | 'peek'
  /** Commands of one scope (a tenant) are decided one after the other. */
  readonly scope: string
  /** Where the mark of the newest code stands; needed for steps per code. */
  readonly markKey: string | null
  readonly steps: readonly Step[]
  /** The mark of the new code that Cognito will be asked for if this is taken. */
  readonly issues: number | null
  /** Stores that can't carry one leave it out. */
  readonly rider?: Rider
}

/** One thing that was counted. Times are the store's own, in milliseconds: only the store can read them. */
export type Counted = {
  readonly key: string
  /** The count after this one. */
  readonly points: number
  /** How long until the count expires, in milliseconds. */
  readonly leftMs: number
  readonly expire: number
  /** When the count would have ended without this one; 0 where there was none. */
  readonly before: number
}

/** The refund of one count; with `isPerCode` the mark at the time of the take becomes part of the key. */
export type RefundRow = Pick<Counted, 'key' | 'expire' | 'before'> & { readonly isPerCode?: boolean }

export type RefundCommand = {
  readonly op: 'refund'
  /** The take to refund: once, and only if the store knows of it. */
  readonly id: string | null
  readonly scope: string
  readonly rows: readonly RefundRow[]
  /** Makes `was`, or what was the newest at the take, the newest code again, unless another than `is` was issued since. */
  readonly mark: { readonly key: string; readonly is: number; readonly was: number | null } | null
}

export type Command = TakeCommand | RefundCommand

/** For each step one row, taken or not; a refund has none. */
export type Answer = {
  readonly taken: boolean
  readonly mark: number
  readonly rows: readonly Counted[]
  /** What writing the rider's row gave, null for nothing; absent where the store did not carry it. */
  readonly rider?: unknown
}

/** The counts that all instances share. */
export type LimitStore = {
  /** Carries out commands in order, each atomically across instances, in one round trip. */
  run(commands: readonly Command[]): Promise<readonly Answer[]>
}

export const keyOf = ({ name, key }: Pick<Step, 'name' | 'key'>): string => `${name}:${key}`

/** A command in the form that the database function and the Redis script read. */
export function wireForm(command: Command): unknown {
  if (command.op === 'refund') {
    const rows = command.rows.map(({ key, isPerCode, expire, before }) => ({
      key,
      perCode: isPerCode ?? false,
      expire,
      before,
    }))
    return { ...command, rows }
  }
  const { steps, rider: _, ...rest } = command
  return {
    ...rest,
    steps: steps.map((step) => ({
      key: keyOf(step),
      perCode: step.isPerCode ?? false,
      most: step.limit.times,
      ms: step.limit.perSeconds * 1_000,
      renews: step.limit.countedSince === 'last',
    })),
  }
}
