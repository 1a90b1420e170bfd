import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { Client } from 'pg'
import { type ConsoleSite, openConsoleSite, sessionCookie, signIn } from './console-site'
import { copiedDatabase, type PreparedDatabase } from './prepared-database'
import { settled } from './settled'

// The promise: whoever may see an entry of the audit log finds it in the console, in words, and nobody else does.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const JANE = 'jane.of.the.activity@example.com'
const northwind = '1northwindexample23456789'

let site: ConsoleSite
let database: PreparedDatabase
test.beforeAll(async () => {
  test.setTimeout(120_000)
  database = await copiedDatabase('demo')
  site = await openConsoleSite({ settings: { ...database.settings, REKEY_LIMITS_FACTOR: '20' } })
  await call('ForgotPassword', {})
  await settled(site.portal.port)
  await call('ConfirmForgotPassword', { ConfirmationCode: '000000', Password: 'Correct-Horse-9-Battery' })
})
test.afterAll(async () => {
  await site?.close()
  await database?.drop()
})

/** Asks or tries as somebody at Northwind does, by the AWS endpoint: no browser is needed for it. */
async function call(operation: string, more: Record<string, string>): Promise<void> {
  await fetch(`${site.portal.url}/northwind/cognito`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: northwind, Username: JANE, ...more }),
  })
}

type Look = { width?: number; javaScriptEnabled?: boolean }

async function pageOf(
  browser: Browser,
  who: string,
  { width = 1440, javaScriptEnabled = true }: Look = {},
): Promise<{ page: Page; trouble: string[] }> {
  const [name = '', value = ''] = (await sessionCookie(site, who)).split('=')
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  await context.addCookies([{ name, value, url: site.portal.url }])
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  return { page, trouble }
}

const open = (page: Page, path = '?view=entries') => page.goto(`${site.portal.url}/admin/activity${path}`)
const rows = (page: Page) => page.locator('tbody tr')
const resets = (page: Page) => page.getByRole('list', { name: 'Resets' }).locator('> li')
const refusal = 'Code refused: too old, used or mistyped'

test('a support code that somebody reads out leads to what happened, in words, by keyboard', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'viewer@northwind.example')
  await open(page)
  const code = (await rows(page).filter({ hasText: refusal }).locator('td').last().textContent()) ?? ''
  await page.getByLabel('Support code, network or request id').fill(code.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
  await expect(rows(page)).toHaveCount(1)
  await rows(page).getByRole('link').first().press('Enter')
  await expect(page).toHaveURL(/\/admin\/activity\/\d+$/)
  const main = page.locator('main')
  await expect(main).toContainText(refusal)
  await expect(main).toContainText('A new mail brings a new one.')
  await expect(main).toContainText(code)
  await expect(main).toContainText('An AWS client')
  await expect(main.locator('time')).toContainText(/\d\d:\d\d:\d\d UTC/)
  await expect(main).not.toContainText(JANE)

  // All that Cognito said of it is found by its request id, too.
  const request = await main.locator('dt', { hasText: 'request id' }).locator('+ dd').textContent()
  await open(page, `?view=entries&q=${request}`)
  await expect(rows(page)).toHaveCount(1)
  expect(trouble).toEqual([])
})

test('one person’s way is one row, which unfolds into what happened and what Cognito said', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'viewer@northwind.example')
  await open(page, '')
  await expect(resets(page)).toHaveCount(1)
  const reset = resets(page).first()
  await expect(reset).toContainText(refusal)
  await expect(reset).toContainText('1 mail asked for, 1 try')
  const steps = reset.getByRole('listitem')
  await expect(steps.first()).toBeHidden()
  await reset.locator('summary').press('Enter')
  await expect(steps).toHaveText([
    /Asked for a mail.*Sent/,
    /Chose a password.*Cognito: \w+Exception, request [\w-]{36}/,
  ])
  await reset.getByRole('link', { name: /^user / }).click()
  await expect(page).toHaveURL(/person=[\w-]{22}$/)
  await expect(resets(page)).toHaveCount(1)
  // Whichever step is looked for, the whole is shown.
  await open(page, '?outcome=sent')
  await expect(resets(page)).toContainText(refusal)
  expect(trouble).toEqual([])
})

