import type { MailKind } from './frame/kind'
import { changedMail } from './kinds/changed'
import { resetMail } from './kinds/reset'

/**
 * The mails that a tenant's mail functions send, by kind. The portal draws them, and a function fills them in. Mails that
 * the portal itself sends, such as the cannot-reset notice, are not among them.
 */
export const MAIL_KINDS = { reset: resetMail, changed: changedMail } as const satisfies Record<
  string,
  MailKind
>

export type MailKindName = keyof typeof MAIL_KINDS
