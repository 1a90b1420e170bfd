import { type Browser, expect, type Page, test } from '@playwright/test'
import { CONSOLE_PASSWORD } from '../scripts/demo-pools'
import { type ConsoleSite, openConsoleSite } from './console-site'

test.describe.configure({ mode: 'default', timeout: 90_000 })

const stranger = 'stranger@example.com'
let site: ConsoleSite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openConsoleSite({ signIn: 'oidc' })
  site.emulator.addUser(site.people.seed.id, {
    username: stranger,
    email: stranger,
    password: CONSOLE_PASSWORD,
  })
})
test.afterAll(() => site.close())

/** Presses the one button of the console's sign-in and enters the password on the pool's own page. */
async function signInAtPool(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue to sign in' }).click()
  await page.waitForURL((url) => url.origin === site.emulator.url && url.pathname === '/login')
  await page.getByLabel('Username').fill(who)
  await page.getByLabel('Password').fill(CONSOLE_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.origin === site.portal.url)
}

async function pageOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  return context.newPage()
}

const sessionOf = async (page: Page) =>
  (await page.context().cookies(site.portal.url)).find(({ name }) => name === 'rekey-admin')

test('an owner signs in on the pool’s own pages, which alone see the password, and comes back to where they were', {
  tag: '@long',
}, async ({ browser }) => {
  const page = await pageOf(browser)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(site.portal.url)) sent.push(`${request.url()} ${request.postData() ?? ''}`)
  })
  await page.goto(`${site.portal.url}/admin/northwind/history`)
  await expect(page.getByLabel('Password')).toHaveCount(0)
  await signInAtPool(page, 'owner@northwind.example')
  await expect(page).toHaveURL(/\/admin\/northwind\/history$/)
  await expect(page.getByRole('button', { name: 'Account: owner@northwind.example' })).toBeVisible()
  expect(await sessionOf(page)).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(sent.join('\n')).not.toContain(CONSOLE_PASSWORD)
  expect((await page.goto(`${site.portal.url}/admin/kumo/brand`))?.status()).toBe(404)
})

test('somebody of the pool who is in no group is not signed in, and told why', { tag: '@proof' }, async ({
  browser,
}) => {
  const page = await pageOf(browser)
  await page.goto(`${site.portal.url}/admin`)
  await signInAtPool(page, stranger)
  await expect(page.getByRole('alert').filter({ hasText: 'in any of the console’s groups' })).toBeVisible()
  expect(await sessionOf(page)).toBeUndefined()
})

test('after a sign-out the pool asks for the password again, though it still knows the browser', {
  tag: '@proof',
}, async ({ browser }) => {
  const page = await pageOf(browser)
  await page.goto(`${site.portal.url}/admin`)
  await signInAtPool(page, 'editor@kumo.example')
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/\/admin\/sign-in/)
  await page.getByRole('button', { name: 'Continue to sign in' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('a role that is taken away is gone within five seconds, though the tokens are still good', {
  tag: '@proof',
}, async ({ browser }) => {
  const page = await pageOf(browser)
  await page.goto(`${site.portal.url}/admin`)
  await signInAtPool(page, 'owner@panaderia-sol.example')
  const address = `${site.portal.url}/admin/panaderia-sol/settings`
  const status = async () => (await page.request.get(address, { maxRedirects: 0 })).status()
  expect(await status()).toBe(200)
  const user = site.emulator.findUser(site.people.seed.id, 'owner@panaderia-sol.example')
  if (user) user.groups = ['panaderia-sol-viewer']
  await expect.poll(status, { timeout: 5_000 }).toBe(404)
})

test('somebody who is disabled in the pool is signed out within five seconds', { tag: '@proof' }, async ({
  browser,
}) => {
  const page = await pageOf(browser)
  await page.goto(`${site.portal.url}/admin`)
  await signInAtPool(page, 'viewer@al-manar.example')
  const address = `${site.portal.url}/admin/overview`
  const status = async () => (await page.request.get(address, { maxRedirects: 0 })).status()
  expect(await status()).toBe(200)
  const user = site.emulator.findUser(site.people.seed.id, 'viewer@al-manar.example')
  if (user) user.enabled = false
  await expect.poll(status, { timeout: 5_000 }).toBe(307)
})

test('the way back is taken only by the browser that went, and once', async ({ browser }) => {
  const page = await pageOf(browser)
  await page.goto(`${site.portal.url}/admin`)
  let callback = ''
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/cognito')) callback = request.url()
  })
  await signInAtPool(page, 'viewer@kumo.example')
  expect(callback).toContain('code=')
  const thief = await pageOf(browser)
  await thief.goto(callback)
  await expect(thief.getByRole('alert').filter({ hasText: 'didn’t work' })).toBeVisible()
  expect(await sessionOf(thief)).toBeUndefined()
})

test('a change of hosts asks for a fresh sign-in, and the others who could undo it are told', {
  tag: '@proof',
}, async ({ browser }) => {
  const operator = await pageOf(browser)
  await operator.goto(`${site.portal.url}/admin`)
  await signInAtPool(operator, 'operator@example.com')

  const owner = await pageOf(browser)
  site.emulator.clock.advance(-600)
  await owner.goto(`${site.portal.url}/admin`)
  await signInAtPool(owner, 'owner@kumo.example')
  site.emulator.clock.advance(600)
  await owner.goto(`${site.portal.url}/admin/kumo/settings`)
  await owner.getByLabel('New domain').fill('reset.kumo-games.example')
  const claim = owner.getByRole('button', { name: 'Claim' })
  await claim.click()
  const again = owner.getByRole('link', { name: 'Sign in again' })
  await expect(again).toBeVisible()
  const opened = owner.waitForEvent('popup')
  await again.click()
  const tab = await opened
  await signInAtPool(tab, 'owner@kumo.example')
  await claim.click()
  await expect(owner.getByText('Not verified')).toBeVisible()
  await expect(owner.getByRole('region', { name: 'Changes by others' })).toBeHidden()

  await operator.goto(`${site.portal.url}/admin/tenants`)
  const told = operator.getByRole('region', { name: 'Changes by others' })
  await expect(told).toContainText('owner@kumo.example claimed a domain (reset.kumo-games.example)')
  await operator.reload()
  await told.getByRole('button', { name: 'Mark as seen' }).click()
  await expect(told).toBeHidden()
  await operator.reload()
  await expect(operator.getByRole('heading', { name: 'Tenants' })).toBeVisible()
  await expect(told).toBeHidden()
})
