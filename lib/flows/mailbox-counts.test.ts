import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'

let portal: TestPortal
beforeAll(async () => {
  portal = await startTestPortal()
}, 120_000)
afterAll(() => portal.close())

test('asks and new passwords are counted by who keeps the mailbox, and no entry of the log says who', async () => {
  const tenant = await portal.addTenant()
  const { services } = portal
  const reset = async (username: string) => {
    portal.addUser(tenant, { username, email: username })
    const caller = newCaller()
    await requestCode(services, resetFlow, tenant, username, caller)
    const code = portal.codeOf(username)
    return confirmCode(
      services,
      resetFlow,
      tenant,
      { username, code, password: newPassword },
      caller,
      () => null,
    )
  }
  expect((await reset('ada@gmail.com')).outcome.kind).toBe('done')
  expect((await reset('ada@lovelace.example')).outcome.kind).toBe('done')
  // Whether somebody has an account makes no difference.
  await requestCode(services, resetFlow, tenant, 'nobody@gmail.com', newCaller())
  await requestCode(services, resetFlow, tenant, 'ada', newCaller())
  await services.tallies.save()
  const { query } = await services.db.connection()
  const counted = await query(
    `select event, outcome, count from activity_hours where tenant_id = $1 and event like 'mailbox.%' order by 1, 2`,
    [tenant.id],
  )
  expect(counted).toEqual([
    { event: 'mailbox.asked', outcome: 'Gmail', count: 2 },
    { event: 'mailbox.asked', outcome: 'other', count: 1 },
    { event: 'mailbox.done', outcome: 'Gmail', count: 1 },
    { event: 'mailbox.done', outcome: 'other', count: 1 },
  ])
  expect(JSON.stringify(await portal.auditOf(tenant))).not.toMatch(/gmail|lovelace/i)
})
