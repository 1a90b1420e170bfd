import { test as base, expect } from '@playwright/test'
import { type TestWire, testWire } from '../lib/db/test-wire'
import { freePort } from '../scripts/free-port'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { NEW_PASSWORD, openSite, type Site } from './site'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// The promise: a code that worked is never called wrong because an instance could not look, or not in time.

const server = process.env.TEST_DATABASE_URL

type Pair = { site: Site; other: Portal; wire: TestWire }

const test = base.extend<object, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await copiedPostgres()
      const wire = await testWire(database.url)
      const site = await openSite({ DATABASE_URL: database.url })
      const other = await startPortal(await freePort(), {
        ...site.settings,
        REKEY_BASE_URL: site.portal.url,
        DATABASE_URL: wire.url,
      })
      await use({ site, other, wire })
      await other.stop()
      await site.close()
      wire.close()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')
test.afterEach(({ pair }) => {
  pair.wire.set('whole')
  pair.site.emulator.faults.clear()
})

/** Two people's browsers, one at each instance; what the second one needs of the tenant is in its memory. */
async function atEach({ site, other }: Pair): Promise<{ one: Visitor; two: Visitor }> {
  const host = `localhost:${site.portal.port}`
  const visitors = { one: new Visitor(site.portal.port), two: new Visitor(other.port, { host }) }
  const warm = site.person()
  const { code } = await site.mail(warm)
  const done = await visitors.two.choose('/northwind', {
    username: warm.username,
    code,
    password: NEW_PASSWORD,
  })
  expect(done.page).toBe('done')
  return { ...visitors, two: new Visitor(other.port, { host }) }
}

for (const state of ['late', 'cut', 'silent'] as const) {
  test(`P06: a code whose answer was lost at one instance is not called wrong at another whose database is ${state}`, {
    tag: state === 'silent' ? '@long' : '@proof',
  }, async ({ pair }) => {
    const { site, wire } = pair
    const { one, two } = await atEach(pair)
    const person = site.person()
    const { code } = await site.mail(person)
    const fields = { username: person.username, code, password: NEW_PASSWORD }
    site.emulator.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmForgotPassword', times: 1 })
    expect((await one.choose('/northwind', fields)).page).toBe('unknown')
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)

    const reset = await two.open('/northwind/reset')
    wire.set(state)
    const again = await two.submit(reset, 'password', { ...fields, password: 'Another-Password-1' })
    expect([again.page, again.error]).toEqual(['unknown', null])
    // The portal waits for a late database, which says when; from one that can't be asked it knows nothing.
    if (state === 'late') expect(again.html).toMatch(/<time dateTime="20/i)
    else expect(again.form('code').length).toBeGreaterThan(0)
    // Whether the limits allow the second try is not known while the database is silent, and until then nothing is sent.
    const reached = site.confirmations(person.username).length
    if (state === 'silent') expect(reached).toBeLessThanOrEqual(2)
    else expect(reached).toBe(2)
  })
}

test('a mistyped code that could not be looked up stands in its field, and is corrected there', {
  tag: '@long',
}, async ({ pair }) => {
  const { site, wire } = pair
  const { two } = await atEach(pair)
  const person = site.person()
  const { code } = await site.mail(person)
  const mistyped = wrongCode(code)
  const reset = await two.open('/northwind/reset')
  wire.set('cut')
  const fields = { username: person.username, code: mistyped, password: NEW_PASSWORD }
  const unknown = await two.submit(reset, 'password', fields)
  expect(unknown.page).toBe('unknown')
  const inputs = Object.fromEntries(unknown.form('code').map(({ name, value }) => [name, value]))
  expect(inputs).toMatchObject({ username: person.username, code: mistyped })
  wire.set('whole')
  const done = await two.submit(unknown, 'password', { code, password: NEW_PASSWORD })
  expect(done.page).toBe('done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('a form whose tenant could not be looked up in time stands there with what was typed, where scripts run', {
  tag: '@long',
}, async ({ pair, page }) => {
  const { site, other, wire } = pair
  const { username } = site.person('panaderia-sol')
  await page.route('**/panaderia-sol/forgot', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const url = `http://localhost:${other.port}/panaderia-sol/forgot`
    const headers = { ...route.request().headers(), host: new URL(site.portal.url).host }
    await route.fulfill({ response: await route.fetch({ url, headers }) })
  })
  await page.goto(`${site.portal.url}/panaderia-sol/forgot`)
  await page.locator('input[name="username"]').fill(username)
  wire.set('silent')
  const press = () => page.locator('button[type="submit"]').first().click()
  await press()
  await expect(page.locator('[data-error="unavailable"]')).toBeVisible()
  await expect(page.locator('input[name="username"]')).toHaveValue(username)
  expect(site.asked(username)).toBe(0)
  wire.set('whole')
  await press()
  await expect(page.locator('main')).toHaveAttribute('data-page', 'sent')
})
