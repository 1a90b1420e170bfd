import 'server-only'
import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { sendConfirmation, sendRequest } from '../cognito/calls'
import { classifyConfirm, classifyRequest } from '../cognito/exceptions'
import type { LinkKind } from '../link-kinds'
import type { Flow } from './flow'

/** For tests: a second kind of emailed link, written as a release would. */

export const signUpLink = {
  kind: 'sign-up',
  page: '/confirm',
  codeLifeMs: 86_400_000,
  mail: 'welcome',
  triggers: {
    message: 'CustomMessage_ResendCode',
    confirmed: 'PostConfirmation_ConfirmSignUp',
  },
} as const satisfies LinkKind

export const signUpFlow: Flow = {
  ...signUpLink,
  request: {
    operation: 'ResendConfirmationCode',
    send: (regions, subject, limitMs) =>
      sendRequest(regions, subject, limitMs, (client, input, options) =>
        client.send(new ResendConfirmationCodeCommand(input), options),
      ),
    classify: classifyRequest,
  },
  confirm: {
    operation: 'ConfirmSignUp',
    check: () => null,
    send: (regions, subject, { code }, limitMs) =>
      sendConfirmation(regions, subject, limitMs, (client, input, options) =>
        client.send(new ConfirmSignUpCommand({ ...input, ConfirmationCode: code }), options),
      ),
    classify: classifyConfirm,
    identity: ({ username, code }) => [username, code],
  },
}
