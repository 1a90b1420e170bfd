import { type Browser, expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter, liveRevision, watchTrouble } from './console-site'

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

/** A browser of somebody, in which nothing may violate the policy or fail. */
async function browserOf(browser: Browser, who: string | null): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const trouble = watchTrouble(page)
  page.on('request', (request) => {
    if (!request.url().startsWith(site.portal.url)) trouble.push(`foreign request: ${request.url()}`)
  })
  if (who !== null) await enter(page, site, who)
  return { page, trouble }
}

const open = (page: Page, path: string) => page.goto(`${site.portal.url}${path}`)
const desktop = (page: Page) => page.frameLocator('iframe[title="Preview, desktop"]')

test('the portal’s own address leads to the console', async ({ browser }) => {
  const { page, trouble } = await browserOf(browser, null)
  await open(page, '/')
  await expect(page.getByRole('heading', { name: 'Reset your password' })).toHaveCSS('font-size', '24px')
  await page.getByRole('link', { name: 'Console' }).click()
  await expect(page).toHaveURL(/\/admin\/sign-in/)
  expect(trouble).toEqual([])
})

test('an editor changes colour, logo and words, sees them at once, and nothing of it is public', async ({
  browser,
}) => {
  const { page, trouble } = await browserOf(browser, 'editor@northwind.example')
  await open(page, '/admin/northwind/brand')
  await page.locator('label', { hasText: /^Forgot$/ }).click()
  await expect(desktop(page).locator('[data-page="forgot"]')).toBeVisible()

  await page.getByLabel('Accent: hex', { exact: true }).fill('#7a1f3d')
  const button = desktop(page).getByRole('button', { name: 'Send the link' })
  await expect(button).toHaveCSS('background-color', 'rgb(122, 31, 61)')

  await page.getByRole('heading', { name: 'Words' }).click()
  await page.locator('[data-word="forgot.title"]').fill('Locked out of Northwind')
  await expect(desktop(page).getByRole('heading', { level: 1 })).toHaveText('Locked out of Northwind')

  const before = await desktop(page).locator('img.logo').getAttribute('src')
  await page.getByLabel('Logo', { exact: true }).setInputFiles('tenants/assets/kumo-logo.svg')
  await expect(page.getByText(/redrawn to/)).toBeVisible()
  await expect(desktop(page).locator('img.logo')).not.toHaveAttribute('src', before ?? '')

  await expect(page.getByText(/Draft saved .* 3 changes/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  const live = await (await fetch(`${site.portal.url}/northwind/forgot`)).text()
  expect(live).not.toContain('Locked out of Northwind')
  expect(trouble).toEqual([])
})

test('undo and redo go back and forth, by key too', { tag: '@proof' }, async ({ browser }) => {
  const { page } = await browserOf(browser, 'editor@kumo.example')
  await open(page, '/admin/kumo/brand')
  const name = page.getByLabel('Product name')
  const first = await name.inputValue()
  await name.fill('Kumo Play')
  await page.keyboard.press('Control+z')
  await expect(name).toHaveValue(first)
  await page.keyboard.press('Control+Shift+z')
  await expect(name).toHaveValue('Kumo Play')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(name).toHaveValue(first)
})

test('a file that is not what it claims to be is refused with the reason', { tag: '@proof' }, async ({
  browser,
}) => {
  const { page } = await browserOf(browser, 'editor@kumo.example')
  await open(page, '/admin/kumo/brand')
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  await page
    .getByLabel('Logo', { exact: true })
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(script) })
  await expect(page.getByRole('alert').filter({ hasText: 'script' })).toBeVisible()
})

