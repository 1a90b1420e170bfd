import { setTimeout as pause } from 'node:timers/promises'
import { type FaultInput, secretHash, startEmulator, type UserSeed } from '../emulator/index'
import { demoPools } from '../scripts/demo-pools'
import { startAskedPortal } from './servers'

/** Far beyond the time of the answer, below the five seconds after which the service calls a function again. */
const SLOW_FUNCTION_MS = 3_000

/**
 * The built portal with a Cognito of its own, for the forms of one of its tenants.
 *
 * @param settings of its environment, beside the usual ones; its database is in memory unless they say otherwise
 */
export async function startNorthwind(settings?: Record<string, string>) {
  const slow = new Set<string>()
  const pools = demoPools('tenants', 'http://localhost')
  const pool = pools.find(({ slug }) => slug === 'northwind')
  const client = pool?.seed.client
  if (!pool || !client) throw new Error('The demo tenants have no northwind')
  const emulator = await startEmulator({
    pools: [
      {
        ...pool.seed,
        linkMessage: undefined,
        customMessage: async (event) => {
          if (slow.has(event.userName)) await pause(SLOW_FUNCTION_MS)
          event.response.emailSubject = 'Code'
          event.response.emailMessage = 'Code {####}'
          return event
        },
      },
    ],
  })
  const portal = await startAskedPortal(emulator.url, pools, settings)

  /** Calls Cognito without the portal. */
  async function call(operation: string, username: string, input: Record<string, string> = {}) {
    const answer = await fetch(emulator.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({
        ClientId: client?.id,
        Username: username,
        SecretHash: secretHash(username, client?.id ?? '', pool?.secret ?? ''),
        ...input,
      }),
    })
    if (!answer.ok) throw new Error(`${operation} was answered with ${await answer.text()}`)
  }

  return {
    url: `${portal.base}/northwind`,
    processorMs: portal.processorMs,
    addUser: (username: string, seed: Partial<UserSeed> = {}) =>
      emulator.addUser(pool.seed.id, { username, email: username, password: 'Old-Password-1', ...seed }),
    slowFunctionFor: (username: string) => void slow.add(username),
    fault: (input: FaultInput) => emulator.faults.add(input),
    /** The code of the newest mail to this person. */
    codeFor: (username: string) => emulator.inbox.latest({ username })?.code,
    /** Mails a code for a sign-up and gives it. */
    async signUpCodeOf(username: string): Promise<string> {
      await call('ResendConfirmationCode', username)
      return emulator.inbox.latest({ username })?.code ?? ''
    },
    confirmSignUp: (username: string, code: string) =>
      call('ConfirmSignUp', username, { ConfirmationCode: code }),
    async end() {
      await portal.end()
      await emulator.close()
    },
  }
}
