import {
  isJourneyState,
  OTHER_STATES,
  type OtherPage,
  type OtherState,
  otherPages,
  type PreviewState,
} from '../../brand/preview'
import { POOL_MAILS } from '../../pool-mails'
import { say as sayState } from './generated/states'
import { kindOfMail, type MailView, mailTitle } from './mail-views'
import { mailOfWord, stateOfWord } from './word-homes'
import type { WordGroup } from './word-label'

/** What the preview of the editor shows: a state of the pages or a mail. */
export type WordView =
  | { readonly kind: 'page'; readonly state: PreviewState }
  | { readonly kind: 'mail'; readonly mail: MailView }

/**
 * The view that shows a text: the current one where it does.
 *
 * @param shown the keys of what is on show, as the page or the mail tells them
 */
export function viewFor(word: string, current: WordView, shown: ReadonlySet<string>): WordView {
  if (shown.has(word)) return current
  const state = stateOfWord(word)
  if (state !== null) return { kind: 'page', state }
  const mail = mailOfWord(word)
  return mail === null ? current : { kind: 'mail', mail }
}

/** What the preview shows, as its tab or its entry in the list of other states calls it. */
export const viewName = (view: WordView): string =>
  view.kind === 'page' ? sayState(`states.names.${view.state}`) : mailTitle(view.mail)

const GROUPS_OF_PAGE: Readonly<Record<OtherPage, readonly WordGroup[]>> = {
  every: ['common', 'forgot'],
  forgot: ['forgot', 'errors'],
  sent: ['sent'],
  reset: ['reset'],
  fields: ['reset', 'errors'],
  form: ['reset', 'errors'],
  unknown: ['unknown'],
  done: ['done'],
  linkProblem: ['linkProblem'],
  confirmPage: ['confirm'],
  neither: ['unavailable', 'standby', 'notFound'],
}

function pageOf(state: OtherState): OtherPage {
  return otherPages.find((page) => OTHER_STATES[page].some((each) => each === state)) ?? 'every'
}

function groupsOfState(state: PreviewState): readonly WordGroup[] {
  if (!isJourneyState(state)) return GROUPS_OF_PAGE[pageOf(state)]
  switch (state) {
    case 'password-rejected':
    case 'code-rejected':
    case 'too-many-attempts':
      return ['reset', 'errors']
    default:
      return [state]
  }
}

/** The groups of texts that a view shows. */
export function groupsOfView(view: WordView): readonly WordGroup[] {
  if (view.kind === 'page') return groupsOfState(view.state)
  const kind = kindOfMail(view.mail)
  return Object.hasOwn(POOL_MAILS, kind)
    ? [`mail.${kind}`, 'sms', 'mail.footer']
    : [`mail.${kind}`, 'mail.footer']
}