test('a viewer sees everything and can change and publish nothing', { tag: '@long' }, async ({ browser }) => {
  const { page, trouble } = await browserOf(browser, 'viewer@northwind.example')
  await open(page, '/admin/northwind/brand')
  await expect(desktop(page).locator('[data-page="reset"]')).toBeVisible()
  await expect(page.getByLabel('Accent: hex', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  expect(trouble).toEqual([])
  const settings = await open(page, '/admin/northwind/settings')
  expect(settings?.status()).toBe(404)
})

test('an owner publishes after looking at the differences, and the real page changes within two seconds', async ({
  browser,
}) => {
  const before = await liveRevision(site, 'northwind')
  const { page, trouble } = await browserOf(browser, 'owner@northwind.example')
  await open(page, '/admin/northwind/brand')
  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /Colour, light: accent/ })).toContainText('#7A1F3D')
  await dialog.getByLabel(/Comment/).fill('Wine instead of navy')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(dialog).toBeHidden()
  await expect
    .poll(async () => (await fetch(`${site.portal.url}/northwind/forgot`)).text(), { timeout: 2_500 })
    .toContain('Locked out of Northwind')
  expect(await liveRevision(site, 'northwind')).not.toBe(before)
  const visitor = await browser.newPage()
  await visitor.goto(`${site.portal.url}/northwind/forgot`)
  await expect(visitor.getByRole('button', { name: 'Send the link' })).toHaveCSS(
    'background-color',
    'rgb(122, 31, 61)',
  )
  expect(trouble).toEqual([])
})

test('every page of a tenant names its revision in a header, the one that is not there too', {
  tag: '@proof',
}, async () => {
  const revision = await liveRevision(site, 'kumo')
  expect(revision).toMatch(/^[0-9a-f]{16}$/)
  for (const page of ['', '/sent', '/reset', '/done', '/unknown', '/link-problem', '/nothing']) {
    const answer = await fetch(`${site.portal.url}/kumo${page}`, { redirect: 'manual' })
    expect([page, answer.headers.get('x-brand-revision')]).toEqual([page, revision])
  }
})

test('the earlier brand comes back after a question that shows what changes', async ({ browser }) => {
  const { page } = await browserOf(browser, 'owner@northwind.example')
  await open(page, '/admin/northwind/history')
  const entries = page.getByRole('listitem')
  await expect(entries.filter({ hasText: 'Wine instead of navy' })).toBeVisible()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Tenant file' })
    .getByRole('button', { name: /Roll back/ })
    .click()
  const question = page.getByRole('dialog', { name: 'Roll back to this?' })
  await expect(question.getByRole('row', { name: /Colour, light: accent/ })).toContainText('#7A1F3D')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(entries.filter({ hasText: 'Wine instead of navy' }).getByText('Live')).toBeVisible()
  await page.getByRole('button', { name: 'Roll back to this: Untitled publish' }).click()
  await question.getByRole('button', { name: 'Roll back', exact: true }).click()
  await expect(entries.filter({ hasText: /Back to [0-9a-f]{8}/ })).toBeVisible()
  await expect
    .poll(async () => (await fetch(`${site.portal.url}/northwind/forgot`)).text(), { timeout: 2_500 })
    .not.toContain('Locked out of Northwind')
})

test('the second of two editors is told what changed, and keeps both', { tag: '@long' }, async ({
  browser,
}) => {
  const one = await browserOf(browser, 'editor@kumo.example')
  const other = await browserOf(browser, 'owner@kumo.example')
  for (const { page } of [one, other]) {
    await open(page, '/admin/kumo/brand')
    await expect(desktop(page).locator('[data-page="reset"]')).toBeVisible()
  }
  await one.page.getByLabel('Product name').fill('Kumo One')
  await expect(one.page.getByText(/Draft saved/)).toBeVisible()
  await other.page.getByText('Dark logo, icon, height and names').click()
  await other.page.getByLabel('Legal name').fill('Kumo Two K.K.')
  const notice = other.page.getByRole('alert').filter({ hasText: 'saved this draft' })
  await expect(notice).toContainText(/editor@kumo\.example saved this draft at \d{1,2}:\d\d [ap]m UTC/)
  await expect(notice).toContainText('Kumo One')
  await notice.getByRole('button', { name: 'Keep both, mine on top' }).click()
  await expect(other.page.getByText(/Draft saved/)).toBeVisible()
  await other.page.reload()
  await expect(other.page.getByLabel('Product name')).toHaveValue('Kumo One')
  await expect(other.page.getByLabel('Legal name')).toHaveValue('Kumo Two K.K.')
})

