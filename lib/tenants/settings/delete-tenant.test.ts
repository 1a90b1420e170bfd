import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAudit } from '../../audit/record'
import type { Connection } from '../../db/connection'
import { addTestTenant, testDatabase } from '../../db/test-database'
import { deleteTenant } from './delete-tenant'

const db = testDatabase()
const audit = openAudit(db.database)
let connection: Connection
beforeAll(async () => {
  connection = await db.connection()
})
afterAll(db.close)

test('whoever deletes a tenant, its rows are gone and its owners can be told by its slug', async () => {
  for (const by of ['command-line', { subject: 'olga', address: '203.0.113.9' }] as const) {
    const id = randomUUID()
    await addTestTenant(connection, id, id)
    await deleteTenant({ audit, db }, { id, slug: id, brandRevision: 'b' }, by)
    expect(await connection.query('select 1 from tenants where id = $1', [id])).toEqual([])
    const [row] = await connection.query('select * from audit where tenant_id = $1', [id])
    const subject = by === 'command-line' ? by : by.subject
    expect(row).toMatchObject({
      event: 'tenant.delete',
      outcome: 'deleted',
      details: { slug: id, by: subject },
    })
  }
})
