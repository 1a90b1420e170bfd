import type { PreviewState } from '../../brand/preview'
import type { MailView } from './mail-views'

/**
 * Where each text can be seen: the states and mails that show it first. A key that ends with a dot stands for all below
 * it that have no place of their own.
 */
const STATES: Readonly<Partial<Record<PreviewState, readonly string[]>>> = {
  'every-page': ['common.'],
  unknown: ['unknown.', 'common.supportCode'],
  'reset-by-hand': ['reset.codeLabel', 'reset.codeHelp', 'reset.usernameLabel', 'common.startAgain'],
  forgot: ['forgot.', 'common.errorTitle'],
  'forgot-busy': ['forgot.busy'],
  sent: ['sent.'],
  'sent-busy': ['sent.continuing', 'sent.resending'],
  'sent-wait-over': ['sent.waitOver'],
  'sent-forgotten': ['sent.forgottenTitle', 'sent.forgottenLead'],
  reset: ['reset.'],
  'reset-busy': ['reset.busy'],
  'reset-typing': ['reset.hide', 'reset.shown', 'reset.capsLock', 'reset.ruleMet'],
  'reset-hidden': ['reset.hidden'],
  'reset-uppercase': ['reset.ruleUppercase'],
  'reset-lowercase': ['reset.ruleLowercase'],
  'reset-both-cases': ['reset.ruleCase', 'reset.ruleNumber', 'reset.ruleSymbol'],
  'reset-kept-until': ['reset.linkUntil', 'reset.correctName'],
  'reset-sign-out': ['reset.signOut'],
  'reset-no-name': ['reset.hintName'],
  'reset-no-code': ['reset.hintCode'],
  'reset-lost': ['reset.hintLost'],
  'reset-changed': ['reset.changedAt'],
  done: ['done.'],
  'done-return': ['done.continue'],
  'done-already': ['done.alreadyTitle', 'done.alreadyLead'],
  'unknown-earlier': ['unknown.earlier', 'unknown.stepFirst', 'unknown.signIn'],
  'unknown-not-looked-up': ['unknown.notLookedUp'],
  'unknown-forgotten': ['unknown.forgottenTitle', 'unknown.forgottenLead'],
  'link-incomplete': ['linkProblem.'],
  'link-expired': ['linkProblem.expired.'],
  'link-changed': ['linkProblem.changed.'],
  'link-foreign': ['linkProblem.foreign.'],
  'link-replaced': ['linkProblem.replaced.'],
  'link-forgotten': ['linkProblem.forgotten.'],
  confirm: ['confirm.'],
  'confirm-busy': ['confirm.busy'],
  'confirm-by-hand': ['confirm.codeHelp'],
  'confirm-sent': ['confirm.sentLead'],
  'confirm-done': ['confirm.doneTitle', 'confirm.doneLead', 'confirm.doneAt'],
  'confirm-unknown': ['confirm.unknownLead'],
  'confirm-earlier': ['confirm.earlier'],
  'confirm-not-looked-up': ['confirm.notLookedUp'],
  'confirm-expired': ['confirm.expiredLead'],
  'confirm-rejected': ['confirm.rejected'],
  'confirm-misconfigured': ['confirm.misconfiguredTitle'],
  'confirm-lost': ['confirm.lost'],
  'confirm-off': ['confirm.offTitle', 'confirm.offLead'],
  'page-broken': ['unavailable.'],
  standby: ['standby.'],
  'not-found': ['notFound.'],
  'fields-missing': [
    'errors.username-missing',
    'errors.code-missing',
    'errors.password-missing',
    'errors.check.',
  ],
  'fields-invalid': ['errors.username-invalid', 'errors.code-invalid'],
  'number-offered': ['errors.username-offered'],
  'password-rejected': ['errors.password-rejected.'],
  'password-length': ['errors.password-rejected.length'],
  'password-longer': ['errors.password-rejected.longer'],
  'password-long': ['errors.password-rejected.long'],
  'password-uppercase': ['errors.password-rejected.uppercase'],
  'password-lowercase': ['errors.password-rejected.lowercase'],
  'password-number': ['errors.password-rejected.number'],
  'password-characters': ['errors.password-rejected.characters'],
  'password-policy': ['errors.password-rejected.policy'],
  'password-breached': ['errors.password-rejected.breached'],
  'password-reused': ['errors.password-reused.'],
  'password-among-last': ['errors.password-reused.last'],
  'guess-names': ['errors.easy-to-guess.'],
  'guess-patterns': ['errors.easy-to-guess.patterns'],
  'code-rejected': ['errors.code-rejected.'],
  'code-to-check': ['errors.code-rejected.check'],
  'too-many-attempts': ['errors.too-many-attempts.'],
  'too-many-later': ['errors.too-many-attempts.text'],
  'too-many-code': ['errors.too-many-attempts.code'],
  'too-many-network': ['errors.too-many-attempts.network'],
  'ask-too-many': ['errors.too-many-attempts.ask'],
  'ask-check': ['errors.bot-check.text'],
  'ask-check-wait': ['errors.bot-check.wait'],
  busy: ['errors.busy.'],
  'not-available': ['errors.unavailable.'],
  blocked: ['errors.blocked.'],
  misconfigured: ['errors.misconfigured.'],
  lost: ['errors.lost.'],
  'ask-lost': ['errors.lost.form'],
  'ask-no-answer': ['errors.no-answer.'],
  offline: ['errors.offline.'],
  expired: ['errors.expired.'],
  stale: ['errors.stale.'],
  unproven: ['errors.unproven.'],
}

