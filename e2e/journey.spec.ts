import { expect, test } from './fixtures'
import { NEW_PASSWORD, OLD_PASSWORD, slugs } from './site'
import { ask, choose, field, onPage, openMail, send } from './steps'

test.describe.configure({ mode: 'parallel' })

const devices = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } } as const
const locales = {
  northwind: { phone: 'en', desktop: 'da' },
  kumo: { phone: 'ja', desktop: 'en' },
  'panaderia-sol': { phone: 'es', desktop: 'en' },
  'al-manar': { phone: 'ar', desktop: 'fr' },
} as const

// Light and dark, and a tenant's languages, alternate so that each is walked with and without JavaScript.
for (const slug of slugs) {
  for (const device of ['phone', 'desktop'] as const) {
    for (const javaScriptEnabled of [true, false]) {
      const colorScheme = javaScriptEnabled === (device === 'phone') ? 'dark' : 'light'
      const locale = locales[slug][device]
      const isSample =
        device === 'phone' && (slug === 'northwind' || (slug === 'al-manar' && javaScriptEnabled))
      const title = `${slug} in ${locale} on a ${colorScheme} ${device}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`
      test.describe(title, { tag: isSample ? [] : '@proof' }, () => {
        test.use({ viewport: devices[device], javaScriptEnabled, colorScheme, locale })

        test('a forgotten password is replaced by one that opens the door', async ({ page, site }) => {
          const person = site.person(slug)
          await ask(page, slug, person.username)
          await onPage(page, 'sent')
          await expect(page.locator('html')).toHaveAttribute('lang', locale)
          await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr')
          await expect(page.locator('html')).toHaveAttribute('data-brand', slug)

          const { link } = await openMail(site, person)
          await page.goto(link)
          await onPage(page, 'reset')
          // Scripts take the ticket out of the address; without them it stays, sealed.
          const ticket = javaScriptEnabled ? '' : '\\?k=[\\w.-]+'
          await expect(page).toHaveURL(new RegExp(`^${site.portal.url}/${slug}/reset${ticket}$`))
          await choose(page)
          await onPage(page, 'done')

          expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
          expect(await site.signsIn(person, OLD_PASSWORD)).toBe(false)
        })
      })
    }
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('a code that is copied by hand works as well as the link', async ({ page, site }) => {
      const person = site.person()
      await ask(page, 'northwind', person.username)
      await onPage(page, 'sent')
      await field(page, 'code').fill((await openMail(site, person)).code)
      await send(page)
      await onPage(page, 'reset')
      await expect(field(page, 'code')).toHaveCount(0)
      await choose(page)
      await onPage(page, 'done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })

    test('a refused password costs neither the code nor what was typed elsewhere', { tag: '@long' }, async ({
      page,
      site,
    }) => {
      const person = site.person()
      const { code } = await site.mail(person)
      await page.goto('/northwind/reset')
      await field(page, 'username').fill(person.username)
      await field(page, 'code').fill(code)
      await choose(page, 'too-short')
      await expect(page.locator('[data-error="password-rejected"]')).toBeVisible()
      await expect(field(page, 'username')).toHaveValue(person.username)
      await expect(field(page, 'code')).toHaveValue(code)
      await expect(field(page, 'password')).toHaveAttribute('aria-invalid', 'true')
      await choose(page)
      await onPage(page, 'done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })
  })
}

test('a page that was refused puts the focus on what is wrong', async ({ page }) => {
  await page.goto('/northwind/forgot')
  await send(page)
  const alert = page.locator('[data-error="check"]')
  await expect(alert).toBeFocused()
  await expect(field(page, 'username')).toHaveAttribute('aria-invalid', 'true')
})

test('the way on leads only to an address that the tenant allows', { tag: '@long' }, async ({
  page,
  site,
}) => {
  for (const [asked, leadsTo] of [
    ['https://online.northwind.example/accounts?x=1', 'https://online.northwind.example/accounts?x=1'],
    ['https://online.northwind.example.evil.test/', 'https://online.northwind.example/sign-in'],
    ['javascript:alert(1)', 'https://online.northwind.example/sign-in'],
  ] as const) {
    const person = site.person()
    await page.goto(`/northwind/forgot?return_to=${encodeURIComponent(asked)}`)
    await field(page, 'username').fill(person.username)
    await send(page)
    await onPage(page, 'sent')
    await page.goto((await openMail(site, person)).link)
    await choose(page)
    await onPage(page, 'done')
    await expect(page.locator('main a.button')).toHaveAttribute('href', leadsTo)
  }
})
