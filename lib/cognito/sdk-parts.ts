import 'server-only'

/**
 * What the calls in a person's name use of AWS's SDK, each part by its name: of a package in CommonJS, a dynamic import in the command line's
 * bundle would give no names at all.
 */

export {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider'
export { NodeHttpHandler } from '@smithy/node-http-handler'
