import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type ActivitySite, JANE, openActivitySite, refusal } from './activity-site'
import { sessionCookie } from './console-site'

// What stands around every page of the console: its sides, the search, the switch of tenants, the drawer on phones.

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ActivitySite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openActivitySite()
})
test.afterAll(() => site?.close())

const to = (page: Page, path: string) => page.goto(`${site.portal.url}/admin${path}`)
/** Waits until a page hears the shortcut. */
const awake = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-shortcuts', 'on')
async function toAwake(page: Page, path: string) {
  await to(page, path)
  await awake(page)
}
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search' })
const typed = (page: Page) => palette(page).getByRole('combobox')
const options = (page: Page) => palette(page).getByRole('option')
const marked = (page: Page) => palette(page).getByRole('option', { selected: true })
const background = (page: Page) =>
  page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)

/** On both sides; only the colours are other ones in the dark. */
async function isAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules('color-contrast')).analyze()
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([])
  }
}

test('by keyboard the search leads to a page, a tenant and the entry of a support code', {
  tag: '@long',
}, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'operator@example.com')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await toAwake(page, '/northwind/mail')
  const button = page.getByRole('link', { name: /^Search/ }).first()
  await button.focus()
  await page.keyboard.press('Control+k')
  await expect(typed(page)).toBeFocused()
  await expect(options(page).filter({ hasText: 'Kumo Games' })).toBeVisible()
  await isAccessible(page, 'search')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(button).toBeFocused()

  await page.keyboard.press('Enter')
  await page.keyboard.type('sett')
  await expect(marked(page)).toHaveText('Settings of Northwind Bank')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/northwind\/settings$/)

  await awake(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('kumo')
  await expect(options(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/kumo\/settings$/)

  await toAwake(page, '/activity?view=entries')
  const row = page.locator('tbody tr').filter({ hasText: refusal })
  const code = (await row.locator('td').last().textContent()) ?? ''
  await page.keyboard.press('Control+k')
  await page.keyboard.type(code.toLowerCase().replace('-', ''))
  await expect(marked(page)).toContainText(`${code} · ${refusal}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/activity\/\d+$/)
  await expect(page.locator('main')).toContainText(code)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Support code: copy' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)

  // Somebody's name that is typed by mistake is in no address.
  await awake(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(JANE)
  await expect(palette(page).getByRole('status')).toContainText('Nothing found')
  expect(asked.filter((url) => /jane|%40/i.test(url))).toEqual([])
  expect(trouble).toEqual([])
})

test('arrow keys go round, and only what a role may open is offered', async ({ browser }) => {
  const { page } = await site.pageOf(browser, 'viewer@northwind.example')
  await toAwake(page, '/northwind/brand')
  await page.keyboard.press('Control+k')
  // The tenants come after the pages; a key that is pressed before them goes round without them.
  await expect(options(page).filter({ hasText: 'Northwind Banknorthwind' })).toHaveCount(1)
  expect((await options(page).allTextContents()).join()).not.toMatch(/Settings|Users|New tenant|Kumo/)
  const first = await marked(page).textContent()
  await page.keyboard.press('ArrowUp')
  await expect(marked(page)).toHaveText((await options(page).last().textContent()) ?? '')
  await page.keyboard.press('ArrowDown')
  await expect(marked(page)).toHaveText(first ?? '')
  await page.keyboard.press('Escape')

  // The navigation of somebody with one tenant is that tenant's, wherever they are.
  await toAwake(page, '/overview')
  const navigation = page.getByRole('navigation', { name: 'Console' })
  await expect(navigation.getByRole('link', { name: 'Brand' })).toBeVisible()
  await expect(navigation.getByRole('link', { name: /Tenants|Settings|Change tenant/ })).toHaveCount(0)
  const refused = await to(page, '/northwind/settings')
  expect(refused?.status()).toBe(404)
  await expect(navigation).toBeVisible()
})

test('the switch of tenants keeps the page', { tag: '@long' }, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'operator@example.com')
  await toAwake(page, '/northwind/languages')
  await page.getByRole('link', { name: 'Change tenant: Northwind Bank' }).click()
  await page.keyboard.type('sol')
  await expect(marked(page)).toContainText('Panadería Sol')
  await marked(page).click()
  await expect(page).toHaveURL(/\/admin\/panaderia-sol\/languages$/)
  await toAwake(page, '/overview?tenant=kumo')
  await expect(page.getByRole('link', { name: 'Change tenant: Kumo Games' })).toBeVisible()
  expect(trouble).toEqual([])
})

test('light and dark are chosen by keyboard, are there at the first paint, and else follow the system', {
  tag: '@long',
}, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'editor@northwind.example')
  await toAwake(page, '/northwind/mail')
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await background(page)).toBe('rgb(255, 255, 255)')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await background(page)).toBe('rgb(20, 20, 22)')
  await page.emulateMedia({ colorScheme: 'light' })

  const account = page.getByRole('button', { name: 'Account' })
  await account.focus()
  await page.keyboard.press('Enter')
  const dark = page.getByRole('button', { name: 'Dark' })
  await dark.focus()
  const kept = page.waitForResponse(/\/overview\/side$/)
  await page.keyboard.press('Enter')
  await expect(dark).toHaveAttribute('aria-pressed', 'true')
  expect(await background(page)).toBe('rgb(20, 20, 22)')
  await page.keyboard.press('Escape')
  await expect(account).toBeFocused()
  expect((await kept).status()).toBe(303)

  const answer = await page.reload()
  const html = (await answer?.text()) ?? ''
  expect(html).toMatch(/<html[^>]* data-side="dark"/)
  expect(html).toContain('<meta name="color-scheme" content="dark"')
  expect(await background(page)).toBe('rgb(20, 20, 22)')
  // A brand has sides of its own: its pages are shown as they were chosen there.
  await toAwake(page, '/northwind/brand')
  const preview = page.frameLocator('iframe[title="Preview, desktop"]')
  await expect(preview.locator('html')).toHaveCSS('color-scheme', 'light')
  expect(trouble).toEqual([])
})

test('without scripts the sides, the drawer and the search work, and what is searched for is in no address', async ({
  browser,
}) => {
  const { page } = await site.pageOf(browser, 'operator@example.com', { javaScriptEnabled: false })
  await to(page, '/tenants')
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page).toHaveURL(/\/admin\/tenants$/)
  await expect(page.locator('html')).toHaveAttribute('data-side', 'dark')

  await page.setViewportSize({ width: 320, height: 640 })
  const navigation = page.getByRole('navigation', { name: 'Console' })
  await expect(navigation).toBeHidden()
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await expect(navigation).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(navigation).toBeHidden()

  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Page, tenant or support code').fill('panad')
  await page.getByRole('button', { name: 'Search' }).click()
  const found = page.getByRole('region', { name: 'Tenants' }).getByRole('link')
  await expect(found).toHaveText([/Panadería Sol/])
  expect(page.url()).not.toContain('panad')
  await found.click()
  await expect(page).toHaveURL(/\/admin\/panaderia-sol\/brand$/)
})

test('on a phone there is a drawer, tables are cards, nothing scrolls sideways, and everybody can use it', {
  tag: '@proof',
}, async ({ browser }) => {
  const { page, trouble } = await site.pageOf(browser, 'operator@example.com', { width: 320 })
  await to(page, '/tenants')
  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  await menu.focus()
  await page.keyboard.press('Enter')
  const navigation = page.getByRole('navigation', { name: 'Console' })
  await expect(navigation).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(navigation.locator(':focus')).toHaveCount(1)
  await isAccessible(page, 'drawer')
  await page.keyboard.press('Escape')
  await expect(navigation).toBeHidden()
  await expect(menu).toBeFocused()

  const kumo = page.getByRole('row').filter({ hasText: 'Kumo Games' })
  await expect(kumo.getByRole('cell').first()).toHaveCSS('display', 'grid')
  for (const path of [
    '/tenants',
    '/overview',
    '/overview/search',
    '/overview/people',
    '/activity?view=entries',
    '/health',
    '/northwind/history',
    '/northwind/languages',
    '/northwind/mail',
    '/northwind/users',
    '/northwind/settings',
    '/northwind/health',
    '/northwind/brand',
    '/northwind/gallery',
    '/tenants/new',
  ]) {
    await to(page, path)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: path })
      .toBeLessThanOrEqual(320)
    expect.soft(await page.locator('main [data-look=primary]:visible').count(), path).toBeLessThanOrEqual(1)
    if (/activity|settings/.test(path)) await isAccessible(page, path)
  }
  expect(trouble).toEqual([])
})

test('a stranger’s form changes no side, and nobody who is signed out searches', async () => {
  const post = (path: string, headers: Record<string, string>) =>
    fetch(`${site.portal.url}/admin/overview/${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ side: 'dark', text: 'kumo' }),
    })
  const cookie = await sessionCookie(site, 'viewer@northwind.example')
  expect((await post('side', { Cookie: cookie, Origin: 'https://evil.example' })).status).toBe(403)
  expect((await post('search/find', { Origin: site.portal.url })).status).toBe(401)
  const found = await post('search/find', { Origin: site.portal.url, Cookie: cookie })
  expect([found.status, await found.json()]).toEqual([200, { entry: null, unknownCode: null, tenants: [] }])
})