const MAILS: Readonly<Partial<Record<MailView, readonly string[]>>> = {
  reset: ['mail.reset.'],
  changed: ['mail.changed.'],
  changedLittle: ['mail.changed.unknown', 'mail.changed.stillSignedIn'],
  changedWithin: ['mail.changed.signedOutWithin', 'mail.changed.lastUsed'],
  invited: ['mail.cannotReset.'],
  external: ['mail.cannotReset.external'],
  helpDesk: ['mail.cannotReset.helpDesk'],
  helped: ['mail.cannotReset.button'],
  signUp: ['mail.signUp.'],
  invitation: ['mail.invitation.'],
  invitationLed: ['mail.invitation.button'],
  verification: ['mail.verification.'],
  secondFactor: ['mail.secondFactor.'],
  allLinks: ['mail.footer.'],
}

/** Texts of a tenant that no page of the preview shows, and why. */
export const UNSEEN_WORDS: Readonly<Record<string, string>> = {
  'forgot.withoutScript': 'Only in browsers without scripts, and the preview is one with them.',
  'unavailable.lead':
    'Only on the page that stands in while no tenant can be looked up, which no tenant’s words reach.',
}

const inverted = <View extends string>(table: Readonly<Partial<Record<View, readonly string[]>>>) =>
  new Map(
    Object.entries<readonly string[] | undefined>(table).flatMap(([view, keys = []]) =>
      keys.map((key) => [key, view as View] as const),
    ),
  )
const stateOf = inverted(STATES)
const mailOf = inverted(MAILS)

/** The longest entry that a key falls under, in the order of its steps. */
function lookUp<View>(table: ReadonlyMap<string, View>, word: string): View | null {
  const steps = word.split('.')
  const branches = steps.slice(0, -1).map((_, at) => `${steps.slice(0, at + 1).join('.')}.`)
  const found = [word, ...branches.reverse()].find((key) => table.has(key))
  return (found === undefined ? undefined : table.get(found)) ?? null
}

/** The state of the pages that shows a text first; null for one that none shows. */
export const stateOfWord = (word: string): PreviewState | null =>
  Object.hasOwn(UNSEEN_WORDS, word) ? null : lookUp(stateOf, word)

/** The mail that shows a text first. */
export const mailOfWord = (word: string): MailView | null => lookUp(mailOf, word)
