import { fitsAndCanBeHit, LANGUAGES, walk } from './accessibility-walk'
import { expect, test } from './fixtures'
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

test('wider spacing of text, forced colours and reduced motion lose nothing', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto('/northwind/reset?lang=en')
  await send(page)
  await sees(page, 'check')
  // WCAG 2.2, 1.4.12; by script, since the policy of the pages refuses other style sheets.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('body *')) {
      each.style.lineHeight = '1.5'
      each.style.letterSpacing = '0.12em'
      each.style.wordSpacing = '0.16em'
      if (each.tagName === 'P') each.style.marginBlockEnd = '2em'
    }
  })
  await fitsAndCanBeHit(page, 'text spacing at 320 px')
  await field(page, 'password').focus()
  const outline = await field(page, 'password').evaluate((element) => getComputedStyle(element).outlineStyle)
  expect(outline).not.toBe('none')
  const moving = await page.evaluate(() => document.getAnimations().length)
  expect(moving).toBe(0)
})
