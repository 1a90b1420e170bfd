import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  actionIds,
  type ConsoleSite,
  openConsoleSite,
  postAction,
  sessionCookie,
  signIn,
} from './console-site'

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ConsoleSite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openConsoleSite()
})
test.afterAll(() => site.close())

/** A browser of somebody, in which nothing may violate the policy or fail. */
async function browserOf(browser: Browser, who: string | null): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(site.portal.url)) trouble.push(`foreign request: ${request.url()}`)
  })
  if (who !== null) await signIn(page, site, who)
  return { page, trouble }
}

const open = (page: Page, path: string) => page.goto(`${site.portal.url}${path}`)
const desktop = (page: Page) => page.frameLocator('iframe[title="Preview, desktop"]')
const liveRevision = async (slug: string) =>
  (await fetch(`${site.portal.url}/${slug}/forgot`)).headers.get('x-brand-revision')

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
  await expect(page.getByText(/drawn anew to/)).toBeVisible()
  await expect(desktop(page).locator('img.logo')).not.toHaveAttribute('src', before ?? '')

  await expect(page.getByText(/Draft saved .* 3 changes/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish…' })).toBeDisabled()
  const live = await (await fetch(`${site.portal.url}/northwind/forgot`)).text()
  expect(live).not.toContain('Locked out of Northwind')
  expect(trouble).toEqual([])
})

test('undo and redo go back and forth, by key too', async ({ browser }) => {
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

test('a file that is not what it claims to be is refused with the reason', async ({ browser }) => {
  const { page } = await browserOf(browser, 'editor@kumo.example')
  await open(page, '/admin/kumo/brand')
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  await page
    .getByLabel('Logo', { exact: true })
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(script) })
  await expect(page.getByRole('alert').filter({ hasText: 'script' })).toBeVisible()
})

test('a viewer sees everything and can change and publish nothing', async ({ browser }) => {
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
  const before = await liveRevision('northwind')
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
  expect(await liveRevision('northwind')).not.toBe(before)
  const visitor = await browser.newPage()
  await visitor.goto(`${site.portal.url}/northwind/forgot`)
  await expect(visitor.getByRole('button', { name: 'Send the link' })).toHaveCSS(
    'background-color',
    'rgb(122, 31, 61)',
  )
  expect(trouble).toEqual([])
})

test('every page of a tenant names its revision in a header, the one that is not there too', async () => {
  const revision = await liveRevision('kumo')
  expect(revision).toMatch(/^[0-9a-f]{16}$/)
  for (const page of ['', '/sent', '/reset', '/done', '/unknown', '/link-problem', '/nothing']) {
    const answer = await fetch(`${site.portal.url}/kumo${page}`, { redirect: 'manual' })
    expect([page, answer.headers.get('x-brand-revision')]).toEqual([page, revision])
  }
})

test('one press brings the earlier brand back', async ({ browser }) => {
  const { page } = await browserOf(browser, 'owner@northwind.example')
  await open(page, '/admin/northwind/history')
  const entries = page.getByRole('listitem')
  await expect(entries.filter({ hasText: 'Wine instead of navy' })).toBeVisible()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Tenant file' })
    .getByRole('button', { name: /Roll back/ })
    .click()
  await expect(entries.filter({ hasText: /Back to [0-9a-f]{8}/ })).toBeVisible()
  await expect
    .poll(async () => (await fetch(`${site.portal.url}/northwind/forgot`)).text(), { timeout: 2_500 })
    .not.toContain('Locked out of Northwind')
})

test('the second of two editors is told what changed, and keeps both', async ({ browser }) => {
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
  const notice = other.page.getByRole('alert').filter({ hasText: 'Somebody else saved this draft' })
  await expect(notice).toContainText('Kumo One')
  await notice.getByRole('button', { name: 'Keep both, mine on top' }).click()
  await expect(other.page.getByText(/Draft saved/)).toBeVisible()
  await other.page.reload()
  await expect(other.page.getByLabel('Product name')).toHaveValue('Kumo One')
  await expect(other.page.getByLabel('Legal name')).toHaveValue('Kumo Two K.K.')
})

