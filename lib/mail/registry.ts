import type { MailKind } from './frame/kind'
import { changedMail } from './kinds/changed'
import { resetMail } from './kinds/reset'
import { signUpMail } from './kinds/sign-up'

/**
 * The mails that a tenant's mail functions send, by kind. The portal draws them, and a function fills them in. Mails that
 * the portal itself sends, such as the cannot-reset notice, are not among them.
 */
export const MAIL_KINDS = {
  reset: resetMail,
  changed: changedMail,
  signUp: signUpMail,
} as const satisfies Record<string, MailKind>

export type MailKindName = keyof typeof MAIL_KINDS

/** The mails of a tenant. Where one is missing, its function leaves Cognito's own mail as it is. */
export function mailKindsOf({
  confirmsSignUps,
}: {
  confirmsSignUps: boolean
}): Readonly<Record<string, MailKind>> {
  const { signUp, ...others } = MAIL_KINDS
  return confirmsSignUps ? MAIL_KINDS : others
}
