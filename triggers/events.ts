import type { CustomMessageTriggerEvent, PostConfirmationTriggerEvent } from 'aws-lambda'

// Events as Cognito sends them (shapes of the developer guide), for the tests of both functions.

const common = {
  version: '1',
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_Ab12Cd34E',
  userName: 'jane+test',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
} as const

const userAttributes = {
  sub: '5c1a1b1e-6a55-4f0e-8a0f-2d7f0d1f2a3b',
  email: 'jane@example.com',
  email_verified: 'true',
  'cognito:user_status': 'CONFIRMED',
}

export function forgotPassword(
  request: Partial<CustomMessageTriggerEvent['request']> = {},
): CustomMessageTriggerEvent {
  return {
    ...common,
    triggerSource: 'CustomMessage_ForgotPassword',
    request: {
      userAttributes,
      codeParameter: '{####}',
      linkParameter: '{##Click Here##}',
      // The types say text; the service sends null unless an administrator creates the user.
      usernameParameter: null as unknown as string,
      clientMetadata: { tenant: 'acme', locale: 'da', ask: `${'a'.repeat(22)}.mi3k2j1h` },
      ...request,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  }
}

export function resetDone(
  request: Partial<PostConfirmationTriggerEvent['request']> = {},
): PostConfirmationTriggerEvent {
  return {
    ...common,
    triggerSource: 'PostConfirmation_ConfirmForgotPassword',
    request: { userAttributes, ...request },
    response: {},
  }
}
