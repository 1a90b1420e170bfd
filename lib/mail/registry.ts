import type { BrandedMails } from '../pool-mails'
import type { MailKind } from './frame/kind'
import { changedMail } from './kinds/changed'
import { invitationMail } from './kinds/invitation'
import { resetMail } from './kinds/reset'
import { secondFactorMail } from './kinds/second-factor'
import { signUpMail } from './kinds/sign-up'
import { verificationMail } from './kinds/verification'

/**
 * The mails that a tenant's mail functions send, by kind. The portal draws them, and a function fills them in. Mails that
 * the portal itself sends, such as the cannot-reset notice, are not among them.
 */
export const MAIL_KINDS = {
  reset: resetMail,
  changed: changedMail,
  signUp: signUpMail,
  invitation: invitationMail,
  verification: verificationMail,
  secondFactor: secondFactorMail,
} as const satisfies Record<string, MailKind>

export type MailKindName = keyof typeof MAIL_KINDS

/**
 * The mails of a tenant. Where one is missing, its function leaves Cognito's own mail as it is. The reset's and the one
 * after it are never missing: functions of the first release take no mails without them.
 */
export function mailKindsOf({
  confirmsSignUps,
  mail: { branded },
}: {
  readonly confirmsSignUps: boolean
  readonly mail: { readonly branded: BrandedMails }
}): Readonly<Record<'reset' | 'changed', MailKind>> {
  const { reset, changed, signUp, ...codes } = MAIL_KINDS
  const chosen = Object.entries(codes).filter(([name]) => branded[name as keyof typeof codes])
  return {
    reset,
    changed,
    ...(confirmsSignUps && branded.signUp && { signUp }),
    ...Object.fromEntries(chosen),
  }
}
