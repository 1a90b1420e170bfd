/** The mails that the editor shows beside the states of the pages. */
export const MAIL_VIEWS = {
  reset: 'Mail: reset code',
  changed: 'Mail: password changed',
  changedLittle: 'Mail: password changed',
  changedWithin: 'Mail: password changed',
  invited: 'Mail: can’t be reset',
  external: 'Mail: can’t be reset',
  helpDesk: 'Mail: can’t be reset',
  helped: 'Mail: can’t be reset',
  allLinks: 'Mail: reset code',
} as const
export type MailView = keyof typeof MAIL_VIEWS

/** What of `/mail/shown` each mail is, where it isn't the kind of its own name. */
export const MAIL_QUERIES: Readonly<Partial<Record<MailView, Readonly<Record<string, string>>>>> = {
  changedLittle: { kind: 'changed', sample: 'little' },
  changedWithin: { kind: 'changed', sample: 'within' },
  helped: { kind: 'helpDesk', links: 'all' },
  allLinks: { kind: 'reset', links: 'all' },
}

const onMail: Readonly<Record<MailView, 'reset' | 'changed' | 'cannotReset'>> = {
  reset: 'reset',
  changed: 'changed',
  changedLittle: 'changed',
  changedWithin: 'changed',
  invited: 'cannotReset',
  external: 'cannotReset',
  helpDesk: 'cannotReset',
  helped: 'cannotReset',
  allLinks: 'reset',
}

/** The kind of mail, as the keys of its texts name it. */
export const kindOfMail = (mail: MailView) => onMail[mail]
