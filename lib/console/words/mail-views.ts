import type { PoolMailName } from '../../pool-mails'
import { say } from './generated/texts'

/** The mails that the editor shows beside the states of the pages. */
export const MAIL_VIEWS = [
  'reset',
  'changed',
  'changedLittle',
  'changedWithin',
  'invited',
  'external',
  'helpDesk',
  'helped',
  'signUp',
  'invitation',
  'invitationLed',
  'verification',
  'secondFactor',
  'allLinks',
] as const
export type MailView = (typeof MAIL_VIEWS)[number]

/** What of `/mail/shown` each mail is, where it isn't the kind of its own name. */
export const MAIL_QUERIES: Readonly<Partial<Record<MailView, Readonly<Record<string, string>>>>> = {
  changedLittle: { kind: 'changed', sample: 'little' },
  changedWithin: { kind: 'changed', sample: 'within' },
  helped: { kind: 'helpDesk', links: 'all' },
  invitationLed: { kind: 'invitation', links: 'all' },
  allLinks: { kind: 'reset', links: 'all' },
}

const onMail: Readonly<Record<MailView, PoolMailName | 'changed' | 'cannotReset'>> = {
  reset: 'reset',
  changed: 'changed',
  changedLittle: 'changed',
  changedWithin: 'changed',
  invited: 'cannotReset',
  external: 'cannotReset',
  helpDesk: 'cannotReset',
  helped: 'cannotReset',
  signUp: 'signUp',
  invitation: 'invitation',
  invitationLed: 'invitation',
  verification: 'verification',
  secondFactor: 'secondFactor',
  allLinks: 'reset',
}

/** The kind of mail, as the keys of its texts name it. */
export const kindOfMail = (mail: MailView) => onMail[mail]

/** What the console calls a mail. */
export const mailTitle = (mail: MailView): string => say(`texts.mails.${kindOfMail(mail)}`)
