import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CustomMessageEvent,
  linkMessage,
  type PoolSeed,
  type PostConfirmationEvent,
} from '../emulator/index'
import type { DemoLambdas } from './demo-lambdas'

/** The user pools behind the demo tenants, made from the tenants' own files so that the two always agree. */

type TenantFile = {
  slug: string
  name: string
  support?: { email?: string }
  cognito: {
    userPoolId: string
    clientId: string
    clientSecret: string
    propagateUserContext?: boolean
    usernames?: string
    passwordPolicy: Record<string, boolean | number> & { historySize?: number }
  }
}

export type DemoPool = {
  slug: string
  name: string
  secretVariable: string
  secret: string
  seed: PoolSeed
}

/** The person whose password the demo resets at every tenant, and the one it had before. */
export const DEMO_PERSON = 'diego@example.com'
export const DEMO_PASSWORD = 'Old-Password-1'
/** Signed up with that password and never confirmed it. */
export const DEMO_UNCONFIRMED = 'half@example.com'

/** Where the demo's person is signed in; addresses are ones for documentation (RFC 5737). */
const SESSIONS = [
  {
    device: 'Chrome 125 / macOS 15.0',
    address: '192.0.2.42',
    city: 'Copenhagen',
    country: 'Denmark',
    activeMinutesAgo: 4,
  },
  {
    device: 'Safari 19 / iOS 26',
    address: '198.51.100.7',
    city: 'Aarhus',
    country: 'Denmark',
    startedMinutesAgo: 2_000,
    activeMinutesAgo: 95,
  },
  {
    device: 'Firefox 140 / Windows',
    address: '203.0.113.9',
    country: 'Norway',
    startedMinutesAgo: 9_000,
    activeMinutesAgo: 4_400,
  },
]

/** People who can't reset, or not by mail, one of each kind: the console says why. */
const STUCK: NonNullable<PoolSeed['users']> = [
  {
    username: 'new@example.com',
    email: 'new@example.com',
    status: 'FORCE_CHANGE_PASSWORD',
    password: DEMO_PASSWORD,
  },
  { username: 'gone@example.com', email: 'gone@example.com', enabled: false, password: DEMO_PASSWORD },
  {
    username: 'unproven@example.com',
    email: 'unproven@example.com',
    emailVerified: false,
    password: DEMO_PASSWORD,
  },
  {
    username: DEMO_UNCONFIRMED,
    email: DEMO_UNCONFIRMED,
    emailVerified: false,
    status: 'UNCONFIRMED',
    password: DEMO_PASSWORD,
  },
  { username: 'Google_1234567890', email: 'google@example.com', status: 'EXTERNAL_PROVIDER' },
  { username: 'telephone', phone: '+4512345678', password: DEMO_PASSWORD },
]

/** What the pool runs: the real functions, or a plain mail with a link for what only needs one. */
function triggersOf(tenant: TenantFile, baseUrl: string, lambdas: DemoLambdas | undefined) {
  const { slug, name } = tenant
  const from = `${name} <${tenant.support?.email ?? 'no-reply@example.com'}>`
  if (!lambdas) return { customMessage: linkMessage({ portal: `${baseUrl}/${slug}`, name, from }) }
  const customMessage = (event: CustomMessageEvent) => lambdas.customMessage(slug, event)
  return {
    customMessage: Object.assign(customMessage, { from }),
    postConfirmation: (event: PostConfirmationEvent) => lambdas.postConfirmation(slug, event),
  }
}

function poolOf(tenant: TenantFile, secret: string, baseUrl: string, lambdas?: DemoLambdas): PoolSeed {
  const { cognito } = tenant
  const { historySize, ...policy } = cognito.passwordPolicy
  return {
    id: cognito.userPoolId,
    name: tenant.name,
    client: {
      id: cognito.clientId,
      secrets: [secret],
      preventUserExistenceErrors: 'ENABLED',
      propagateUserContext: cognito.propagateUserContext ?? false,
    },
    policy,
    historySize,
    // What the emulator does not act on and the doctor looks at.
    described: { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    autoVerified: ['email'],
    tracksSessions: true,
    caseSensitive: cognito.usernames !== 'case-insensitive',
    users: [
      {
        username: DEMO_PERSON,
        email: DEMO_PERSON,
        status: 'CONFIRMED',
        password: DEMO_PASSWORD,
        sessions: SESSIONS,
        devices: [{ name: 'Diego’s phone' }],
      },
      {
        username: 'jane+test@example.com',
        email: 'jane+test@example.com',
        status: 'CONFIRMED',
        password: DEMO_PASSWORD,
      },
      ...STUCK,
    ],
    ...triggersOf(tenant, baseUrl, lambdas),
  }
}

type Choices = {
  lambdas?: DemoLambdas | undefined
  /** The secret of a tenant's app client, by the tenant's slug; one of this run only where nothing is said. */
  secretOf?: (slug: string) => string
}

/** Reads the tenants of a folder and makes a pool for each. */
export function demoPools(
  folder: string,
  baseUrl: string,
  { lambdas, secretOf = () => randomBytes(24).toString('hex') }: Choices = {},
): DemoPool[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const tenant: TenantFile = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      const secret = secretOf(tenant.slug)
      return {
        slug: tenant.slug,
        name: tenant.name,
        secretVariable: tenant.cognito.clientSecret.replace(/^env:/, ''),
        secret,
        seed: poolOf(tenant, secret, baseUrl, lambdas),
      }
    })
}

/** The people of the demo's console. Everybody has the same password. */
export const CONSOLE_OPERATOR = 'operator@example.com'
export const CONSOLE_PASSWORD = 'Console-Demo-1'
const CONSOLE_POOL = 'eu-west-1_RekeyAdm1'
const ROLES = ['owner', 'editor', 'viewer']
const CONSOLE_CLIENT = '1consoleexample23456789'

export type DemoConsole = { seed: PoolSeed; environment: Record<string, string>; people: string[] }

/** What the tenants' files refer to: the pools' client secrets, as environment variables. */
export const clientSecrets = (pools: readonly DemoPool[]): Record<string, string> =>
  Object.fromEntries(pools.map(({ secretVariable, secret }) => [secretVariable, secret]))

/** A pool for the console: an operator of everything, and an owner, an editor and a viewer of every tenant. */
export function demoConsole(slugs: readonly string[]): DemoConsole {
  const secret = randomBytes(24).toString('hex')
  const person = (username: string, groups: string[]) => ({
    username,
    email: username,
    status: 'CONFIRMED' as const,
    password: CONSOLE_PASSWORD,
    groups,
  })
  const users = [
    person(CONSOLE_OPERATOR, ['rekey-operators']),
    ...slugs.flatMap((slug) => ROLES.map((role) => person(`${role}@${slug}.example`, [`${slug}-${role}`]))),
  ]
  return {
    seed: {
      id: CONSOLE_POOL,
      name: 'Console',
      client: { id: CONSOLE_CLIENT, secrets: [secret], preventUserExistenceErrors: 'ENABLED' },
      users,
      groups: ['rekey-operators', ...slugs.flatMap((slug) => ROLES.map((role) => `${slug}-${role}`))],
    },
    environment: {
      ADMIN_COGNITO_ISSUER: `https://cognito-idp.eu-west-1.amazonaws.com/${CONSOLE_POOL}`,
      ADMIN_COGNITO_CLIENT_ID: CONSOLE_CLIENT,
      ADMIN_COGNITO_CLIENT_SECRET: secret,
      ADMIN_SIGN_IN: 'password',
    },
    people: users.map(({ username }) => username),
  }
}
