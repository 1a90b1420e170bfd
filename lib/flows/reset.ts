import 'server-only'
import { CALLS } from '../cognito/calls'
import { classifyConfirm, classifyRequest, isRefusedForState } from '../cognito/exceptions'
import { impossiblePassword } from '../input/password-entry'
import { LINK_KINDS } from '../link-kinds'
import { signOutDecision } from './client-metadata'
import type { Attempt, Flow } from './flow'
import { helpAfterRefusal } from './help-after-refusal'
import { screenPassword } from './screen-password'

/** The user name without outer white space, the code as `readCode` gave it, the password untouched. */
export type ResetAttempt = Attempt & {
  readonly password: string
  /** Whether the person wants to stay signed in elsewhere; undefined where nobody was asked. */
  readonly keepsSessions?: boolean | undefined
}

/** A forgotten password: a mailed code, and a new password set with it. */
export const resetFlow: Flow<ResetAttempt> = {
  ...LINK_KINDS.reset,
  request: {
    ...CALLS.reset.request,
    classify: classifyRequest,
    afterFailure: (failure) => (isRefusedForState(failure) ? helpAfterRefusal : null),
  },
  confirm: {
    ...CALLS.reset.confirm,
    check({ password }) {
      const rule = impossiblePassword(password)
      return rule === null ? null : { kind: 'password-rejected', rule }
    },
    screen: (metrics, tenant, { password }, limitMs) => screenPassword(metrics, tenant, password, limitMs),
    classify: classifyConfirm,
    decided: (tenant, { keepsSessions }) => signOutDecision(tenant, keepsSessions),
    identity: ({ username, code, password }) => [username, code, password],
  },
}
