import { type Browser, expect, type Page, test } from '@playwright/test'
import { CONSOLE_PASSWORD } from '../scripts/demo-pools'
import { consoleOfFile, enter, watchTrouble } from './console-site'

// Settings that guide: what was changed is said, connections are tested before they are saved, and nothing typed is lost.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

async function pageOf(browser: Browser, who: string): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const trouble = watchTrouble(page)
  await enter(page, site, who)
  return { page, trouble }
}

const open = (page: Page, slug: string) => page.goto(`${site.portal.url}/admin/${slug}/settings`)
const bar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' })
const save = (page: Page) => bar(page).getByRole('button', { name: 'Save', exact: true })
const phone = (page: Page) => page.getByLabel('Support phone')
/** Keeps the answers of saving from the page; what was asked is done all the same, unless `isCut`. */
async function loseAnswers(page: Page, slug: string, isCut = false): Promise<void> {
  await page.route(`**/admin/${slug}/settings`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    if (!isCut) await route.fetch()
    await route.abort()
  })
}

test('a bar says what changed by its labels, stays in view, and takes everything back', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@northwind.example')
  await open(page, 'northwind')
  await expect(bar(page)).toHaveCount(0)
  const before = await phone(page).inputValue()
  await phone(page).fill('+45 12 34 56 78')
  await page.getByLabel('Minimum length').fill('15')
  await expect(bar(page)).toContainText('2 changes not saved: Minimum length, Support phone')
  await page.getByLabel('Name', { exact: true }).scrollIntoViewIfNeeded()
  await expect(save(page)).toBeInViewport()
  await bar(page).getByRole('button', { name: 'Discard' }).click()
  await expect(phone(page)).toHaveValue(before)
  await expect(bar(page)).toHaveCount(0)

  await phone(page).fill('+45 12 34 56 78')
  await phone(page).press('Enter')
  await expect(bar(page)).toContainText('Saved. Every instance uses it')
  await expect(save(page)).toHaveCount(0)
  await page.reload()
  await expect(phone(page)).toHaveValue('+45 12 34 56 78')
  expect(trouble).toEqual([])
})

test('what is entered before the page’s script runs counts as entered', async ({ browser }) => {
  const { page, trouble } = await pageOf(browser, 'owner@northwind.example')
  const scripts = new Promise<void>((release) => {
    void page.exposeFunction('entered', () => release())
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await scripts
    await route.continue()
  })
  await page.goto(`${site.portal.url}/admin/northwind/settings`, { waitUntil: 'commit' })
  await phone(page).fill('+45 87 65 43 21')
  await page.getByLabel('People sign in with').selectOption('username')
  await page.getByLabel('People confirm their sign-up here').click()
  await page.evaluate('entered()')
  await expect(bar(page)).toContainText('3 changes not saved')
  await expect(phone(page)).toHaveValue('+45 87 65 43 21')
  await expect(page.getByLabel('People sign in with')).toHaveValue('username')
  expect(trouble).toEqual([])
})

test('faults are listed by the labels of their fields, and each stands at its field', async ({ browser }) => {
  const { page } = await pageOf(browser, 'owner@northwind.example')
  await open(page, 'northwind')
  await page.getByLabel('Support email').fill('nobody')
  await page.getByLabel('App client ID').fill('not a client')
  await save(page).click()
  const alert = bar(page).getByRole('alert')
  await expect(alert).toContainText('Support email: ')
  await expect(alert).toContainText('App client ID: ')
  await expect(alert).not.toContainText(/supportEmail|clientId|config/)
  await expect(page.getByLabel('Support email')).toHaveAttribute('aria-invalid', 'true')
})

test('a changed connection is tested before it is saved, and one that fails is saved only knowingly', {
  tag: '@long',
}, async ({ browser }) => {
  const { page, trouble } = await pageOf(browser, 'owner@al-manar.example')
  await open(page, 'al-manar')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works. Nothing was mailed or changed.')).toBeVisible()

  await page.getByLabel('App client ID').fill('1doesnotexist23456789')
  await save(page).click()
  await expect(page.getByText('The connection does not work yet.')).toBeVisible()
  await expect(page.getByText('client.exists')).toBeVisible()
  await expect(bar(page).getByRole('alert')).toContainText('Nothing is saved yet')
  const anyway = bar(page).getByRole('button', { name: 'Save anyway' })
  await expect(anyway).toBeVisible()
  const reload = await page.context().newPage()
  await open(reload, 'al-manar')
  await expect(reload.getByLabel('App client ID')).not.toHaveValue('1doesnotexist23456789')

  // Something else was typed: the test is of no use any more.
  await page.getByLabel('App client ID').fill('1doesnotexist23456780')
  await expect(anyway).toHaveCount(0)
  await save(page).click()
  await anyway.click()
  await expect(bar(page)).toContainText('Saved.')
  expect(trouble).toEqual([])
})

test('two people at once: the second is told who saved what, and keeps both', { tag: '@long' }, async ({
  browser,
}) => {
  const one = await pageOf(browser, 'owner@kumo.example')
  const other = await pageOf(browser, 'operator@example.com')
  for (const { page } of [one, other]) await open(page, 'kumo')
  await one.page.getByLabel('Support email').fill('help@kumo.example')
  await save(one.page).click()
  await expect(bar(one.page)).toContainText('Saved.')

  await phone(other.page).fill('+81 3 0000 0000')
  await save(other.page).click()
  const conflict = bar(other.page).getByRole('alert')
  await expect(conflict).toContainText('owner@kumo.example saved these settings at')
  await expect(conflict).toContainText('Support email')
  await conflict.getByRole('button', { name: 'Keep both, mine on top' }).click()
  await expect(other.page.getByLabel('Support email')).toHaveValue('help@kumo.example')
  await expect(bar(other.page)).toContainText('1 change not saved: Support phone')
  await save(other.page).click()
  await expect(bar(other.page)).toContainText('Saved.')
  await one.page.reload()
  await expect(phone(one.page)).toHaveValue('+81 3 0000 0000')
  await expect(one.page.getByLabel('Support email')).toHaveValue('help@kumo.example')
})

