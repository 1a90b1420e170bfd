import { LANGUAGES, walk } from './accessibility-walk'
import { test } from './fixtures'
import { tenantsWith } from './tenants-with'

// The walk of `accessibility.spec.ts` in every language that it knows, on a large and on a small screen.

test.use({
  settings: {
    REKEY_TENANTS: tenantsWith({ northwind: LANGUAGES }),
    REKEY_ANSWER_TIME_FACTOR: '2',
    REKEY_LIMITS_FACTOR: '1',
    REKEY_PSEUDO_LOCALES: 'on',
  },
})

for (const locale of LANGUAGES) {
  for (const width of [1280, 320]) {
    test(`${locale} at ${width} px: every field and state says what it is`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 640 })
      await walk(page, site, locale)
    })
  }
}
