/**
 * The outcomes of a reset: the first file to read. Everything that Cognito can answer, and everything that the portal
 * decides itself, is one of these; each has one sentence in `messages/`.
 */

/** Why a password was refused: a rule of the user pool's policy, as Cognito named it, unless said otherwise. */
export type PasswordRule =
  /** Shorter than the pool wants. */
  | 'length'
  /** Longer than Cognito accepts. */
  | 'long'
  | 'uppercase'
  | 'lowercase'
  | 'number'
  | 'symbol'
  | 'characters'
  | 'policy'
  /** Known from breaches. Not a rule of the pool: the portal refuses it before the code is used. */
  | 'breached'

/** How asking for a mail ended. `sent` says nothing about whether the account exists. */
export type RequestOutcome =
  | { kind: 'sent' }
  | { kind: 'too-many-attempts'; retryAt: Date }
  | { kind: 'busy' }
  | { kind: 'unavailable' }
  | { kind: 'blocked' }
  | { kind: 'misconfigured' }
  /** The region that answers is the pool's standby, where nothing can be changed. */
  | { kind: 'standby' }
  /**
   * The tenant wants browsers to solve a challenge first. `retryAt`: when an ask without a solution may be sent again;
   * null where a solution came that doesn't hold, and a new one helps at once.
   */
  | { kind: 'bot-check'; retryAt: Date | null }

/** Why nobody can tell whether the password was changed. */
export type UnknownReason =
  /** Cognito was asked, and its answer was lost or can't be read. */
  | 'answer-lost'
  /** An earlier attempt with the same code worked or may have: a refusal now says nothing about that one. */
  | 'used-before'
  /** Cognito didn't take the code, and the store that knows which codes were used could not be asked. */
  | 'not-looked-up'

/** How choosing a new password ended. */
export type ConfirmOutcome =
  | { kind: 'done'; at: Date }
  /** Wrong, used, too old, or no such account: one answer for all of them. */
  | { kind: 'code-rejected' }
  | { kind: 'password-rejected'; rule: PasswordRule }
  | { kind: 'password-reused' }
  /**
   * `because`: the tries for this one code are used up, which a new code resets, or all of the user's or the address's.
   */
  | { kind: 'too-many-attempts'; because: 'code' | 'user' | 'address'; retryAt: Date | null }
  /** The account's pool is over its quota: nothing was changed, the form may be sent again. */
  | { kind: 'busy' }
  /** Cognito was never reached: nothing was changed. */
  | { kind: 'unavailable' }
  /** The password may have been changed, and nobody can tell whether it was: `at` is when. */
  | { kind: 'unknown'; at: Date; why: UnknownReason }
  | { kind: 'blocked' }
  | { kind: 'misconfigured' }
  /** The region that answers is the pool's standby, where nothing can be changed: the code was not looked at. */
  | { kind: 'standby' }
