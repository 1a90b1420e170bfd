import { type Browser, expect, type Page, test } from '@playwright/test'
import { consoleOfFile, enter, sessionCookie, watchTrouble } from './console-site'

// Who may do what, and where they are signed in: each sees their own, owners their tenant's people, operators all.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()
test.beforeEach(() => site.emulator.faults.clear())

async function pageOf(browser: Browser, who: string): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const trouble = watchTrouble(page)
  await enter(page, site, who)
  return { page, trouble }
}

const open = (page: Page, query = '') => page.goto(`${site.portal.url}/admin/overview/people${query}`)
const people = (page: Page) => page.getByRole('table', { name: 'People' })
const sessions = (page: Page) => page.getByRole('table', { name: 'Sessions' })
const rowOf = (page: Page, who: string) => people(page).getByRole('row').filter({ hasText: who })
const isSignedIn = async (cookie: string) => {
  const answer = await fetch(`${site.portal.url}/admin/overview`, {
    headers: { Cookie: cookie },
    redirect: 'manual',
  })
  return answer.status === 200
}

test('an owner sees the people of their tenant and their own sessions, and nobody of another tenant', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@northwind.example')
  const stranger = await sessionCookie(site, 'owner@kumo.example')
  await open(page)
  await expect(rowOf(page, 'owner@northwind.example')).toContainText('You')
  await expect(rowOf(page, 'editor@northwind.example')).toContainText('Editor')
  await expect(rowOf(page, 'viewer@northwind.example')).toContainText('Viewer')
  await expect(page.locator('main')).not.toContainText(/kumo|operator@example\.com/)
  await expect(sessions(page).getByRole('row').filter({ hasText: 'This session' })).toHaveCount(1)
  await expect(sessions(page)).not.toContainText('owner@kumo.example')
  const navigation = page.getByRole('navigation', { name: 'Console' })
  await expect(navigation.getByRole('link', { name: 'People' })).toHaveAttribute('aria-current', 'page')
  // Another tenant's page is as if it were not there, and the navigation stays.
  expect((await open(page, '?tenant=kumo'))?.status()).toBe(404)
  await expect(navigation).toBeVisible()
  expect(await isSignedIn(stranger)).toBe(true)
  expect(trouble.filter((text) => !text.includes('404'))).toEqual([])
})

test('a viewer sees what the roles mean and their own sessions, and is told who sees more', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'viewer@northwind.example')
  await open(page, '?tenant=northwind')
  await expect(page.getByText('Only owners see who else has a role here')).toBeVisible()
  await expect(people(page)).toHaveCount(0)
  await expect(page.getByRole('table', { name: 'Roles' })).toContainText('northwind-editor')
  await expect(sessions(page).getByRole('row')).toHaveCount(2)
  expect(trouble).toEqual([])
})

test('an operator sees everybody with all their roles, and one tenant’s people alone', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'operator@example.com')
  await open(page)
  await expect(rowOf(page, 'operator@example.com')).toContainText('Operator of everything')
  await expect(rowOf(page, 'owner@kumo.example')).toContainText('Owner of Kumo Games')
  await expect(rowOf(page, 'viewer@al-manar.example')).toContainText('Viewer of')
  await page.getByLabel('Tenant', { exact: true }).selectOption({ label: 'Kumo Games' })
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { name: 'People of Kumo Games' })).toBeVisible()
  await expect(rowOf(page, 'owner@kumo.example')).toContainText('Owner')
  await expect(people(page)).not.toContainText('northwind')
  expect(trouble).toEqual([])
})

test('somebody who is new in a group, or disabled, is shown so at once', { tag: '@proof' }, async ({
  browser,
}) => {
  const { page } = await pageOf(browser, 'owner@panaderia-sol.example')
  site.emulator.addUser(site.people.seed.id, {
    username: 'new@panaderia-sol.example',
    email: 'new@panaderia-sol.example',
    groups: ['panaderia-sol-editor'],
    enabled: false,
  })
  await open(page)
  await expect(rowOf(page, 'new@panaderia-sol.example')).toContainText(/Editor.*Disabled/)
})

