import 'server-only'
import { CALLS } from '../cognito/calls'
import { classifyConfirm, classifyRequest } from '../cognito/exceptions'
import { LINK_KINDS } from '../link-kinds'
import type { Flow } from './flow'

/** A sign-up: a mailed code confirms the account, and the address that the code went to. */
export const signUpFlow: Flow = {
  ...LINK_KINDS['sign-up'],
  request: { ...CALLS['sign-up'].request, classify: classifyRequest },
  confirm: {
    ...CALLS['sign-up'].confirm,
    check: () => null,
    classify: classifyConfirm,
    identity: ({ username, code }) => [username, code],
  },
}
