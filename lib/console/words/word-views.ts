import { PREVIEW_STATES, type PreviewState } from '../../brand/preview'
import { groupOf, type WordGroup, wordGroups } from './word-label'

/** The mails that the editor shows beside the states of the pages; each is a kind of `/mail/shown`. */
export const MAIL_VIEWS = {
  reset: 'Mail: reset code',
  changed: 'Mail: password changed',
  invited: 'Mail: can’t be reset',
  external: 'Mail: can’t be reset',
  helpDesk: 'Mail: can’t be reset',
} as const
export type MailView = keyof typeof MAIL_VIEWS

/** What the preview of the editor shows: a state of the pages or a mail. */
export type WordView =
  | { readonly kind: 'page'; readonly state: PreviewState }
  | { readonly kind: 'mail'; readonly mail: MailView }

const page = (state: PreviewState): WordView => ({ kind: 'page', state })
const mail = (name: MailView): WordView => ({ kind: 'mail', mail: name })

const GROUP_VIEWS: Partial<Record<WordGroup, WordView>> = {
  forgot: page('forgot'),
  sent: page('sent'),
  reset: page('reset'),
  done: page('done'),
  unknown: page('unknown'),
  'mail.reset': mail('reset'),
  'mail.changed': mail('changed'),
  'mail.cannotReset': mail('invited'),
  sms: mail('reset'),
}
const ERROR_STATES = ['password-rejected', 'code-rejected', 'too-many-attempts'] as const

/** Where alone a text is shown, of the views that show its group. */
function onlyViewOf(word: string): WordView | null {
  const error = ERROR_STATES.find((state) => word.startsWith(`errors.${state}.`))
  if (error !== undefined) return page(error)
  if (word === 'mail.cannotReset.invited') return mail('invited')
  if (word === 'mail.cannotReset.external') return mail('external')
  return word === 'mail.cannotReset.helpDesk' ? mail('helpDesk') : null
}

/** The view that shows a text: the current one where it does, or where none does. */
export function viewFor(word: string, current: WordView): WordView {
  const only = onlyViewOf(word)
  if (only !== null) return only
  const group = groupOf(word)
  if (group === null || groupsOfView(current).includes(group)) return current
  return GROUP_VIEWS[group] ?? current
}

/** What the preview shows, as its tab calls it. */
export const viewName = (view: WordView): string =>
  view.kind === 'page' ? PREVIEW_STATES[view.state] : MAIL_VIEWS[view.mail]

/** The groups of texts that a view shows. */
export function groupsOfView(view: WordView): readonly WordGroup[] {
  if (view.kind === 'page') {
    const group = wordGroups.find((each) => each === view.state)
    return group === undefined ? ['reset', 'errors'] : [group]
  }
  if (view.mail === 'reset') return ['mail.reset', 'sms', 'mail.footer']
  return [view.mail === 'changed' ? 'mail.changed' : 'mail.cannotReset', 'mail.footer']
}
