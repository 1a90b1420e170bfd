import { expect, test } from 'vitest'
import { brandedMails, POOL_MAIL_NAMES, POOL_MAILS } from '../pool-mails'
import { testTenant } from '../tenants/test-tenant'
import { codeMailOf } from './rendered'
import { renderTenantMails } from './tenant-mails'

const PORTAL = 'https://reset.example.com'
const said = (branded: Parameters<typeof brandedMails>[0], confirmsSignUps = true) =>
  renderTenantMails(
    testTenant({
      confirmsSignUps,
      loginInitiationUrl: 'https://app.example.com/begin',
      mail: { explainsRefusals: false, branded: brandedMails(branded) },
    }),
    'en',
    PORTAL,
  )
const sentOf = (mails: Awaited<ReturnType<typeof said>>) =>
  POOL_MAIL_NAMES.filter((name) => codeMailOf(mails, name) !== null && !mails.off?.includes(name))

test('a tenant that says nothing has the mails with a link in its brand, and leaves the others to Cognito', async () => {
  expect(sentOf(await said({}))).toEqual(['reset', 'signUp'])
})

test('each mail can be switched by itself', async () => {
  for (const name of POOL_MAIL_NAMES) {
    const others = sentOf(await said({})).filter((each) => each !== name)
    const isOn = !POOL_MAILS[name].isBranded
    const wanted = isOn ? [...others, name] : others
    expect(sentOf(await said({ [name]: isOn })).sort(), name).toEqual(wanted.sort())
  }
})

test('a tenant whose sign-ups are confirmed elsewhere has no mail that leads here for it', async () => {
  expect(sentOf(await said({ signUp: true }, false))).toEqual(['reset'])
})

test('an invitation leads to where the app begins its sign-in', async () => {
  const { invitation } = await said({ invitation: true })
  expect(invitation?.text).toContain('https://app.example.com/begin?iss=https%3A%2F%2Fcognito-idp.')
})