test('without scripts the list is narrowed by outcome, time, network and tenant', async ({ browser }) => {
  const { page } = await pageOf(browser, 'operator@example.com', { javaScriptEnabled: false })
  await open(page)
  await expect(rows(page)).toHaveCount(2)
  await page.getByText('Outcomes: all').click()
  await page.getByText(refusal, { exact: true }).first().click()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/outcome=code-rejected/)
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('checkbox', { name: refusal })).toBeChecked()

  await page.getByLabel('Time').selectOption('between')
  await page.getByLabel('To (UTC)').fill('2020-01-01T00:00')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(rows(page)).toHaveCount(2)

  await page.getByLabel('Support code, network or request id').fill('127.0.0.1')
  await page.locator('form[method=get]').getByLabel('Tenant').selectOption('kumo')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: /Look for 127\.0\.0\.0\/24/ }).click()
  await expect(rows(page)).toHaveCount(2)
  await open(page, `?view=entries&q=${encodeURIComponent('jane@example.com')}`)
  await expect(page.getByText('This can’t be searched for')).toBeVisible()
  await page.getByRole('link', { name: 'Console' }).click()
  await expect(page.locator('tbody')).toContainText('Signed in')
  await expect(page.locator('tbody')).not.toContainText('Asked for a mail')
})

test('an owner finds a person by name, which stays in no address, log or page', async ({ browser }) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await pageOf(browser, 'owner@northwind.example', { javaScriptEnabled })
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await open(page)
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill(` ${JANE.toUpperCase()} `)
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page).toHaveURL(/\?tenant=northwind&person=[\w-]{22}$/)
    await expect(resets(page)).toHaveCount(1)
    await expect(page.getByText('Only one person')).toBeVisible()
    await page.getByRole('link', { name: 'Show everybody' }).click()
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill('nobody.of.the.activity@example.com')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.getByText('Find a person by user name').click()
    await page.getByLabel('User name, address or number').fill('no body')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'can have such a user name' })).toBeVisible()
    expect(decodeURIComponent(addresses.join(' ')).toLowerCase()).not.toMatch(/of\.the\.activity|no.body/)
    await page.getByRole('link', { name: 'Console' }).click()
    await expect(page.locator('tbody')).toContainText('Searched for a person')
    await expect(page.locator('main')).not.toContainText('of.the.activity')
  }
  expect(site.portal.output()).not.toContain('of.the.activity')
})

test('nobody finds a person of a tenant at which they are no owner, or by a form of another site', async () => {
  const find = async (who: string | null, tenant = 'northwind', origin = site.portal.url) =>
    (
      await fetch(`${site.portal.url}/admin/activity/person`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: origin, ...(who && { Cookie: await sessionCookie(site, who) }) },
        body: new URLSearchParams({ tenant, username: JANE }),
      })
    ).headers.get('location')
  for (const who of ['viewer@northwind.example', 'editor@northwind.example', 'owner@kumo.example'])
    expect([who, await find(who)]).toEqual([who, null])
  expect(await find('owner@northwind.example', 'northwind', 'https://evil.example')).toBeNull()
  expect(await find('operator@example.com', 'nowhere')).toBeNull()
  expect(await find(null)).toBe('/admin/sign-in?to=/admin/activity')
  const own = await find('owner@northwind.example')
  expect(own).toMatch(/person=[\w-]{22}$/)
  // The same name at another tenant is another tag, which says nothing at this one.
  const other = await find('operator@example.com', 'kumo')
  expect(other).toMatch(/person=[\w-]{22}$/)
  expect(new URL(`http://x${other}`).searchParams.get('person')).not.toBe(
    new URL(`http://x${own}`).searchParams.get('person'),
  )
})

test('a file has exactly what the list of the same address has, for the same people', async ({ browser }) => {
  const { page } = await pageOf(browser, 'viewer@northwind.example')
  await open(page, '?outcome=code-rejected')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await waiting).suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/)
  const get = async (query: string, who: string | null) => {
    const headers = who === null ? {} : { Cookie: await sessionCookie(site, who) }
    const answer = await fetch(`${site.portal.url}/admin/activity/export${query}`, { headers })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const csv = await get('?outcome=code-rejected&format=csv', 'viewer@northwind.example')
  expect(csv.type).toMatch(/^text\/csv/)
  expect(csv.text.split('\r\n')).toEqual([
    expect.stringMatching(/^id,at,tenant,/),
    expect.stringContaining('northwind,confirm.refused,code-rejected,'),
    '',
  ])
  const json = await get('?format=json', 'operator@example.com')
  const events = json.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  expect(events).toEqual(['confirm.refused', 'forgot.requested'])
  expect(json.text).not.toContain(JANE)
  expect((await get('?format=json', 'owner@kumo.example')).text).toBe('')
  expect((await get('?format=json&tenant=northwind', 'owner@kumo.example')).text).toBe('')
  expect((await get('?format=json', null)).status).toBe(401)
  await open(page, '?view=console')
  await expect(page.locator('tbody')).not.toContainText('Exported activity')
  const operator = await pageOf(browser, 'operator@example.com')
  await open(operator.page, '?view=console')
  await expect(operator.page.locator('tbody')).toContainText('Exported activity')
})

