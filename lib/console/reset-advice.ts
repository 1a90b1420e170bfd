import type { UserLookUp } from '../cognito/look-up-user'
import { type ResetState, resetStateOf } from '../cognito/reset-state'
import { say } from './words/generated/users'

export type ResetAnswer = {
  readonly state: ResetState
  readonly title: string
  readonly what: string
  /** The one useful next step. */
  readonly next: string
  /** An AWS CLI command that does it; the reader fills in the user name. */
  readonly command: string | null
}

type Known = Exclude<ResetState, 'unknown'>

const cli = (operation: string, rest = '') =>
  `aws cognito-idp ${operation} --user-pool-id {pool} --username '…'${rest}`

/** The AWS CLI command that helps with a state, where one does. */
const commands: Partial<Record<Known, string>> = {
  disabled: cli('admin-enable-user'),
  'never-signed-in': cli('admin-create-user', ' --message-action RESEND'),
  unconfirmed: cli('admin-confirm-sign-up'),
  'administrator-only': cli('admin-set-user-password', ` --password '…' --permanent`),
  'no-address': cli(
    'admin-update-user-attributes',
    ` --user-attributes Name=email,Value='…' Name=email_verified,Value=true`,
  ),
  unverified: cli('admin-update-user-attributes', ' --user-attributes Name=email_verified,Value=true'),
  'other-state': cli('admin-get-user'),
}

/** What to tell a person of the console who asked why somebody can't reset. Pure. */
export function resetAnswer(lookUp: UserLookUp, userPoolId: string): ResetAnswer {
  const state = resetStateOf(lookUp)
  const fillIn = (command: string | undefined) => command?.replace('{pool}', userPoolId) ?? null
  if (lookUp.kind === 'unknown') {
    const { because } = lookUp
    return {
      state,
      title: say('users.unknown'),
      what: say(`users.unknowns.${because}.what`),
      next: say(`users.unknowns.${because}.next`),
      command: fillIn(cli('admin-get-user')),
    }
  }
  const known = state === 'unknown' ? 'other-state' : state
  return {
    state,
    title: say(`users.states.${known}.title`),
    what: say(`users.states.${known}.what`),
    next: say(`users.states.${known}.next`),
    command: fillIn(commands[known]),
  }
}
