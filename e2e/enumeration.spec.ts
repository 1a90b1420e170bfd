import { DEMO_CREDENTIALS } from '../scripts/demo-credentials'
import { comparable, withoutSealed } from './comparable'
import { expect, test } from './fixtures'
import { NEW_PASSWORD, type Site } from './site'
import { MULTIPART, Visitor } from './visitor'

// With all that the mail to people who can't reset needs: it must show in no answer.
test.use({ settings: { ...DEMO_CREDENTIALS, REKEY_MAIL_FROM: 'no-reply@northwind.example' } })

// Names of one length, so that even the number of bytes must be the same.
const classes = {
  existing: {},
  disabled: { enabled: false },
  'not signed in yet': { status: 'FORCE_CHANGE_PASSWORD' },
  unconfirmed: { status: 'UNCONFIRMED' },
  'without a verified contact': { emailVerified: false },
  'of another identity provider': { status: 'EXTERNAL_PROVIDER' },
  unknown: null,
} as const

let count = 0

function nameOf(site: Site, seed: (typeof classes)[keyof typeof classes]): string {
  const username = `someone-${String(++count).padStart(4, '0')}@example.com`
  if (seed !== null) site.person('northwind', { username, email: username, ...seed })
  return username
}

/** How the portal answers somebody of each class, one after the other and each from the start. */
async function answersOf(
  site: Site,
  walk: (visitor: Visitor, username: string) => Promise<unknown[]>,
): Promise<Record<string, unknown[]>> {
  const entries = await Promise.all(
    Object.entries(classes).map(async ([name, seed]) => {
      const username = nameOf(site, seed)
      return [name, await walk(new Visitor(site.portal.port), username)] as const
    }),
  )
  return Object.fromEntries(entries)
}

function expectAllAlike(answers: Record<string, unknown[]>): void {
  const { existing, ...others } = answers
  for (const [name, answer] of Object.entries(others)) expect(answer, name).toEqual(existing)
}

test('asking for a mail is answered alike for every account and for none, and so is asking again', async ({
  site,
}) => {
  const answers = await answersOf(site, async (visitor, username) => {
    const seen: unknown[] = []
    for (let time = 0; time < 2; time++) {
      const forgot = await visitor.open('/northwind/forgot')
      const redirect = await visitor.request(
        forgot.path,
        'POST',
        visitor.body(forgot, 'username', { username }),
        { origin: 'null', 'sec-fetch-site': 'same-origin', 'content-type': MULTIPART },
      )
      seen.push(comparable(visitor, username, redirect.body))
      const sent = await visitor.open('/northwind/sent')
      expect(sent.page).toBe('sent')
      seen.push(comparable(visitor, username, sent.html))
    }
    return seen
  })
  expectAllAlike(answers)
})

test('who can’t reset learns it from a mail that comes after the answer, with and without script', async ({
  page,
  site,
}) => {
  const invited = nameOf(site, classes['not signed in yet'])
  const scripted = site.emulator.inbox.next({ to: invited })
  await page.goto('/northwind/forgot')
  await page.locator('input[name="username"]').fill(invited)
  await page.locator('main form button[type="submit"]').click()
  await page.waitForURL('**/sent')
  expect((await scripted).text).toContain('Use the temporary password from your invitation.')

  const external = nameOf(site, classes['of another identity provider'])
  const plain = site.emulator.inbox.next({ to: external })
  const visitor = new Visitor(site.portal.port)
  const forgot = await visitor.open('/northwind/forgot')
  await visitor.request(forgot.path, 'POST', visitor.body(forgot, 'username', { username: external }), {
    origin: 'null',
    'sec-fetch-site': 'same-origin',
    'content-type': MULTIPART,
  })
  expect((await plain).text).toContain('Reset your password there')
  expect(site.emulator.inbox.all({ to: invited })).toHaveLength(1)
  expect(site.emulator.inbox.all({ to: external })).toHaveLength(1)
})

test('a code that does not fit is answered alike for every account and for none', async ({ site }) => {
  const answers = await answersOf(site, async (visitor, username) => {
    const answer = await visitor.choose('/northwind', { username, code: '000000', password: NEW_PASSWORD })
    expect(answer.error).toBe('code-rejected')
    return [comparable(visitor, username, answer.html)]
  })
  expectAllAlike(answers)
})

test('the link’s page knows nothing of the account that it is for', async ({ site }) => {
  // The pool's password policy may be read behind the first answer, whoever it is for.
  const asked = () => site.fromPortal().filter(({ operation }) => operation !== 'DescribeUserPool').length
  const before = asked()
  const answers = await answersOf(site, async (visitor, username) => {
    const reset = await visitor.open(`/northwind/link?u=${encodeURIComponent(username)}&c=123456`)
    return [comparable(visitor, username, reset.html)]
  })
  expectAllAlike(answers)
  expect(asked()).toBe(before)
})

test('a form sent by script is answered alike too', { tag: '@long' }, async ({ page, site }) => {
  const bodies: string[] = []
  for (const seed of [classes.existing, classes.unknown]) {
    const username = nameOf(site, seed)
    await page.goto('/northwind/forgot')
    // Read on its way: what a page that was left had been answered is gone.
    await page.route('**/forgot', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      const response = await route.fetch()
      expect(response.status()).toBe(200)
      const body = await response.text()
      bodies.push(withoutSealed(body.replaceAll(username, 'NAME')).replace(/"serial":\d+/g, 'SERIAL'))
      return route.fulfill({ response, body })
    })
    await page.locator('input[name="username"]').fill(username)
    await page.locator('main form button[type="submit"]').click()
    await page.waitForURL('**/sent')
    await page.unrouteAll()
  }
  expect(bodies[1]).toBe(bodies[0])
})
