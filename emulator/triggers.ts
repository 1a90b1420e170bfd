import { invalidLambdaResponse, unexpectedLambda, userLambdaValidation } from './errors'

type TriggerEvent<Source extends string, Request, Response> = {
  version: '1'
  region: string
  userPoolId: string
  userName: string
  callerContext: { awsSdkVersion: string; clientId: string }
  triggerSource: Source
  request: Request
  response: Response
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
export type CustomMessageEvent = TriggerEvent<
  | 'CustomMessage_SignUp'
  | 'CustomMessage_ResendCode'
  | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_AdminCreateUser'
  | 'CustomMessage_UpdateUserAttribute'
  | 'CustomMessage_VerifyUserAttribute'
  | 'CustomMessage_Authentication',
  {
    userAttributes: Record<string, string>
    codeParameter: string
    linkParameter: string
    usernameParameter: string | null
    clientMetadata?: Record<string, string>
  },
  { smsMessage: string | null; emailMessage: string | null; emailSubject: string | null }
>

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html */
export type PostConfirmationEvent = TriggerEvent<
  'PostConfirmation_ConfirmForgotPassword' | 'PostConfirmation_ConfirmSignUp',
  { userAttributes: Record<string, string>; clientMetadata?: Record<string, string> },
  Record<string, never>
>

/** A Lambda handler as it would be deployed: it returns the event. `from` is the sender its mails carry here. */
export type CustomMessageHook = ((event: CustomMessageEvent) => unknown) & { from?: string }
export type PostConfirmationHook = (event: PostConfirmationEvent) => unknown

/** A function that others start by its name and don't wait for. */
export type InvokedHook = (event: unknown) => unknown

/** The client that functions are told of where an administrator called. */
export const noClient = 'CLIENT_ID_NOT_APPLICABLE'

const tries = 3

/**
 * Calls a trigger as the service does: it gets JSON and must give JSON back; an answer that is not there in time is
 * asked for again, three times in all; an error thrown by the function is not retried and its text reaches the
 * caller. What is not imitated: a late answer's side effects are the hook's own business, as on AWS.
 */
export async function callTrigger<E>(
  name: string,
  hook: (event: E) => unknown,
  event: E,
  timeoutMs: number,
): Promise<Record<string, unknown>> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const answer = await within(timeoutMs, () => hook(structuredClone(event)), name)
    if (answer.inTime) return asEvent(answer.value)
  }
  throw unexpectedLambda(`${name} invocation failed due to error TimeoutException.`)
}

async function within(
  timeoutMs: number,
  call: () => unknown,
  name: string,
): Promise<{ inTime: true; value: unknown } | { inTime: false }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ inTime: false }>((resolve) => {
    timer = setTimeout(() => resolve({ inTime: false }), timeoutMs)
  })
  const answer = (async () => ({ inTime: true as const, value: await call() }))()
  try {
    return await Promise.race([answer, late])
  } catch (error) {
    throw userLambdaValidation(
      `${name} failed with error ${error instanceof Error ? error.message : String(error)}.`,
    )
  } finally {
    clearTimeout(timer)
  }
}

function asEvent(value: unknown): Record<string, unknown> {
  let event: unknown = null
  try {
    event = JSON.parse(JSON.stringify(value ?? null))
  } catch {
    throw invalidLambdaResponse('Invalid lambda function output : Invalid JSON')
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw invalidLambdaResponse('Unrecognizable lambda output')
  }
  return event as Record<string, unknown>
}
