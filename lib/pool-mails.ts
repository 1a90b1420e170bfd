import { LINK_KINDS } from './link-kinds'

/**
 * A mail that Cognito sends and a tenant's CustomMessage function can write, as far as functions and settings need it: no
 * secrets, no I/O. How it is drawn stands in lib/mail/kinds, under the same name.
 */
export type PoolMail = {
  /** The trigger sources of the function: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
  readonly messages: readonly string[]
  /** Whether it is in the brand where a tenant says nothing of it. What came after the first releases is not. */
  readonly isBranded: boolean
  /** Cognito's placeholders that it refuses the mail without. */
  readonly slots: readonly string[]
}

/** Cognito's placeholder for the code. It must stay raw: percent-encoded, Cognito doesn't find it. */
export const CODE_SLOT = '{####}'

/** Cognito's placeholder for the user name, in an invitation only. */
export const USERNAME_SLOT = '{username}'

export const POOL_MAILS = {
  reset: { messages: LINK_KINDS.reset.triggers.messages, isBranded: true, slots: [CODE_SLOT] },
  signUp: { messages: LINK_KINDS['sign-up'].triggers.messages, isBranded: true, slots: [CODE_SLOT] },
  invitation: {
    messages: ['CustomMessage_AdminCreateUser'],
    isBranded: false,
    slots: [CODE_SLOT, USERNAME_SLOT],
  },
  verification: {
    messages: ['CustomMessage_UpdateUserAttribute', 'CustomMessage_VerifyUserAttribute'],
    isBranded: false,
    slots: [CODE_SLOT],
  },
  secondFactor: { messages: ['CustomMessage_Authentication'], isBranded: false, slots: [CODE_SLOT] },
} as const satisfies Record<string, PoolMail>

export type PoolMailName = keyof typeof POOL_MAILS

export const POOL_MAIL_NAMES = Object.keys(POOL_MAILS) as PoolMailName[]

/** Which of the pool's mails a tenant has in its brand. */
export type BrandedMails = Readonly<Record<PoolMailName, boolean>>

const each = <T>(value: (name: PoolMailName) => T) =>
  Object.fromEntries(POOL_MAIL_NAMES.map((name) => [name, value(name)])) as Record<PoolMailName, T>

/** The choice with what a tenant says nothing of filled in. */
export const brandedMails = (said: { readonly [name in PoolMailName]?: boolean | undefined }): BrandedMails =>
  each((name) => said[name] ?? POOL_MAILS[name].isBranded)

/** The choice in stored form, only what differs from the usual; nothing where nothing does. */
export function storedBrandedMails(chosen: BrandedMails): Partial<Record<PoolMailName, boolean>> | undefined {
  const other = POOL_MAIL_NAMES.filter((name) => chosen[name] !== POOL_MAILS[name].isBranded)
  return other.length === 0 ? undefined : Object.fromEntries(other.map((name) => [name, chosen[name]]))
}
