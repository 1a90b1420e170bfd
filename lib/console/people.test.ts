import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../../emulator/index'
import { readPeople } from './people'

const pool = { region: 'eu-west-1', userPoolId: 'eu-west-1_RekeyAdm1' }
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
const acme = { slug: 'acme', name: 'Acme Bank' }
const globex = { slug: 'globex', name: 'Globex' }
const person = (name: string, groups: string[], enabled = true) => ({
  username: name,
  email: `${name}@example.com`,
  groups,
  enabled,
})

let cognito: Emulator
beforeAll(async () => {
  cognito = await startEmulator({
    pools: [
      {
        id: pool.userPoolId,
        users: [
          person('zoe', ['rekey-operators', 'acme-viewer']),
          person('carl', ['acme-viewer', 'acme-owner']),
          person('anna', ['acme-editor', 'globex-owner'], false),
          person('eve', ['globex-viewer', 'staff']),
          ...Array.from({ length: 70 }, (_, index) => person(`many-${index}`, ['crowded-viewer'])),
        ],
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
beforeEach(() => {
  cognito.faults.clear()
  cognito.requests.clear()
})

async function read(tenants: { slug: string; name: string }[], withOperators: boolean) {
  const people = await readPeople(pool, tenants, withOperators, credentials)
  if (people.kind === 'unread') throw new Error(people.because)
  return people
}

const summary = ({ people }: Awaited<ReturnType<typeof read>>) =>
  people.map(({ name, standings }) => [
    name,
    ...standings.map(({ tenant, role }) => `${role} ${tenant?.slug ?? 'everywhere'}`),
  ])

test('the people of one tenant are those in its groups, each with their highest role, and nobody else', async () => {
  const found = await read([acme], false)
  expect(summary(found)).toEqual([
    ['anna@example.com', 'editor acme'],
    ['carl@example.com', 'owner acme'],
    ['zoe@example.com', 'viewer acme'],
  ])
  expect(found.people.map(({ isEnabled }) => isEnabled)).toEqual([false, true, true])
})

test('for one tenant no other group is asked for', async () => {
  await read([acme], false)
  const asked = cognito.requests.all({ operation: 'ListUsersInGroup' }).map(({ body }) => body)
  expect(JSON.stringify(asked)).not.toMatch(/globex|operators/)
  expect(asked).toHaveLength(3)
})

test('over several tenants somebody stands once, operators first', async () => {
  expect(summary(await read([acme, globex], true))).toEqual([
    ['zoe@example.com', 'operator everywhere', 'viewer acme'],
    ['anna@example.com', 'editor acme', 'owner globex'],
    ['carl@example.com', 'owner acme'],
    ['eve@example.com', 'viewer globex'],
  ])
})

test('of a crowded tenant among others a part is read, and that is said; by itself all of it', async () => {
  const crowded = { slug: 'crowded', name: 'Crowded' }
  expect(await read([acme, crowded], false)).toMatchObject({ isCut: true, people: { length: 63 } })
  const { isCut, people } = await read([crowded], false)
  expect([isCut, people.length]).toEqual([false, 70])
  expect(people.slice(0, 3).map(({ name }) => name)).toEqual(
    ['many-0', 'many-1', 'many-2'].map((name) => `${name}@example.com`),
  )
})

test('where IAM refuses, that is what is said, and not that there is nobody', async () => {
  cognito.faults.add({ kind: 'error', operation: 'ListUsersInGroup', name: 'AccessDeniedException' })
  expect(await readPeople(pool, [acme], false, credentials)).toEqual({
    kind: 'unread',
    because: 'not-allowed',
  })
})
