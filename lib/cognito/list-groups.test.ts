import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { listGroups } from './list-groups'

const pool = { region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E' }
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
const crowd = Array.from({ length: 130 }, (_, index) => ({
  username: `person-${index}`,
  groups: ['crowd'],
}))

let cognito: Emulator
beforeAll(async () => {
  cognito = await startEmulator({
    pools: [
      {
        id: pool.userPoolId,
        users: [
          { username: 'u1', sub: 'sub-1', email: 'anna@example.com', groups: ['acme-owner'] },
          {
            username: 'u2',
            sub: 'sub-2',
            attributes: { name: 'Ben' },
            enabled: false,
            groups: ['acme-owner'],
          },
          { username: 'u3', sub: 'sub-3', groups: ['acme-viewer'] },
          ...crowd,
        ],
        groups: ['acme-editor'],
      },
    ],
  })
  Object.assign(process.env, {
    REKEY_SECRET: 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps',
    REKEY_BASE_URL: 'http://localhost:3000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  })
})
afterAll(() => cognito.close())
beforeEach(() => cognito.faults.clear())

const look = (groups: string[], most = 600, userPoolId = pool.userPoolId) =>
  listGroups({ ...pool, userPoolId }, groups, most, credentials)

async function membersOf(group: string, most?: number) {
  const looked = await look([group], most)
  if (looked.kind === 'unread') throw new Error(looked.because)
  return looked.groups.get(group)
}

test('members are called as at sign-in, and say whether they may still sign in', async () => {
  expect(await membersOf('acme-owner')).toEqual({
    members: [
      { subject: 'sub-1', name: 'anna@example.com', isEnabled: true },
      { subject: 'sub-2', name: 'Ben', isEnabled: false },
    ],
    isCut: false,
  })
  expect(await membersOf('acme-viewer')).toMatchObject({ members: [{ name: 'u3' }] })
})

test('a group that is empty, or that nobody made, has nobody in it', async () => {
  expect(await membersOf('acme-editor')).toEqual({ members: [], isCut: false })
  expect(await membersOf('globex-owner')).toEqual({ members: [], isCut: false })
})

test('a large group is read in parts, and no further than is asked for', async () => {
  expect(await membersOf('crowd')).toMatchObject({ isCut: false, members: { length: 130 } })
  expect(await membersOf('crowd', 100)).toMatchObject({ isCut: true, members: { length: 100 } })
  expect(await membersOf('crowd', 130)).toMatchObject({ isCut: false, members: { length: 130 } })
})

test('several groups are read in one look', async () => {
  const looked = await look(['acme-owner', 'acme-editor', 'acme-viewer', 'globex-owner', 'crowd'], 60)
  const sizes =
    looked.kind === 'read' && [...looked.groups].map(([name, { members }]) => [name, members.length])
  expect(Object.fromEntries(sizes || [])).toEqual({
    'acme-owner': 2,
    'acme-editor': 0,
    'acme-viewer': 1,
    'globex-owner': 0,
    crowd: 60,
  })
})

test.each([
  ['AccessDeniedException', 'not-allowed'],
  ['UnrecognizedClientException', 'not-allowed'],
  ['TooManyRequestsException', 'away'],
] as const)('%s is told as %s, never as an empty group', async (name, because) => {
  cognito.faults.add({ kind: 'error', operation: 'ListUsersInGroup', name, status: 400 })
  expect(await look(['acme-owner'])).toEqual({ kind: 'unread', because })
})

test('a pool that is not there is no empty group either', async () => {
  expect(await look(['acme-owner'], 60, 'eu-west-1_None00000')).toEqual({
    kind: 'unread',
    because: 'no-pool',
  })
})