test('where IAM refuses the list, the page says so, and shows roles and sessions all the same', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@northwind.example')
  site.emulator.faults.add({ kind: 'error', operation: 'ListUsersInGroup', name: 'AccessDeniedException' })
  await open(page)
  await expect(page.getByText('Nobody can be listed.')).toBeVisible()
  await expect(page.getByText('cognito-idp:ListUsersInGroup on eu-west-1_RekeyAdm1')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Roles' })).toBeVisible()
  await expect(sessions(page)).toContainText('This session')
  expect(trouble).toEqual([])
})

test('one of somebody’s own sessions is ended by keyboard, and the entry names nobody', {
  tag: '@long',
}, async ({ browser }) => {
  const { page, trouble } = await pageOf(browser, 'editor@northwind.example')
  const lost = await sessionCookie(site, 'editor@northwind.example')
  await open(page)
  const rows = sessions(page).getByRole('row')
  const other = rows.filter({ hasNotText: 'This session' }).filter({ hasText: 'editor@northwind.example' })
  const before = await rows.count()
  await other.first().getByRole('button', { name: /^End/ }).focus()
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(before - 1)
  expect(await isSignedIn(lost)).toBe(false)
  expect(trouble).toEqual([])

  // The one of this very page: as signing out does.
  await rows.filter({ hasText: 'This session' }).getByRole('button', { name: /^End/ }).click()
  await page.waitForURL(/\/admin\/sign-in/)

  const operator = await pageOf(browser, 'operator@example.com')
  await operator.page.goto(`${site.portal.url}/admin/activity?view=console`)
  await expect(operator.page.getByText('Ended a session').first()).toBeVisible()
})

test('an operator ends somebody else’s session, which every copy of its cookie feels at once', async ({
  browser,
}) => {
  const cookie = await sessionCookie(site, 'viewer@kumo.example')
  const { page, trouble } = await pageOf(browser, 'operator@example.com')
  await open(page, '?tenant=kumo')
  const theirs = sessions(page).getByRole('row').filter({ hasText: 'viewer@kumo.example' })
  await theirs
    .first()
    .getByRole('button', { name: /^End: viewer@kumo\.example/ })
    .click()
  await expect(theirs).toHaveCount(0)
  expect(await isSignedIn(cookie)).toBe(false)
  expect(trouble).toEqual([])
})

test('an answer that is lost, and a session that is over in between, are said and change nothing else', {
  tag: '@proof',
}, async ({ browser }) => {
  const { page } = await pageOf(browser, 'owner@al-manar.example')
  await sessionCookie(site, 'owner@al-manar.example')
  await open(page)
  const rows = sessions(page).getByRole('row')
  const end = rows
    .filter({ hasNotText: 'This session' })
    .filter({ hasText: 'owner@al-manar.example' })
    .getByRole('button', { name: /^End/ })
  await page.route('**/overview/people', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await end.click()
  await expect(page.getByRole('alert').filter({ hasText: 'No answer came' })).toBeVisible()
  await page.unroute('**/overview/people')
  await page.context().clearCookies()
  await end.click()
  await expect(page.getByRole('alert').filter({ hasText: 'session is over' })).toBeVisible()
})

test('each role finds in the navigation what it may open, and a page that it may not has the shell', {
  tag: '@proof',
}, async ({ browser }) => {
  const hidden = { viewer: /^(Users|Settings|Health)$/, editor: /^(Users|Settings|Health)$/, owner: /^$/ }
  for (const [role, pattern] of Object.entries(hidden)) {
    const { page } = await pageOf(browser, `${role}@northwind.example`)
    await page.goto(`${site.portal.url}/admin/northwind/brand`)
    const links = page.getByRole('navigation', { name: 'Console' }).getByRole('listitem').getByRole('link')
    const names = await links.allTextContents()
    expect(names.filter((name) => pattern.test(name))).toEqual([])
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? ''
      expect([href, (await page.request.get(`${site.portal.url}${href}`)).status()]).toEqual([href, 200])
    }
    const answer = await page.goto(`${site.portal.url}/admin/northwind/settings`)
    expect(answer?.status()).toBe(role === 'owner' ? 200 : 404)
    await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible()
  }
})