test('a signed link shows the draft to somebody without an account, and only that', async ({ browser }) => {
  const { page } = await browserOf(browser, 'editor@kumo.example')
  await open(page, '/admin/kumo/brand')
  await page.getByRole('button', { name: 'Share preview' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
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
  expect((await guest.page.goto(`${site.portal.url}/preview/kumo`))?.status()).toBe(404)
})

test('an owner changes the settings, but leads the tenant to no other pool', async ({ browser }) => {
  const { page, trouble } = await browserOf(browser, 'owner@panaderia-sol.example')
  await open(page, '/admin/panaderia-sol/settings')
  const pool = page.getByLabel('User pool id')
  await expect(pool).toBeDisabled()
  await page.getByLabel('Help by telephone').fill('+34 600 000 001')
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
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Help by telephone')).toHaveValue('+34 600 000 001')
  await expect(pool).not.toHaveValue(stranger)
  expect(trouble).toEqual([])
})

test.describe('actions that are posted directly', () => {
  const hash = 'a'.repeat(64)
  const inputs: Record<string, unknown> = {
    sendTest: { tenant: 'northwind', mail: { kind: 'reset', brand: 'draft', locale: 'en' } },
    lookUp: { tenant: 'northwind', username: 'diego@example.com' },
    saveBrand: { tenant: 'northwind', brand: { shape: { radius: 0 } }, version: 99, known: {} },
    publishBrand: { tenant: 'northwind', version: 99, comment: '' },
    rollBackBrand: { tenant: 'northwind', revision: hash },
    restoreBrand: { tenant: 'northwind', revision: hash },
    shareBrand: { tenant: 'northwind', days: 1 },
    startFromTenant: { tenant: 'northwind', from: 'kumo' },
    saveTenant: { tenant: 'northwind', name: 'Stolen', config: {}, clientSecret: '' },
    addHost: { tenant: 'northwind', host: 'evil.example' },
    checkHost: { tenant: 'northwind', host: 'evil.example' },
    examine: { tenant: 'northwind' },
    letHostGo: { tenant: 'northwind', host: 'reset.northwind.example' },
    pauseTenant: { tenant: 'northwind', isPaused: true },
    deleteTenantForGood: { tenant: 'northwind', typed: 'northwind' },
    markChangesSeen: { ids: [1] },
    createNewTenant: { slug: 'evil', name: 'Evil', config: {}, clientSecret: '' },
  }
  const settings = ['saveTenant', 'addHost', 'checkHost', 'letHostGo', 'pauseTenant', 'deleteTenantForGood']
  // An action is only known to the page that uses it; anywhere else Next itself answers that there is none.
  const pageOf = (name: string) => {
    if (name === 'createNewTenant') return '/admin/tenants/new'
    if (name === 'rollBackBrand' || name === 'restoreBrand') return '/admin/northwind/history'
    if (name === 'sendTest') return '/admin/northwind/mail'
    if (name === 'lookUp') return '/admin/northwind/users'
    if (name === 'examine') return '/admin/northwind/health'
    return `/admin/northwind/${settings.includes(name) ? 'settings' : 'brand'}`
  }
  // What is only one's own view needs no role.
  const everybody = ['markChangesSeen']
  const editors = [...everybody, 'saveBrand', 'restoreBrand', 'shareBrand', 'startFromTenant', 'sendTest']
  const allowed: Record<string, readonly string[]> = {
    'viewer@northwind.example': everybody,
    'editor@northwind.example': editors,
    'owner@kumo.example': everybody,
  }

  for (const [who, mayDo] of Object.entries(allowed)) {
    test(`${who} reaches ${mayDo.length} of ${Object.keys(inputs).length}, and every other is a 404 without effect`, async () => {
      const cookie = await sessionCookie(site, who)
      const before = await liveRevision('northwind')
      const ids = actionIds()
      for (const [name, input] of Object.entries(inputs)) {
        const id = ids.get(name)
        if (id === undefined) throw new Error(`there is no action ${name}`)
        const headers = { Cookie: cookie, Origin: site.portal.url }
        const answer = await postAction(site, id, input, headers, pageOf(name))
        expect([name, answer.status]).toEqual([name, mayDo.includes(name) ? 200 : 404])
      }
      expect(await liveRevision('northwind')).toBe(before)
    })
  }

  test('the routes that take files and give the brand out ask the same questions', async () => {
    const send = async (who: string | null, path: string, method: string, origin = site.portal.url) => {
      const cookie = who === null ? {} : { Cookie: await sessionCookie(site, who) }
      const body = method === 'POST' ? { body: '{}' } : {}
      const headers = { ...cookie, Origin: origin }
      return (await fetch(`${site.portal.url}/admin/northwind/brand/${path}`, { method, headers, ...body }))
        .status
    }
    for (const path of ['pictures?kind=logo', 'file']) {
      expect(await send(null, path, 'POST')).toBe(401)
      expect(await send('viewer@northwind.example', path, 'POST')).toBe(404)
      expect(await send('owner@kumo.example', path, 'POST')).toBe(404)
      expect(await send('editor@northwind.example', path, 'POST', 'https://evil.example')).toBe(403)
      expect(await send('editor@northwind.example', path, 'POST')).toBe(422)
    }
    expect(await send(null, 'file', 'GET')).toBe(401)
    expect(await send('owner@kumo.example', 'file', 'GET')).toBe(404)
    expect(await send('viewer@northwind.example', 'file', 'GET')).toBe(200)
  })

  test('nothing runs without a session, without proof of the same origin, or through a tenant’s page', async () => {
    const cookie = await sessionCookie(site, 'operator@example.com')
    const ids = actionIds()
    for (const [name, input] of Object.entries(inputs)) {
      const id = ids.get(name) ?? ''
      const post = (headers: Record<string, string>, path = pageOf(name)) =>
        postAction(site, id, input, headers, path).then(({ status }) => status)
      expect(await post({ Origin: site.portal.url })).toBe(401)
      expect(await post({ Cookie: cookie })).toBe(403)
      expect(await post({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403)
      expect(await post({ Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
      expect(await post({ Cookie: cookie }, '/northwind/forgot')).not.toBe(200)
    }
    expect((await fetch(`${site.portal.url}/northwind/forgot`)).status).toBe(200)
  })
})

test('a session that was ended is ended for every copy of its cookie', async ({ browser }) => {
  const { page } = await browserOf(browser, 'owner@kumo.example')
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'rekey-admin')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const headers = { Cookie: `rekey-admin=${cookie?.value}` }
  const tenants = () => fetch(`${site.portal.url}/admin/tenants`, { headers, redirect: 'manual' })
  expect((await tenants()).status).toBe(200)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  expect((await tenants()).status).toBe(307)
})

test('a role that is taken away is gone within five seconds', async () => {
  const cookie = await sessionCookie(site, 'owner@panaderia-sol.example')
  const headers = { Cookie: cookie }
  const settings = () =>
    fetch(`${site.portal.url}/admin/panaderia-sol/settings`, { headers, redirect: 'manual' }).then(
      ({ status }) => status,
    )
  expect(await settings()).toBe(200)
  const user = site.emulator.findUser(site.people.seed.id, 'owner@panaderia-sol.example')
  if (user) user.groups = ['panaderia-sol-viewer']
  await expect.poll(settings, { timeout: 5_000 }).toBe(404)
})

test('sign-in is slowed down after many wrong passwords, and says so', async () => {
  const portal = site.portal.url
  const answer = await fetch(`${portal}/admin/sign-in?error=TooManyTries`)
  expect(await answer.text()).toContain('Wait a quarter of an hour')
})
