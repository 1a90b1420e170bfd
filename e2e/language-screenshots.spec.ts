import { LOCALES } from '../lib/i18n/languages'
import { test } from './fixtures'
import { painted } from './pictures'
import { onPage, sees, send } from './steps'
import { tenantsWith } from './tenants-with'

// A page of the demo in each language, for the sheets of docs/languages.md and for people to judge.

test.describe.configure({ timeout: 300_000 })
test.use({
  viewport: { width: 360, height: 760 },
  settings: { REKEY_TENANTS: tenantsWith({ northwind: LOCALES }) },
})

test('pictures of every language', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const person = site.person('northwind')
  for (const locale of LOCALES) {
    const shoot = async (name: string) => {
      await painted(page)
      await page.screenshot({
        path: `test-results/screens/languages/${name}/${locale}.png`,
        fullPage: true,
        animations: 'disabled',
      })
    }
    await page.goto(`${(await site.mail(person)).link}&lang=${locale}`)
    await onPage(page, 'reset')
    await page.goto(`/northwind/reset?lang=${locale}`)
    await shoot('reset')
    await page.context().clearCookies()
    await page.goto(`/northwind/reset?lang=${locale}`)
    await send(page)
    await sees(page, 'check')
    await shoot('reset-check')
    await page.goto(`/northwind/unknown?lang=${locale}`)
    await shoot('unknown')
  }
})
