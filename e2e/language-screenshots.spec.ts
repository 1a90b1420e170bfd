import { LOCALES } from '../lib/i18n/languages'
import { test } from './fixtures'
import { painted } from './pictures'
import { onPage, sees, send } from './steps'
import { tenantsWith } from './tenants-with'

// A page of the demo in each language, for the sheets of docs/languages.md and for people to judge.

test.use({
  viewport: { width: 360, height: 760 },
  settings: { REKEY_TENANTS: tenantsWith({ northwind: LOCALES }) },
})

for (const locale of LOCALES) {
  test(`pictures in ${locale}`, async ({ page, site }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const shoot = async (name: string) => {
      await painted(page)
      await page.screenshot({
        path: `test-results/screens/languages/${name}/${locale}.png`,
        fullPage: true,
        animations: 'disabled',
      })
    }
    await page.goto(`${(await site.mail(site.person('northwind'))).link}&lang=${locale}`)
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
  })
}
