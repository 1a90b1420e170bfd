import { pageBytes } from '../bench/bytes'
import { CHALLENGE_MS } from '../lib/bot-check/lasting'
import { expect, test } from './fixtures'
import { formOf, sendForm } from './plain-form'
import type { Site } from './site'
import { ask, field, onPage, send } from './steps'
import { tenantsWithSettings } from './tenants-with'

/** A page that has browsers solve a challenge before a mail is asked for. */

const folder = tenantsWithSettings({ northwind: { botCheck: 'on' } })
const LATER_MS = CHALLENGE_MS + 60_000
test.use({
  settings: {
    REKEY_TENANTS: folder,
    REKEY_LIMITS_FACTOR: '1',
    NODE_OPTIONS: '--require ./e2e/disruptions/jumping-clock.cjs',
    TEST_CLOCK_JUMPS: `${LATER_MS},0`,
  },
})

const SOLVER = /<script[^>]* src="([^"]*\/assets\/[0-9a-f]{64})"[^>]* data-challenge="/

test('a keyboard is enough: the browser solves by itself', async ({ page, site }) => {
  const asked = page.waitForRequest((request) => request.method() === 'POST')
  const person = site.person('northwind')
  await page.goto('/northwind/forgot')
  await page.locator('[name="username"]').focus()
  await page.keyboard.type(person.username)
  await page.keyboard.press('Enter')
  expect((await asked).postData()).toMatch(/name="(?:_\d+_)?altcha"/)
  await onPage(page, 'sent')
  expect(site.emulator.requests.count({ operation: 'ForgotPassword', username: person.username })).toBe(1)
})

test('asked again from the next page, it is solved again', async ({ page, site }) => {
  await ask(page, 'northwind', site.person('northwind').username)
  await onPage(page, 'sent')
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  // It says that it waits, and takes a press all the same.
  await page.locator('form.resend button').press('Enter')
  expect((await answer).request().postData()).toMatch(/name="(?:_\d+_)?altcha"/)
  await onPage(page, 'sent')
})

async function jumpTo({ portal }: Site, off: number): Promise<void> {
  process.kill(portal.pid, 'SIGUSR2')
  await expect.poll(portal.output).toContain(`clock off by ${off}\n`)
}

test('a challenge that has expired when it is sent is solved anew, and sent by itself', async ({
  page,
  site,
}) => {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.postData() ?? '')
  })
  const person = site.person('northwind')
  await page.goto('/northwind/forgot')
  const given = page.waitForResponse('**/northwind/challenge')
  await field(page, 'username').fill(person.username)
  await given
  // The browser’s own clock goes on as before, so that it sends what the portal doesn’t take any more.
  await jumpTo(site, LATER_MS)
  await send(page)
  await onPage(page, 'sent')
  await jumpTo(site, 0)
  expect(posts).toHaveLength(2)
  expect(site.emulator.requests.count({ operation: 'ForgotPassword', username: person.username })).toBe(1)
})

test('without scripts a few can ask, the page says so, and then how long to wait; the name stays', async ({
  site,
}) => {
  const { port } = site.portal
  const fields = await formOf(port, '/northwind/forgot')
  const answers = []
  for (let time = 0; time < 11; time++) {
    const { username } = site.person('northwind')
    answers.push(await sendForm(port, '/northwind/forgot', [...fields, ['username', username]]))
  }
  const last = answers.at(-1)
  expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0)
  expect(last?.body).toContain('data-error="bot-check-wait"')
  expect(last?.body).toMatch(/<noscript><p class="note">We are guarding against automated requests\./)
  expect(last?.body).toContain('value="')
})

test('where the check is off, a page carries none of it', async ({ site }) => {
  const seen = async (slug: string) => {
    const url = `${site.portal.url}/${slug}/forgot`
    const html = await (await fetch(url)).text()
    return { html, scripts: (await pageBytes({ url, headers: {} })).scripts.map(({ file }) => file).sort() }
  }
  const [checked, plain] = await Promise.all([seen('northwind'), seen('al-manar')])
  expect(checked.scripts).toEqual(plain.scripts)
  const solver = SOLVER.exec(checked.html)?.[1] ?? ''
  expect(plain.html).not.toMatch(SOLVER)
  expect(plain.html).not.toContain('<noscript>')
  const file = await fetch(site.portal.url + solver)
  expect(file.headers.get('cache-control')).toContain('immutable')
  // Before compression.
  expect((await file.text()).length).toBeLessThan(6_000)
  expect((await fetch(`${site.portal.url}/al-manar/challenge`)).status).toBe(404)
})
