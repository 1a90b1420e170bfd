import type { UserLookUp } from '../cognito/look-up-user'
import { type ResetState, resetStateOf } from '../cognito/reset-state'

export type ResetAnswer = {
  readonly state: ResetState
  readonly title: string
  readonly what: string
  /** The one useful next step. */
  readonly next: string
  /** An AWS CLI command that does it; the reader fills in the user name. */
  readonly command: string | null
}

type Sentences = Omit<ResetAnswer, 'state'>
const cli = (operation: string, rest = '') =>
  `aws cognito-idp ${operation} --user-pool-id {pool} --username '…'${rest}`

const sentences: Record<Exclude<ResetState, 'unknown'>, Sentences> = {
  'gets-a-mail': {
    title: 'Can reset, by email',
    what: 'An email with a link and a code goes out whenever this person asks for one, at most five an hour.',
    next: 'Ask them to look in the spam folder, and compare what they typed with the spelling here.',
    command: null,
  },
  'gets-a-text-message': {
    title: 'Can reset, by text message',
    what: 'The code comes as a text message: the pool prefers the phone, or no email address is verified.',
    next: 'Nothing is wrong. They enter the code on the page; there is no link to wait for.',
    command: null,
  },
  'no-such-user': {
    title: 'No such user',
    what: 'The pool knows nobody by this name.',
    next: 'Check the spelling, including capital letters if the pool is case-sensitive, and try the email address.',
    command: null,
  },
  disabled: {
    title: 'Disabled',
    what: 'An administrator has switched this user off. Cognito answers as if it had sent an email, and sends none.',
    next: 'Enable the user, if it was disabled by mistake.',
    command: cli('admin-enable-user'),
  },
  'never-signed-in': {
    title: 'Never signed in',
    what: 'An administrator created this user, who still has the temporary password; Cognito doesn’t reset those.',
    next: 'Send the invitation again: it carries a new temporary password.',
    command: cli('admin-create-user', ' --message-action RESEND'),
  },
  unconfirmed: {
    title: 'Signed up, never confirmed',
    what: 'The sign-up was never finished, so there is no verified address for a code.',
    next: 'Let them finish it in the app, or confirm them once you know that the address is theirs.',
    command: cli('admin-confirm-sign-up'),
  },
  external: {
    title: 'Signs in with another provider',
    what: 'The password is kept by Google, a company’s directory or the like. There is none here to reset.',
    next: 'Send them to that provider’s own “forgot password”.',
    command: null,
  },
  'administrator-only': {
    title: 'The pool lets only administrators reset',
    what: 'It is a setting of the pool and the same for every user: account recovery is “admin only”.',
    next: 'Allow recovery by verified email address in the pool’s settings, or set a password for this person.',
    command: cli('admin-set-user-password', ` --password '…' --permanent`),
  },
  'no-address': {
    title: 'No address',
    what: 'The user has neither an email address nor a phone number.',
    next: 'Add an email address that you know to be theirs, and mark it verified.',
    command: cli(
      'admin-update-user-attributes',
      ` --user-attributes Name=email,Value='…' Name=email_verified,Value=true`,
    ),
  },
  unverified: {
    title: 'Address not verified',
    what: 'Cognito sends codes to verified addresses only, and none of this user’s is.',
    next: 'Mark the email address verified once the person has proven that it is theirs.',
    command: cli('admin-update-user-attributes', ' --user-attributes Name=email_verified,Value=true'),
  },
  'second-factor': {
    title: 'The only address is the second factor',
    what: 'What proves somebody after the password can’t also replace it, so Cognito sends no code there.',
    next: 'Give them another verified address, or another second factor such as an authenticator app.',
    command: null,
  },
  'other-contact': {
    title: 'Verified, but not where this pool sends codes',
    what: 'The pool recovers by another kind of address than the one that this user has verified.',
    next: 'Verify an address of the kind that the pool uses, or allow the other kind in its settings.',
    command: null,
  },
  'other-state': {
    title: 'In a state that resets nothing',
    what: 'Cognito keeps this user apart, for example as archived or compromised.',
    next: 'Look at the user in the AWS console.',
    command: cli('admin-get-user'),
  },
}

const unknowns: Record<
  Extract<UserLookUp, { kind: 'unknown' }>['because'],
  Pick<Sentences, 'what' | 'next'>
> = {
  'no-credentials': {
    what: 'Unknown: this deployment has no AWS credentials.',
    next: 'Give it a role that allows cognito-idp:AdminGetUser and cognito-idp:DescribeUserPool on the pool, or use the call below.',
  },
  'not-allowed': {
    what: 'Unknown: IAM does not allow it.',
    next: 'Allow this deployment’s role cognito-idp:AdminGetUser and cognito-idp:DescribeUserPool on the pool, or use the call below.',
  },
  'no-pool': {
    what: 'Unknown: the user pool that this tenant names is not there.',
    next: 'Check region and pool under Settings.',
  },
  away: {
    what: 'Unknown: Cognito did not answer.',
    next: 'Try again in a minute.',
  },
}

/** What to tell a person of the console who asked why somebody can't reset. Pure. */
export function resetAnswer(lookUp: UserLookUp, userPoolId: string): ResetAnswer {
  const state = resetStateOf(lookUp)
  const said: Sentences =
    lookUp.kind === 'unknown'
      ? { title: 'Unknown', ...unknowns[lookUp.because], command: cli('admin-get-user') }
      : sentences[state === 'unknown' ? 'other-state' : state]
  const command = said.command === null ? null : said.command.replace('{pool}', userPoolId)
  return { state, ...said, command }
}
