import { beforeAll, expect, test } from 'vitest'
import { LOCALES } from '../i18n/languages'
import { renderMails } from './render'
import { demoMailTenants, expectAcceptable, expectPlaces, PORTAL } from './test-mails'

let tenants: Awaited<ReturnType<typeof demoMailTenants>>
beforeAll(async () => {
  tenants = await demoMailTenants()
})

// Of these pairs render.test.ts draws one of each language.
test.each(LOCALES)('the mails of every tenant in %s are what Cognito takes', async (locale) => {
  expect(tenants.length).toBeGreaterThan(1)
  for (const { tenant } of tenants) {
    const mails = await renderMails(tenant, locale, PORTAL)
    expectAcceptable(mails)
    expectPlaces(mails)
  }
})
