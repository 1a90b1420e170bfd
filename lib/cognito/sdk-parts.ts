import 'server-only'

/**
 * What the portal uses of AWS's SDK, each part by its name: of a package in CommonJS, a dynamic import in the command line's
 * bundle would give no names at all.
 */

export {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUserPoolReplicasCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider'
export { NodeHttpHandler } from '@smithy/node-http-handler'
