import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openAudit } from '../audit/record'
import type { Connection } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import type { Admin } from './auth/authorise'
import { OPERATORS_GROUP } from './auth/roles'
import { markSeen, unseenChanges } from './change-notices'

const acme = '00000000-0000-4000-8000-000000000001'
const globex = '00000000-0000-4000-8000-000000000002'

let connection: Connection
const { record } = openAudit(async () => connection.database)
beforeAll(async () => {
  connection = await openTestDatabase()
  await connection.query(
    `insert into tenants (id, slug, name, status, config, brand, revision) values
     ($1, 'acme', 'Acme', 'active', '{}', '{}', 'r'), ($2, 'globex', 'Globex', 'active', '{}', '{}', 'r')`,
    [acme, globex],
  )
  await connection.query(`insert into admin_people (subject, name) values ('anna', 'anna@acme.example')`)
})
beforeEach(async () => {
  await connection.query('truncate audit, admin_notices_seen')
})
afterAll(() => connection.close())

const person = (subject: string, ...groups: string[]): Admin => ({
  sessionId: randomUUID(),
  subject,
  name: subject,
  groups,
  signedInAgoSeconds: 1,
})
const anna = person('anna', 'acme-owner')
const ben = person('ben', 'acme-owner')
const eve = person('eve', 'acme-editor')
const olga = person('olga', OPERATORS_GROUP)
const otto = person('otto', 'globex-owner')

const toldTo = async (admin: Admin) =>
  (await unseenChanges(connection.database, admin)).map(({ event, tenant, who, about }) =>
    [event, tenant, who, ...about].join(' '),
  )
const claim = (by: string, host = 'reset.acme.example') =>
  record({ event: 'host.claim', outcome: 'claimed', tenantId: acme, details: { by, host } })

test('the other owners and the operators are told who did what, and nobody else is', async () => {
  await claim('anna')
  const told = ['host.claim Acme anna@acme.example reset.acme.example']
  expect(await toldTo(ben)).toEqual(told)
  expect(await toldTo(olga)).toEqual(told)
  for (const other of [anna, eve, otto, person('nora')]) expect(await toldTo(other)).toEqual([])
})

test('a changed connection names the settings, and a new secret only as such', async () => {
  await record({
    event: 'tenant.connect',
    outcome: 'saved',
    tenantId: acme,
    details: {
      by: 'anna',
      changed: [{ path: 'cognito/clientId', before: '1old', after: '1new' }],
      secretBefore: ['abcd'],
      secretAfter: ['wxyz', 'abcd'],
    },
  })
  expect(await toldTo(ben)).toEqual(['tenant.connect Acme anna@acme.example cognito/clientId client secret'])
})

test('a tenant that is created or gone is told by its slug', async () => {
  await record({ event: 'tenant.create', tenantId: null, details: { by: 'olga', slug: 'acme' } })
  await record({ event: 'tenant.delete', tenantId: randomUUID(), details: { by: 'olga', slug: 'gone' } })
  expect(await toldTo(person('gus', 'gone-owner'))).toEqual(['tenant.delete gone '])
  expect(await toldTo(ben)).toEqual(['tenant.create acme '])
})

test('what is not dangerous, a proof that was not found and what is a month old are not told', async () => {
  await record({ event: 'brand.publish', tenantId: acme, details: { by: 'anna' } })
  await record({ event: 'tenant.pause', tenantId: acme, details: { by: 'olga' } })
  await record({ event: 'host.check', outcome: 'missing', tenantId: acme, details: { by: 'anna' } })
  await claim('anna')
  await connection.query(`update audit set at = now() - interval '31 days'`)
  expect(await toldTo(ben)).toEqual([])
  await record({
    event: 'host.check',
    outcome: 'proven',
    tenantId: acme,
    details: { by: 'anna', host: 'a.example' },
  })
  expect(await toldTo(ben)).toEqual(['host.check Acme anna@acme.example a.example'])
})

test('it stays until it is marked as seen, and then only the one who did that is no longer told', async () => {
  await claim('anna')
  await claim('anna', 'two.acme.example')
  const told = await unseenChanges(connection.database, ben)
  await markSeen(connection.database, ben, [told[0]?.id ?? 0])
  expect(await toldTo(ben)).toEqual(['host.claim Acme anna@acme.example reset.acme.example'])
  expect(await toldTo(olga)).toHaveLength(2)
})

test('nobody can mark what they are not told of', async () => {
  await claim('anna')
  const [change] = await unseenChanges(connection.database, ben)
  await markSeen(connection.database, otto, [change?.id ?? 0, 9_999])
  expect(await connection.query('select * from admin_notices_seen')).toEqual([])
})
