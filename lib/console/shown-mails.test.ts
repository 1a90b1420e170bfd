import { expect, test } from 'vitest'
import { brandedMails, POOL_MAIL_NAMES } from '../pool-mails'
import { testTenant } from '../tenants/test-tenant'
import { isSwitchedOff, ShownMail } from './shown-mails'

const tenantWith = (said: Parameters<typeof brandedMails>[0], confirmsSignUps = true) =>
  testTenant({ confirmsSignUps, mail: { explainsRefusals: false, branded: brandedMails(said) } })
const off = (tenant: ReturnType<typeof tenantWith>) =>
  ShownMail.shape.kind.options.filter((kind) => isSwitchedOff(tenant, kind))

test('the page says of each mail of the pool whether people get it, and of no other', () => {
  expect(off(tenantWith({}))).toEqual(['invitation', 'verification', 'secondFactor'])
  expect(off(tenantWith({ reset: false, invitation: true }))).toEqual([
    'reset',
    'verification',
    'secondFactor',
  ])
  const everything = Object.fromEntries(POOL_MAIL_NAMES.map((name) => [name, true]))
  expect(off(tenantWith(everything))).toEqual([])
  expect(off(tenantWith(everything, false))).toEqual(['signUp'])
})
