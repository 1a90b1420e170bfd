import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RangeServer, startRangeServer } from '../lib/passwords/test-ranges'
import { test as base, expect } from './fixtures'
import { NEW_PASSWORD, openSite } from './site'
import { choose, field, onPage, sees } from './steps'

// The promise: a password that is known from breaches is refused, on pages and at /cognito, where the deployment and
// the tenant both ask for it, and nowhere else; the code stays good, and a look-up that fails stops nobody.

const KNOWN = 'Summer-Holiday-7!'

/** The demo tenants, one of which asks for the look-up, the other for advice. */
function tenantFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-breached-'))
  for (const slug of ['northwind', 'kumo']) {
    const tenant = JSON.parse(readFileSync(`tenants/${slug}.json`, 'utf8'))
    const passwords = { refusesBreached: slug === 'northwind', givesAdvice: slug === 'kumo' }
    writeFileSync(join(folder, `${slug}.json`), JSON.stringify({ ...tenant, brand: {}, passwords }))
  }
  return folder
}

const test = base.extend<object, { ranges: RangeServer }>({
  ranges: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const ranges = await startRangeServer([KNOWN])
      await use(ranges)
      await ranges.close()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ ranges }, use) => {
      const site = await openSite({ REKEY_BREACHED_PASSWORDS: ranges.url, REKEY_TENANTS: tenantFiles() })
      await use(site)
      await site.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', {
    tag: javaScriptEnabled ? '@long' : [],
  }, () => {
    test.use({ javaScriptEnabled })

    test('a known password is refused in words, and the code of the link sets another one', async ({
      page,
      site,
    }) => {
      const person = site.person()
      await page.goto((await site.mail(person)).link)
      await choose(page, KNOWN)
      await onPage(page, 'reset')
      await sees(page, 'password-rejected')
      await expect(page.locator('[data-error]')).toContainText('data leak from another site')
      await expect(field(page, 'password')).toHaveAccessibleDescription(/data leak from another site/)
      await expect(field(page, 'password')).toHaveValue('')
      expect(site.confirmations(person.username)).toHaveLength(0)

      await choose(page)
      await onPage(page, 'done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'advice, with JavaScript' : 'advice, without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a password that is easy to guess is advised against once, and sent again it is taken', {
      tag: '@long',
    }, async ({ page, site }) => {
      const person = site.person('kumo')
      await page.goto((await site.mail(person)).link)
      await choose(page, 'Test-123456!')
      await sees(page, 'easy-to-guess')
      await expect(field(page, 'password')).toHaveAccessibleDescription(/1111/)
      expect(site.confirmations(person.username)).toHaveLength(0)

      await choose(page, 'Test-123456!')
      await onPage(page, 'done')
      expect(site.confirmations(person.username)).toHaveLength(1)
    })
  })
}

test('a tenant that does not ask for it takes the same password, and nothing is looked up', {
  tag: '@proof',
}, async ({ page, site, ranges }) => {
  const person = site.person('kumo')
  await page.goto((await site.mail(person)).link)
  const before = ranges.requests.length
  await choose(page, KNOWN)
  await onPage(page, 'done')
  expect(ranges.requests).toHaveLength(before)
})

test('a look-up that hangs stops nobody', { tag: '@proof' }, async ({ page, site, ranges }) => {
  const usual = ranges.answer
  ranges.answer = () => {}
  const person = site.person()
  await page.goto((await site.mail(person)).link)
  await choose(page, KNOWN)
  await onPage(page, 'done')
  ranges.answer = usual
})

test('an AWS client is refused in Cognito’s words, at the same tenant alone', async ({ site, ranges }) => {
  for (const slug of ['northwind', 'kumo'] as const) {
    const person = site.person(slug)
    const { code } = await site.mail(person)
    const answer = await fetch(`${site.portal.url}/${slug}/cognito`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.ConfirmForgotPassword',
      },
      body: JSON.stringify({
        ClientId: site.client(slug).id,
        Username: person.username,
        ConfirmationCode: code,
        Password: KNOWN,
      }),
    })
    const body = await answer.json()
    if (slug === 'kumo') expect({ status: answer.status, body }).toEqual({ status: 200, body: {} })
    else {
      expect(answer.status).toBe(400)
      expect(answer.headers.get('x-amzn-errortype')).toMatch(/^InvalidPasswordException/)
      expect(body).toMatchObject({
        __type: 'InvalidPasswordException',
        message: 'Provided password cannot be used for security reasons.',
      })
      expect(site.confirmations(person.username)).toHaveLength(0)
    }
  }
  expect(site.portal.output()).not.toContain(KNOWN)
  for (const { path } of ranges.requests) expect(path).toMatch(/^\/range\/[0-9A-F]{5}$/)
})
