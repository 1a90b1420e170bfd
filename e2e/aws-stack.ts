import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from '../emulator/index'
import { freePort } from '../scripts/free-port'
import { startPortal } from './portal'
import { startEmulator } from './watched-emulator'

/** The built portal and an emulator on free ports, with one tenant of each kind, for the specs of machines. */

export const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
export const clientId = '1example23456789'
export const poolId = 'eu-west-1_Ab12Cd34E'
export const oldPassword = 'Old-Horse-1'
export const newPassword = 'New-Horse-2'
export const legacyClientId = '2legacy23456789'
export const phoneClientId = '3phone123456789'
/** Somebody at the tenant whose people sign in by telephone. */
export const phoneNumber = '+4512345678'

/** All tests come from one address. */
export const LIMITS_FACTOR = 10

export type Stack = {
  cognito: Emulator
  origin: string
  /** A page of the tenant's own app, one of its `returnOrigins`. */
  appOrigin: string
  /** The AWS endpoint of the tenant whose pool hides missing users. */
  endpoint: string
  /** …and of the one whose pool does not. */
  legacyEndpoint: string
  /** Somebody whom no other test has asked for. */
  somebody: () => string
  codeOf: (username: string) => string
  isPassword: (username: string, password?: string) => boolean
  log: () => string
  /** The environment of the portal, for another instance of it. */
  settings: Record<string, string>
  close(): Promise<void>
}

/** Enough people that no test meets another one's limits. */
export const person = (number: number) => `person${number}@example.com`
const people = Array.from({ length: 60 }, (_, number) => ({
  username: person(number),
  email: person(number),
  password: oldPassword,
}))

const tenantFiles = (appOrigin: string) => ({
  'acme.json': {
    slug: 'acme',
    name: 'Acme Bank',
    hosts: ['reset.acme.example'],
    cognito: {
      region: 'eu-west-1',
      userPoolId: poolId,
      clientId,
      clientSecret: 'env:ACME_CLIENT_SECRET',
      propagateUserContext: true,
      clientMetadata: { app: 'banking' },
    },
    returnOrigins: [appOrigin],
    locales: ['en', 'da'],
  },
  'fonos.json': {
    slug: 'fonos',
    name: 'Fonos',
    cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Phone0001', clientId: phoneClientId },
    signInWith: 'phone',
    dialCode: '+45',
    locales: ['en', 'da', 'ar'],
  },
  'globex.json': {
    slug: 'globex',
    name: 'Globex',
    cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Legacy01', clientId: legacyClientId },
  },
})

/** Starts both; the portal stands behind one trusted proxy, so a test can be at any address. */
export async function startStack(environment: Record<string, string> = {}): Promise<Stack> {
  const cognito = await startEmulator({
    budgetPerHour: 1_000,
    pools: [
      {
        id: poolId,
        client: {
          id: clientId,
          secrets: [secret],
          preventUserExistenceErrors: 'ENABLED',
          propagateUserContext: true,
        },
        users: people,
      },
      { id: 'eu-west-1_Legacy01', client: { id: legacyClientId }, users: people },
      {
        id: 'eu-west-1_Phone0001',
        client: { id: phoneClientId },
        usernameAttributes: ['phone_number'],
        recovery: ['verified_phone_number'],
        users: [{ username: phoneNumber, password: oldPassword }],
      },
    ],
  })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const app = createHttpServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>App</title><p>An app of the tenant')
  })
  const appPort = await freePort()
  await new Promise<void>((resolve) => app.listen(appPort, '127.0.0.1', resolve))
  const appOrigin = `http://127.0.0.1:${appPort}`
  const folder = mkdtempSync(join(tmpdir(), 'rekey-e2e-'))
  for (const [name, file] of Object.entries(tenantFiles(appOrigin))) {
    writeFileSync(join(folder, name), JSON.stringify(file))
  }
  const settings = {
    REKEY_BASE_URL: origin,
    REKEY_TENANTS: folder,
    REKEY_TRUSTED_HOPS: '1',
    REKEY_LIMITS_FACTOR: String(LIMITS_FACTOR),
    REKEY_CONFIRM_DEADLINE_MS: '1500',
    REKEY_REQUEST_DEADLINE_MS: '1500',
    REKEY_ANSWER_TIME_FACTOR: '0.1',
    ACME_CLIENT_SECRET: secret,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    ...environment,
  }
  const closeRest = async () => {
    await cognito.close()
    app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const portal = await startPortal(port, settings).catch(async (error: unknown) => {
    await closeRest()
    throw error
  })
  let used = 0
  return {
    cognito,
    origin,
    appOrigin,
    endpoint: `${origin}/acme/cognito`,
    legacyEndpoint: `${origin}/globex/cognito`,
    somebody: () => person(used++),
    codeOf: (username) => cognito.inbox.latest({ to: username })?.code ?? '',
    isPassword: (username, password = newPassword) => cognito.passwordIs(poolId, username, password),
    log: portal.output,
    settings,
    close: async () => {
      await portal.stop()
      await closeRest()
    },
  }
}

/** The input that sets somebody's new password. */
export const confirmation = (username: string, code: string) => ({
  ClientId: clientId,
  Username: username,
  ConfirmationCode: code,
  Password: newPassword,
})

/** One request as it stands on the wire. */
export async function post(
  endpoint: string,
  operation: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A code in somebody's inbox, asked for through the endpoint. */
export async function withCode(stack: Stack, username: string): Promise<string> {
  const { status, body } = await post(stack.endpoint, 'ForgotPassword', {
    ClientId: clientId,
    Username: username,
  })
  if (status !== 200) throw new Error(`No code was sent: ${JSON.stringify(body)}`)
  return stack.codeOf(username)
}
