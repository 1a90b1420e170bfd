import { LOCALES } from '../lib/i18n/languages'
import type { RenderedMails } from '../lib/mail/rendered'
import { buttonsHaveRoom } from './button-texts'
import { fits } from './fits'
import { test } from './fixtures'
import { walkStates } from './languages-walk'
import { furtherStates, mainStates } from './states'
import { tenantsWith } from './tenants-with'
import { Visitor } from './visitor'

// Every page and state in every language, on a large and on a small screen, and the mails.

test.describe.configure({ timeout: 240_000 })
test.use({
  expectedTrouble: /status of 40[34]|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/,
  settings: {
    REKEY_TENANTS: tenantsWith({ northwind: LOCALES }),
    // Some states are what Cognito has said by the time of the answer.
    REKEY_ANSWER_TIME_FACTOR: '2',
  },
})

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test(`${locale}: every page, state and mail fits`, async ({ page, site }) => {
      await walkStates({ page, site, slug: 'northwind', locale }, [...mainStates, ...furtherStates])
      await page.goto(`/northwind/forgot?lang=${locale}`)
      await buttonsHaveRoom(page, locale, 'Northwind Bank')
      const { body } = await new Visitor(site.portal.port).request(`/northwind/mail/${locale}`)
      const mails: RenderedMails = JSON.parse(body)
      // Mails carry their own styles, which a page of the portal would not let in; a page of nowhere loads no pictures.
      await page.goto('about:blank')
      for (const kind of ['reset', 'changed', 'signUp'] as const) {
        await page.setContent((mails[kind]?.html ?? '').replaceAll(/ src(?:set)?="[^"]*"/g, ''))
        await fits(page, `the mail: ${kind}`)
      }
    })
  })
}