test('another tenant’s people find nothing of it, whatever address they open', async ({ browser }) => {
  const { page } = await pageOf(browser, 'viewer@northwind.example')
  await open(page)
  const address = await rows(page).first().getByRole('link').first().getAttribute('href')
  const foreign = { Cookie: await sessionCookie(site, 'owner@kumo.example') }
  const get = async (path: string, headers = {}) => {
    const answer = await fetch(`${site.portal.url}${path}`, { headers, redirect: 'manual' })
    return { status: answer.status, text: await answer.text() }
  }
  expect((await get(`${address}`, foreign)).status).toBe(404)
  expect((await get('/admin/activity/99999999', foreign)).status).toBe(404)
  expect((await get('/admin/activity/x', foreign)).status).toBe(404)
  expect((await get(`${address}`)).status).toBe(307)
  for (const query of [
    '?view=entries',
    '?view=entries&tenant=northwind',
    '?view=entries&q=127.0.0.1',
    '?view=entries&outcome=code-rejected',
  ])
    expect((await get(`/admin/activity${query}`, foreign)).text).not.toContain('<tbody')
  expect(
    (await get(`${address}`, { Cookie: await sessionCookie(site, 'operator@example.com') })).status,
  ).toBe(200)
})

test('a log that does not answer holds up only its own part of the page', async ({ browser }) => {
  const { DATABASE_URL } = database.settings
  test.skip(DATABASE_URL === '', 'PGlite has one connection: nothing can hold it up')
  const { page } = await pageOf(browser, 'viewer@northwind.example')
  await open(page)
  const other = new Client({ connectionString: DATABASE_URL })
  await other.connect()
  try {
    await other.query('begin; lock table audit in access exclusive mode')
    await page.goto(`${site.portal.url}/admin/activity?view=entries`, { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
    await expect(page.getByText('Reading the log…')).toBeVisible()
    // The database gives up on a statement after five seconds.
    await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible({
      timeout: 20_000,
    })
    await other.query('rollback')
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(rows(page)).toHaveCount(2)

    await other.query('begin; lock table audit in access exclusive mode')
    await page.goto(`${site.portal.url}/admin/activity?view=entries`, { waitUntil: 'commit' })
    await expect(page.getByText('Reading the log…')).toBeVisible()
    await other.query('rollback')
    await expect(rows(page)).toHaveCount(2)
  } finally {
    await other.end()
  }
})

test('a list that is followed shows what is new by itself, says so, and can be paused', async ({
  browser,
}) => {
  const { page, trouble } = await pageOf(browser, 'viewer@northwind.example')
  await open(page)
  const before = await rows(page).count()
  await page.getByRole('button', { name: 'Follow' }).press('Enter')
  const said = page.getByRole('status').filter({ hasText: /Following|New entries/ })
  await expect(said).toContainText('Following')
  const reads = page.waitForResponse(/activity\/newest/)
  await reads
  await call('ConfirmForgotPassword', { ConfirmationCode: '111111', Password: 'Correct-Horse-9-Battery' })
  await expect(said).toContainText(/New entries at \d\d:\d\d:\d\d UTC/)
  await expect(rows(page)).toHaveCount(before + 1)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused.')).toBeVisible()
  expect(trouble).toEqual([])
  const foreign = await fetch(`${site.portal.url}/admin/activity/newest?tenant=northwind`, {
    headers: { Cookie: await sessionCookie(site, 'owner@kumo.example') },
  })
  expect(await foreign.json()).toEqual({ newest: null })
  expect((await fetch(`${site.portal.url}/admin/activity/newest`)).status).toBe(401)
})

test('fits every width, has nothing that a machine can fault, and opens for whoever signs in', async ({
  browser,
}) => {
  for (const width of [1440, 768, 390, 320]) {
    const { page, trouble } = await pageOf(browser, 'operator@example.com', { width })
    await open(page)
    const address = await rows(page).first().getByRole('link').first().getAttribute('href')
    for (const path of [
      '?outcome=sent&range=between',
      '?view=console',
      address?.replace('/admin/activity', '') ?? '',
    ]) {
      await open(page, path)
      const shown = await page.evaluate(() => document.documentElement.scrollWidth)
      expect.soft(shown, `${path} at ${width}`).toBeLessThanOrEqual(width)
      if (width === 768 || width === 320) continue
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          `${path} at ${width}`,
        )
        .toEqual([])
    }
    expect(trouble).toEqual([])
  }
  const page = await browser.newPage()
  await signIn(page, site, 'viewer@kumo.example')
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByText('Nothing here yet')).toBeVisible()
})
