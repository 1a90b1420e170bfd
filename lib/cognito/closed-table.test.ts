import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { LINK_KINDS, type LinkKindName } from '../link-kinds'
import { CALLS, type Subject } from './calls'
import { openRegions } from './regions'

/** No road around the code: which operations are called, where, and with what. */

const TABLE = {
  reset: ['ForgotPassword', 'ConfirmForgotPassword'],
  'sign-up': ['ResendConfirmationCode', 'ConfirmSignUp'],
} as const satisfies Record<LinkKindName, readonly [string, string]>
const flows = Object.keys(LINK_KINDS) as LinkKindName[]

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Product files that make commands of Cognito, and which. */
function commandsByFile(): Record<string, string[]> {
  const files = ['app', 'lib', 'server', 'triggers', 'cli'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const made = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/test-[^/]*$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(`${root}${file}`, 'utf8')
      if (!text.includes('client-cognito-identity-provider')) return []
      const names = [...text.matchAll(/new (?:sdk\.)?(\w+)Command\(/g)].map(([, name = '']) => name)
      return names.length === 0 ? [] : [[file, [...new Set(names)].sort()] as const]
    })
  return Object.fromEntries(made)
}

test('each flow has its two operations and no other', () => {
  const operations = flows.map((flow) => [
    flow,
    [CALLS[flow].request.operation, CALLS[flow].confirm.operation],
  ])
  expect(Object.fromEntries(operations)).toEqual(TABLE)
})

test('commands are made in these files alone, and none sets a password or confirms an account without a code', () => {
  expect(commandsByFile()).toEqual({
    'lib/cognito/calls.ts': Object.values(TABLE).flat().sort(),
    // A person's own command line, which sends to the portal's endpoint.
    'cli/aws/send.ts': [...TABLE.reset].sort(),
    // Signs people in to the console.
    'lib/cognito/console-identity.ts': ['InitiateAuth'],
    // Signed, and only read.
    'lib/cognito/list-groups.ts': ['ListUsersInGroup'],
    'lib/cognito/look-up-user.ts': ['AdminGetUser', 'DescribeUserPool'],
    'lib/cognito/read-policy.ts': ['DescribeUserPool'],
    'lib/cognito/read-replica-role.ts': ['ListUserPoolReplicas'],
    'lib/doctor/gather-service.ts': [
      'DescribeUserPool',
      'DescribeUserPoolClient',
      'GetUserPoolMfaConfig',
      'ListUserPoolReplicas',
      'ListUsers',
    ],
    'lib/doctor/gather-sessions.ts': [
      'DescribeUserPoolClient',
      'GetUserPoolSessionConfiguration',
      'ListUserPoolClients',
    ],
    // The pool's own functions, after a reset.
    'triggers/aws.ts': [
      'AdminForgetDevice',
      'AdminListDevices',
      'AdminListUserSessions',
      'AdminRevokeUserSession',
      'AdminUserGlobalSignOut',
      'DescribeUserPoolClient',
      'Invoke',
      'ListUserPoolClients',
    ],
  })
})

describe('what a flow sends', () => {
  const userPoolId = 'eu-west-1_Ab12Cd34E'
  let cognito: Emulator
  beforeAll(async () => {
    cognito = await startEmulator({ pools: [{ id: userPoolId, client: { id: 'public23456789' } }] })
    Object.assign(process.env, {
      REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
      REKEY_BASE_URL: 'http://localhost:3000',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'made-up',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    })
  })
  afterAll(() => cognito.close())

  const subject = (): Subject => ({
    tenantId: randomUUID(),
    appClient: {
      region: 'eu-west-1',
      userPoolId,
      clientId: 'public23456789',
      propagateUserContext: false,
      analyticsEndpointId: null,
    },
    secrets: [],
    username: 'jane',
    address: null,
    contextData: {},
    clientMetadata: {},
  })

  test.each(flows)(
    '%s: its operations, unsigned, and never takes an address from another account',
    async (flow) => {
      cognito.requests.clear()
      const { request, confirm } = CALLS[flow]
      const regions = openRegions()
      await request.send(regions, subject(), 5_000)
      await confirm.send(regions, subject(), { code: '123456', password: 'New-Horse-1' }, 5_000)
      const sent = cognito.requests.all()
      expect(sent.map(({ operation }) => operation)).toEqual(TABLE[flow])
      for (const { authorization, body } of sent) {
        expect(authorization).toBe(false)
        expect(body).not.toHaveProperty('ForceAliasCreation')
        expect(body).not.toHaveProperty('Session')
      }
      expect(
        sent
          .filter(({ body }) => Object.hasOwn(body as object, 'Password'))
          .map(({ operation }) => operation),
      ).toEqual(flow === 'reset' ? ['ConfirmForgotPassword'] : [])
    },
  )
})