test('a signed link shows the draft to somebody without an account, and only that', { tag: '@long' }, async ({
  browser,
}) => {
  const { page } = await browserOf(browser, 'editor@kumo.example')
  await open(page, '/admin/kumo/brand')
  await page.getByRole('button', { name: 'Share preview' }).click()
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  const guest = await browserOf(browser, null)
  const answer = await guest.page.goto(link)
  expect(answer?.headers()['x-frame-options']).toBe('SAMEORIGIN')
  await expect(guest.page.getByText('Preview of a draft for Kumo Games.')).toBeVisible()
  const posts: string[] = []
  guest.page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url())
  })
  await guest.page.locator('main button[type="submit"]').first().click()
  // Two frames later a form that was sent would have asked for something.
  for (const _ of [1, 2]) await guest.page.evaluate(() => new Promise(requestAnimationFrame))
  expect(posts).toEqual([])
  expect((await guest.page.goto(link.replace('/kumo?', '/northwind?')))?.status()).toBe(404)

  const dialog = page.getByRole('dialog', { name: 'Share a preview' })
  const row = dialog.getByRole('row', { name: 'editor@kumo.example' })
  await expect(row).toHaveCount(1)
  await row.getByRole('button', { name: 'Withdraw' }).click()
  await expect(dialog.getByRole('status').filter({ hasText: 'Withdrawn' })).toBeVisible()
  await expect(dialog.getByText('None.')).toBeVisible()
  expect((await guest.page.goto(link))?.status()).toBe(404)
  expect((await guest.page.goto(`${site.portal.url}/preview/kumo`))?.status()).toBe(404)
})

test('an owner changes the settings, but leads the tenant to no other pool', async ({ browser }) => {
  const { page, trouble } = await browserOf(browser, 'owner@panaderia-sol.example')
  await open(page, '/admin/panaderia-sol/settings')
  const pool = page.getByLabel('User pool ID')
  await expect(pool).toBeDisabled()
  await page.getByLabel('Support phone').fill('+34 600 000 001')
  // Another pool, as whoever writes the request themselves would name it.
  const [own, stranger] = ['eu-south-2_PanSol4bc', 'eu-south-2_Stranger1']
  await page.route('**/admin/panaderia-sol/settings', async (route) => {
    const body = route.request().postData() ?? ''
    expect(body).toContain(own)
    await route.continue({ postData: body.replace(own, stranger) })
  })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('is for an operator to change').first()).toBeVisible()
  await page.unroute('**/admin/panaderia-sol/settings')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved. Every instance' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Support phone')).toHaveValue('+34 600 000 001')
  await expect(pool).not.toHaveValue(stranger)
  expect(trouble).toEqual([])
})

test('languages are switched on by name, by keyboard alone, and the editor lists them', {
  tag: '@proof',
}, async ({ browser }) => {
  const { page, trouble } = await browserOf(browser, 'owner@panaderia-sol.example')
  await open(page, '/admin/panaderia-sol/settings')
  const languages = page.getByRole('group', { name: 'Languages' })
  await languages.getByLabel('Find a language').fill('japan')
  await expect(languages.getByRole('checkbox')).toHaveCount(1)
  const japanese = languages.getByRole('checkbox', { name: '日本語 Japanese' })
  await languages.getByLabel('Find a language').press('Tab')
  await page.keyboard.press('Tab')
  await expect(japanese).toBeFocused()
  await page.keyboard.press('Space')
  await expect(japanese).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Saved. Every instance' })).toBeVisible()

  await open(page, '/admin/panaderia-sol/brand')
  const chosen = page.getByRole('combobox', { name: 'Language' })
  await chosen.focus()
  await chosen.selectOption('日本語')
  await expect(desktop(page).locator('html')).toHaveAttribute('lang', 'ja')
  expect(trouble).toEqual([])
})
