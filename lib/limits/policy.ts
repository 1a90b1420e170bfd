/** How often something may happen, and when the count starts anew. */
export type Limit = {
  readonly times: number
  readonly perSeconds: number
  /**
   * When the count is forgotten: a fixed time after its first event, or that time after its *last* one, which
   * keeps every window of that length, wherever it begins, within the limit.
   */
  readonly countedSince: 'first' | 'last'
  /** Whether it stays as it is where an operator scales the others: `once` must not become `ten times`. */
  readonly isExact?: boolean
}

/**
 * Every limit of the portal, in one place, with what it is keyed by; nothing that a caller can make up (a header,
 * another field) is ever part of a key.
 *
 * Cognito itself takes 5 to 20 asks *or* code entries per user and hour, shared, and 30 a second for all pools of an
 * account (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html). An attacker must not be able to
 * spend either for somebody else.
 */
export const limits = {
  /**
   * tenant + address. Stops somebody from working through a list of people; wide enough for an office behind one
   * address.
   */
  askPerAddress: { times: 20, perSeconds: 600, countedSince: 'first' },
  /** tenant + user + address. One stranger can cost a person at most three of the mails of an hour. */
  askFromAddress: { times: 3, perSeconds: 3_600, countedSince: 'last' },
  /** tenant + user. Every new code voids the last one, so a second press within a minute must send nothing. */
  askBurst: { times: 1, perSeconds: 60, countedSince: 'last' },
  /** tenant + user. Stops mail bombing and keeps the rest of Cognito's own budget for entering the code. */
  askPerUser: { times: 5, perSeconds: 3_600, countedSince: 'last' },
  /** tenant. Asks that were turned away for their address, the quota or the bot check: when full, it is an attack. */
  askTurnedAway: { times: 30, perSeconds: 600, countedSince: 'last' },
  /** tenant. Asks that bring no solution where one is wanted: by browsers without scripts, and by AWS clients. */
  askUnsolved: { times: 10, perSeconds: 600, countedSince: 'first' },
  /** tenant + challenge. Its solution counts once; remembered for twice as long as a challenge lasts. */
  solution: { times: 1, perSeconds: 600, countedSince: 'first', isExact: true },
  /** tenant + address. Stops trying one code on many people. */
  confirmPerAddress: { times: 60, perSeconds: 600, countedSince: 'first' },
  /** tenant + user + address, per issued code. A stranger leaves two tries to the person the code is for. */
  confirmPerCodeFromAddress: { times: 3, perSeconds: 3_600, countedSince: 'last' },
  /** tenant + user, per issued code. Five of a million guesses (Ory Kratos: 5; NIST SP 800-63B: at most 100). */
  confirmPerCode: { times: 5, perSeconds: 3_600, countedSince: 'last' },
  /** tenant + user. Bounds guessing across codes, below where Cognito itself locks the person out. */
  confirmPerUser: { times: 20, perSeconds: 3_600, countedSince: 'last' },
  /** person of the console. A test mail goes to nobody else, and costs. */
  testMailPerAdmin: { times: 10, perSeconds: 3_600, countedSince: 'first' },
  /** person of the console. For looking up people who ask for help, not for working through a list. */
  lookUpPerAdmin: { times: 30, perSeconds: 3_600, countedSince: 'first' },
  /** account of the console. Slows guessing without locking anybody out for longer than the window. */
  adminSignInPerAccount: { times: 10, perSeconds: 900, countedSince: 'first' },
  /** address, for the console's sign-in. */
  adminSignInPerAddress: { times: 10, perSeconds: 900, countedSince: 'first' },
  /** tenant. An examination calls the service up to twice and looks hosts up: it must not be run in a loop. */
  examinePerTenant: { times: 6, perSeconds: 600, countedSince: 'first' },
  /** person of the console. For a connection that is not stored yet. */
  tryConnectionPerAdmin: { times: 20, perSeconds: 600, countedSince: 'first' },
  /** tenant. One tenant's flood must not use up the quota that all pools of an account share. */
  tenantQuota: { times: 30, perSeconds: 1, countedSince: 'first' },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** The limit for a deployment that scales all of them by REKEY_LIMITS_FACTOR; at least one remains. */
export function scaled(limit: Limit, factor: number): Limit {
  if (limit.isExact) return limit
  return { ...limit, times: Math.max(1, Math.floor(limit.times * factor)) }
}

/**
 * The limit of one process alone while the shared counters are away: half, so that two of them together allow no more
 * than usual. A limit of one can't be halved, so its time is doubled instead.
 */
export function halved(limit: Limit): Limit {
  if (limit.times > 1) return { ...limit, times: Math.floor(limit.times / 2) }
  return { ...limit, perSeconds: limit.perSeconds * 2 }
}
