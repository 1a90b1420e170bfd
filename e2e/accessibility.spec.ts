import { fitsAndCanBeHit, LANGUAGES, walk } from './accessibility-walk'
import { violations } from './axe-violations'
import { expect, test } from './fixtures'
import { bendsToReaders, inWideSpacing } from './readers-settings'
import { NEW_PASSWORD } from './site'
import { field, onPage, openMail, sees, send } from './steps'
import { tenantsWith } from './tenants-with'

// What a page tells to assistive technology and how far it bends to what people set. The proof has more languages.

test.use({
  // The wait before the next message is part of what is told.
  settings: {
    REKEY_TENANTS: tenantsWith({ northwind: LANGUAGES }),
    REKEY_ANSWER_TIME_FACTOR: '2',
    REKEY_LIMITS_FACTOR: '1',
    REKEY_PSEUDO_LOCALES: 'on',
  },
  viewport: { width: 320, height: 640 },
})

for (const locale of ['en', 'ar'] as const) {
  test(`${locale}: every field and state says what it is`, { tag: locale === 'en' ? '@long' : [] }, async ({
    page,
    site,
  }) => {
    await walk(page, site, locale)
  })
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an error is in the title, and the first wrong field takes the focus', async ({ page }) => {
    await page.goto('/northwind/reset?lang=en')
    await field(page, 'username').fill('jane@example.com')
    // The browser's own check, which only scripts switch off, would not send it.
    await page
      .locator('main form')
      .first()
      .evaluate((form: HTMLFormElement) => {
        form.noValidate = true
      })
    await send(page)
    await sees(page, 'check')
    await expect(page).toHaveTitle(/^Error: Choose a new password · /)
    await expect(field(page, 'code')).toBeFocused()
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  })
})

test('the whole reset with keys only', async ({ page, site }) => {
  const person = site.person('northwind')
  /** Goes on from where the focus is, as far as a field or button of this name. */
  const tabTo = async (selector: string) => {
    const wanted = page.locator(selector)
    for (let stop = 0; stop < 20; stop++) {
      await page.keyboard.press('Tab')
      if (await wanted.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`Twenty tabs do not lead to ${selector}`)
  }
  await page.goto('/northwind/forgot?lang=en')
  await tabTo('#username')
  await page.keyboard.type(person.username)
  await page.keyboard.press('Enter')
  await onPage(page, 'sent')
  const { code } = await openMail(site, person)
  await tabTo('#code')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await onPage(page, 'reset')
  await tabTo('#password')
  await page.keyboard.type(NEW_PASSWORD)
  await tabTo('button.reveal')
  await page.keyboard.press('Space')
  await expect(field(page, 'password')).toHaveAttribute('type', 'text')
  await tabTo('main form button[type="submit"]')
  await page.keyboard.press('Enter')
  await onPage(page, 'done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('wider spacing of text, forced colours and reduced motion lose nothing of the longest texts', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/northwind/reset?lang=en-XB')
  await send(page)
  await sees(page, 'check')
  await bendsToReaders(page, 'reset-check')
  await inWideSpacing(page, () => fitsAndCanBeHit(page, 'text spacing at 320 px'))
})

test.describe('where no tenant is', () => {
  test.use({ expectedTrouble: /status of 404/ })

  test('axe finds nothing on the page that says so', async ({ page }) => {
    await page.goto('/nobody/forgot')
    expect(await violations(page)).toEqual([])
  })
})
