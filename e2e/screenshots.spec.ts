import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { test } from './fixtures'
import { linkStates } from './link-states'
import { draw, keepLog } from './pictures'
import { type Site, type Slug, slugs } from './site'
import { furtherStates, mainStates, type State } from './states'
import { tenantsWith } from './tenants-with'

/**
 * Pictures of every page and state for people to judge, in test-results/screens. Nothing is compared: what a page may
 * look like is a matter of taste, and what it may not is held by the other files.
 */

const secret = randomBytes(48)

test.describe.configure({ mode: 'parallel', timeout: 180_000 })
// Some states are what Cognito has said by the time of the answer.
test.use({
  expectedTrouble:
    /status of 40[34]|foreign request: http:..reset.nobody.example|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: {
    REKEY_ANSWER_TIME_FACTOR: '2',
    REKEY_SECRET: secret.toString('base64'),
    REKEY_PSEUDO_LOCALES: 'on',
    REKEY_TENANTS: tenantsWith({ kumo: ['ja', 'en', 'en-XA'], 'al-manar': ['ar', 'fr', 'en-XB'] }),
  },
})

test.afterAll(({ site }, info) => keepLog(site, info))

/** Draws each of these states, one after the other in one browser, as one person. */
async function drawAll(stage: { page: Page; site: Site; slug: Slug }, states: State[], folder: string) {
  const person = stage.site.person(stage.slug)
  for (const { name, open, leave } of states) {
    await test.step(name, async () => {
      await open({ ...stage, person })
      await draw(stage.page, folder, name)
      await leave?.({ ...stage, person })
    })
  }
}

for (const slug of slugs) {
  for (const [part, states] of [
    ['main', mainStates],
    ['further', furtherStates],
    ['link', linkStates(secret)],
  ] as const) {
    test(`${slug}: ${part} pictures`, async ({ page, site }) => drawAll({ page, site, slug }, states, slug))
  }
}

for (const [slug, locale] of [
  ['northwind', 'da'],
  ['kumo', 'ja'],
  ['panaderia-sol', 'es'],
  ['al-manar', 'fr'],
  ['kumo', 'en-XA'],
  ['al-manar', 'en-XB'],
] as const) {
  test.describe(locale, () => {
    test.use({ locale })
    test(`${slug}: main pictures in another language`, async ({ page, site }) =>
      drawAll({ page, site, slug }, mainStates, `${slug}-${locale}`))
  })
}

test.describe('nobody’s pages', () => {
  // Only `localhost` and https are origins that the browser opens apart from others.
  test.use({ expectedTrouble: /status of 404|Cross-Origin-Opener-Policy header|http:..reset.nobody.example/ })
  test('pictures of what is nobody’s page', async ({ page, site }) => {
    await page.goto('/nobody/forgot')
    await draw(page, 'neutral', 'no-tenant')
    await page.goto(`http://reset.nobody.example:${site.portal.port}/forgot`)
    await draw(page, 'neutral', 'unknown-host')
  })
})
