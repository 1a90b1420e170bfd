/**
 * What is particular about a kind of emailed link, as far as mail functions and pages need it: no secrets, no I/O. What
 * the portal does for a link of the kind is its `Flow` in lib/flows.
 */
export type LinkKind = {
  /** Names the kind in envelopes, mails, brand texts, metrics and audit rows. */
  readonly kind: string
  /** The page that the link leads to, below the tenant's base. */
  readonly page: `/${string}`
  /** How long Cognito accepts the code that the link brings. */
  readonly codeLifeMs: number
  /** The mail that brings the link: a key of lib/mail/kinds. */
  readonly mail: string
  readonly triggers: {
    /** The trigger sources of the CustomMessage function that writes the mail. */
    readonly messages: readonly string[]
    /** The trigger source of the PostConfirmation function that runs once the code has served. */
    readonly confirmed: string
  }
}

export const LINK_KINDS = {
  reset: {
    kind: 'reset',
    page: '/reset',
    // Fixed by the service: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
    codeLifeMs: 3_600_000,
    mail: 'reset',
    triggers: {
      messages: ['CustomMessage_ForgotPassword'],
      confirmed: 'PostConfirmation_ConfirmForgotPassword',
    },
  },
  'sign-up': {
    kind: 'sign-up',
    page: '/confirm',
    // https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
    codeLifeMs: 86_400_000,
    mail: 'signUp',
    triggers: {
      messages: ['CustomMessage_SignUp', 'CustomMessage_ResendCode'],
      confirmed: 'PostConfirmation_ConfirmSignUp',
    },
  },
} as const satisfies Record<string, LinkKind>

export type LinkKindName = keyof typeof LINK_KINDS

/** The kinds of link that a portal or a mail function knows, by name. */
export type LinkKinds = Readonly<Record<string, LinkKind>>

/** What an opened link is called where events are counted. */
export const LINK_OPENED = 'link.opened'

/** The kind of an envelope that names none: the first release sealed no other. */
export const FIRST_KIND: LinkKindName = 'reset'

/**
 * The label under which data of one kind is hashed or sealed: the plain label for the first kind, so that stored data
 * and open pages stay valid.
 */
export const labelOfKind = (label: string, kind: string): string =>
  kind === FIRST_KIND ? label : `${label}/${kind}`

export const kindNamed = (kinds: LinkKinds, name: string): LinkKind | null =>
  Object.hasOwn(kinds, name) ? (kinds[name] ?? null) : null
