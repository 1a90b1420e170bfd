import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { type ActivitySite, JANE, openActivitySite, refusal, resets, rows } from './activity-site'
import { sessionCookie, signIn } from './console-site'

// The promise: whoever may see an entry of the audit log finds it in the console, in words, and nobody else does.

test.describe.configure({ mode: 'default', timeout: 90_000 })

let site: ActivitySite
test.beforeAll(async () => {
  test.setTimeout(120_000)
  site = await openActivitySite()
})
test.afterAll(() => site?.close())

test('a support code that somebody reads out leads to what happened, in words, by keyboard', async ({
  browser,
}) => {
  const { page, trouble } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page)
  const code = (await rows(page).filter({ hasText: refusal }).locator('td').last().textContent()) ?? ''
  await page.getByLabel('Support code, network or request ID').fill(code.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
  await expect(rows(page)).toHaveCount(1)
  await rows(page).getByRole('link').first().press('Enter')
  await expect(page).toHaveURL(/\/admin\/activity\/\d+$/)
  const main = page.locator('main')
  await expect(main).toContainText(refusal)
  await expect(main).toContainText('A new email brings a new one.')
  await expect(main).toContainText(code)
  await expect(main).toContainText('An AWS client')
  await expect(main.locator('dd time')).toContainText(/\d:\d\d:\d\d [ap]m UTC/)
  await expect(main).not.toContainText(JANE)
  await expect(main.locator('dt', { hasText: 'Trace' }).locator('+ dd')).toHaveText(/^[0-9a-f]{32}$/)
  // The brand that was shown is the one that History names.
  const brand = main.getByRole('link', { name: /^[0-9a-f]{16}$/ })
  await expect(brand).toHaveAttribute('href', /^\/admin\/northwind\/history#revision-[0-9a-f]{64}$/)
  await expect(main.getByRole('listitem')).toHaveText([/Asked for an email/, /Chose a password/])

  // All that Cognito said of it is found by its request id, too.
  const request = await main.locator('dt', { hasText: 'request ID' }).locator('+ dd').textContent()
  await site.open(page, `?view=entries&q=${request}`)
  await expect(rows(page)).toHaveCount(1)
  expect(trouble).toEqual([])
})

test('one person’s way is one row, which unfolds into what happened and what Cognito said', async ({
  browser,
}) => {
  const { page, trouble } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page, '')
  await expect(resets(page)).toHaveCount(1)
  const reset = resets(page).first()
  await expect(reset).toContainText(refusal)
  await expect(reset).toContainText('1 email asked for, 1 try')
  const steps = reset.getByRole('listitem')
  await expect(steps.first()).toBeHidden()
  await reset.locator('summary').press('Enter')
  await expect(steps).toHaveText([
    /Asked for an email.*Sent/,
    /Chose a password.*Cognito: \w+Exception, request [\w-]{36}/,
  ])
  await reset.getByRole('link', { name: /^user / }).click()
  await expect(page).toHaveURL(/person=[\w-]{22}$/)
  await expect(resets(page)).toHaveCount(1)
  // Whichever step is looked for, the whole is shown.
  await site.open(page, '?outcome=sent')
  await expect(resets(page)).toContainText(refusal)
  expect(trouble).toEqual([])
})

test('without scripts the list is narrowed by outcome, time, network and tenant', { tag: '@long' }, async ({
  browser,
}) => {
  const { page } = await site.pageOf(browser, 'operator@example.com', { javaScriptEnabled: false })
  await site.open(page)
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

  await page.getByLabel('Support code, network or request ID').fill('127.0.0.1')
  await page.locator('form[method=get]').getByLabel('Tenant').selectOption('kumo')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: /Look for 127\.0\.0\.0\/24/ }).click()
  await expect(rows(page)).toHaveCount(2)
  await site.open(page, `?view=entries&q=${encodeURIComponent('jane@example.com')}`)
  await expect(page.getByText('This can’t be searched for')).toBeVisible()
  await page.getByRole('link', { name: 'Console' }).click()
  await expect(page.locator('tbody')).toContainText('Signed in')
  await expect(page.locator('tbody')).not.toContainText('Asked for an email')
})

test('another tenant’s people find nothing of it, whatever address they open', { tag: '@long' }, async ({
  browser,
}) => {
  const { page } = await site.pageOf(browser, 'viewer@northwind.example')
  await site.open(page)
  const href = await rows(page).first().getByRole('link').first().getAttribute('href')
  const entry = href?.replace('/admin/activity', '') ?? ''
  const stranger = 'owner@kumo.example'
  for (const path of [entry, '/99999999', '/x'])
    expect([path, (await site.get(path, stranger)).status]).toEqual([path, 404])
  for (const query of ['', '&tenant=northwind', '&q=127.0.0.1', '&outcome=code-rejected'])
    expect((await site.get(`?view=entries${query}`, stranger)).text).not.toContain('<tbody')
  expect((await site.get(entry, null)).status).toBe(307)
  expect((await site.get(entry, 'operator@example.com')).status).toBe(200)
})

test('fits every width, has nothing that a machine can fault, and opens for whoever signs in', {
  tag: '@proof',
}, async ({ browser }) => {
  for (const width of [1440, 768, 390, 320]) {
    const { page, trouble } = await site.pageOf(browser, 'operator@example.com', { width })
    await site.open(page)
    const address = await rows(page).first().getByRole('link').first().getAttribute('href')
    for (const path of [
      '',
      '?view=entries&outcome=sent&range=between',
      '?view=console',
      address?.replace('/admin/activity', '') ?? '',
    ]) {
      await site.open(page, path)
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