test('whoever drops their own after a conflict sees what the other saved', { tag: '@proof' }, async ({
  browser,
}) => {
  const one = await pageOf(browser, 'owner@kumo.example')
  const other = await pageOf(browser, 'operator@example.com')
  for (const { page } of [one, other]) await open(page, 'kumo')
  await one.page.getByLabel('Support page').fill('https://kumo.example/help')
  await save(one.page).click()
  await expect(bar(one.page)).toContainText('Saved.')
  await phone(other.page).fill('+81 3 1111 1111')
  await save(other.page).click()
  await other.page.getByRole('button', { name: 'Take theirs, drop mine' }).click()
  await expect(other.page.getByLabel('Support page')).toHaveValue('https://kumo.example/help')
  await expect(phone(other.page)).not.toHaveValue('+81 3 1111 1111')
  await expect(bar(other.page)).toHaveCount(0)
})

test('an answer that is lost keeps what was typed, and saving again is no conflict with oneself', {
  tag: '@long',
}, async ({ browser }) => {
  const { page } = await pageOf(browser, 'owner@panaderia-sol.example')
  await open(page, 'panaderia-sol')
  await loseAnswers(page, 'panaderia-sol')
  await phone(page).fill('+34 600 000 002')
  await save(page).click()
  await expect(bar(page).getByRole('alert')).toContainText('it may be saved or not')
  await expect(phone(page)).toHaveValue('+34 600 000 002')
  await page.unroute('**/admin/panaderia-sol/settings')
  // The first was stored; something more was typed since.
  await page.getByLabel('Support page').fill('https://sol.example/ayuda')
  await save(page).click()
  await expect(bar(page)).toContainText('Saved.')
  await page.reload()
  await expect(phone(page)).toHaveValue('+34 600 000 002')
  await expect(page.getByLabel('Support page')).toHaveValue('https://sol.example/ayuda')
})

test('a request that never arrived is sent again, and two presses send one', { tag: '@proof' }, async ({
  browser,
}) => {
  const { page } = await pageOf(browser, 'owner@panaderia-sol.example')
  await open(page, 'panaderia-sol')
  await loseAnswers(page, 'panaderia-sol', true)
  await phone(page).fill('+34 600 000 003')
  await save(page).click()
  await expect(bar(page).getByRole('alert')).toContainText('it may be saved or not')
  await page.unroute('**/admin/panaderia-sol/settings')
  let posts = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') posts++
  })
  await save(page).dblclick()
  await expect(bar(page)).toContainText('Saved.')
  expect(posts).toBe(1)
})

test('a session that is over in between keeps what was typed: sign in in another tab, and save', {
  tag: '@long',
}, async ({ browser }) => {
  const { page } = await pageOf(browser, 'owner@northwind.example')
  await open(page, 'northwind')
  await phone(page).fill('+45 87 65 43 21')
  await page.context().clearCookies()
  await save(page).click()
  const alert = bar(page).getByRole('alert')
  await expect(alert).toContainText('Your session is over. What you typed is still here.')
  const opened = page.waitForEvent('popup')
  await alert.getByRole('link', { name: 'Sign in' }).click()
  const tab = await opened
  await tab.getByLabel('User name').fill('owner@northwind.example')
  await tab.getByLabel('Password').fill(CONSOLE_PASSWORD)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await tab.waitForURL(/\/admin\/overview$/)
  await tab.close()
  await expect(phone(page)).toHaveValue('+45 87 65 43 21')
  await save(page).click()
  await expect(bar(page)).toContainText('Saved.')
})

test('languages are put in an order by keyboard, and the pages’ menu follows it', { tag: '@proof' }, async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'owner@kumo.example')
  await open(page, 'kumo')
  await page.getByText('Order in the menu').click()
  const order = page.getByRole('list', { name: 'Order of languages' }).getByRole('listitem')
  const [first = '', second = ''] = await order.allTextContents()
  await order.nth(1).getByRole('button', { name: /up$/ }).focus()
  await page.keyboard.press('Enter')
  await expect(order.first()).toContainText(second.replace('Default', ''))
  // The focus goes along, so that the next press moves the same language.
  await expect(order.first().getByRole('button', { name: /up$/ })).toBeFocused()
  await order.first().getByRole('button', { name: /down$/ }).focus()
  await page.keyboard.press('Enter')
  await expect(order.nth(1).getByRole('button', { name: /down$/ })).toBeFocused()
  await expect(order.first()).toContainText(first.replace('Default', ''))
  await expect(bar(page)).toHaveCount(0)
  expect(trouble).toEqual([])
})

test('the pool’s password policy is copied into the fields where they differ', { tag: '@proof' }, async ({
  browser,
}) => {
  const { page } = await pageOf(browser, 'owner@northwind.example')
  await open(page, 'northwind')
  // The first look at the pool is taken behind the answer.
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('From the user pool, read')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const length = page.getByLabel('Minimum length')
  const own = await length.inputValue()
  await length.fill('99')
  await expect(page.getByText('The copy differs: Minimum length.')).toBeVisible()
  await page.getByRole('button', { name: 'Copy the pool’s rules' }).click()
  await expect(length).toHaveValue(own)
  await expect(bar(page)).toHaveCount(0)
})
