/** The types that callers, this process's memory and the shared store use for attempts with a code. */

/** An attempt that worked or may have, and the request that made it. */
export type Earlier = {
  readonly state: 'done' | 'unknown'
  readonly at: Date
  readonly request: string | null
}

export type SettledState = 'done' | 'unknown' | 'rejected'

/** An attempt: its code, and the request that makes it (with its password), both as keyed hashes. */
export type AttemptKeys = { readonly tenantId: string; readonly key: string; readonly request: string }

/** The caller's claim to be the one who sends a code to Cognito. */
export type Held = AttemptKeys & {
  /** Identifies this attempt, so that asking the store twice is the same as asking once. */
  readonly holder: string
  /** An attempt of the last quarter of an hour with the same code that worked or may have; null where none is known of. */
  readonly earlier: Earlier | null
  /** Whether the store answered: only then does null mean that there was none. */
  readonly isLookedUp: boolean
}

/** Whose turn it is. */
export type Claim =
  | ({ readonly kind: 'mine' } & Held)
  /** Another attempt with this code was under way, and this is how it ended: do not send another. */
  | ({
      readonly kind: 'settled'
      readonly state: SettledState
      readonly at: Date
      /** By which request; null where that is not known. */
      readonly request: string | null
    } & Known)

/** What is known of a code apart from the attempt that asks. */
export type Known = Pick<Held, 'earlier' | 'isLookedUp'>

/** One look at the store: the claim, or that another one is under way. */
export type Look =
  | { readonly kind: 'mine'; readonly earlier: Earlier | null }
  | { readonly kind: 'pending'; readonly at: Date }

export type SeenRow = {
  readonly state: SettledState | 'pending'
  readonly at: Date
  /** Pending for longer than an attempt can last: its process ended midway. */
  readonly isStale: boolean
  readonly request: string | null
  readonly earlier: Earlier | null
}

export type ConfirmationStore = {
  /** Called again by the same holder, it returns the same. */
  tryClaim(attempt: AttemptKeys, holder: string): Promise<Look>
  /** What a claim that went with the limits came to, by what it gave: null for nothing. */
  lookIn(claimed: unknown): Look
  /** The stored rows of several codes, in one query. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, SeenRow>>
  /** Returns what else is known of the code by then. */
  settle(attempt: AttemptKeys, holder: string, state: SettledState, at: Date): Promise<Earlier | null>
  release(attempt: AttemptKeys, holder: string): Promise<void>
}

/** A claim that is made together with the limits of its attempt. Nothing of it throws. */
export type Bid = {
  /** What goes to the store with the limits. */
  readonly rider: {
    row(): Readonly<Record<'tenantId' | 'key' | 'request' | 'holder', string>> | null
    /** It is not wanted any more, and may yet be written until this ends; then it is released. */
    drop(answered: Promise<unknown>): void
  }
  /** The limits were passed; `claimed` is what the claim gave, undefined where it did not go with them. */
  passed(claimed: unknown): void
  /** What was claimed; null where another attempt is under way or the bid was dropped. */
  held(): { readonly holder: string; readonly look: Look | null } | null
  /** The attempt is not made: what it claimed is released. */
  withdraw(): Promise<void>
}

export type Confirmations = {
  /**
   * Begins to claim a code, to be sent to the store together with what else the attempt asks of it. Null where there is
   * nothing to gain: this process has the same code under way, or the store is away.
   */
  bid(attempt: AttemptKeys): Bid | null
  /**
   * Claims a code, to be the one who sends it to Cognito. Waits, up to nine seconds, for another attempt with the same
   * code that is under way on any instance, and returns how it ended instead. Never throws.
   *
   * @param limitMs how long a slow store may take before Cognito is asked without its word
   * @param bid what was begun for this attempt; `passed` before
   */
  claim(attempt: AttemptKeys, limitMs: number, bid?: Bid | null): Promise<Claim>
  /**
   * What is known of the code of an attempt that will not be sent: an earlier one that worked or may have, or null where
   * none is known of. Waits, within the limit, for one that is under way. Never throws.
   *
   * @param limitMs how long a slow store, or the other attempt, may take
   */
  lookUp(attempt: AttemptKeys, limitMs: number): Promise<Known>
  /**
   * Records for all instances how the claimed attempt ended, and returns what else is known of its code by then. Never
   * throws.
   *
   * @param limitMs how long that knowledge may be waited for
   */
  settle(held: Held, state: SettledState, at: Date, limitMs?: number): Promise<Known>
  /**
   * Releases a claim whose attempt said nothing about the code: the password was refused, or Cognito was not reached. A
   * waiting attempt may claim it, and what was known before holds again. Never throws.
   */
  release(held: Held): Promise<void>
  /** Resolves once the ends of all attempts are written, for `after()` and the end of the process. */
  saved(): Promise<void>
}
