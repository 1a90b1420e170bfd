import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Envelope } from '../lib/links/envelope'
import { expect, test } from './fixtures'
import { sealedLink } from './sealed-link'
import { OLD_PASSWORD, type Person, type Site, type Slug } from './site'
import { field, onPage, sees, send } from './steps'
import { tenantsWithSettings } from './tenants-with'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// The promise: a sign-up's link confirms by a press and by nothing else, for every browser, and every page tells the truth.

const secret = randomBytes(48)
const LOGIN = 'https://app.panaderia-sol.example/login'

/** The demo's tenants, one of which confirms no sign-ups here, and one whose app begins a sign-in by itself. */
const folder = tenantsWithSettings({
  kumo: { confirmsSignUps: false },
  'panaderia-sol': { loginInitiationUrl: LOGIN, sendsLoginHint: true },
})

test.use({ settings: { REKEY_SECRET: secret.toString('base64'), REKEY_TENANTS: folder } })

type SignedUp = { person: Person; code: string }

/** Somebody who signed up and has Cognito's code for it. */
async function signedUp(site: Site, slug: Slug = 'northwind'): Promise<SignedUp> {
  const person = site.person(slug, { status: 'UNCONFIRMED', emailVerified: false })
  await site.call(slug, 'ResendConfirmationCode', { Username: person.username }, person.username)
  return { person, code: site.emulator.inbox.latest({ to: person.email })?.code ?? '' }
}

async function linkOf({ person, code }: SignedUp, envelope: Partial<Envelope> = {}): Promise<string> {
  const query = await sealedLink(secret, person.slug, person.username, { kind: 'sign-up', ...envelope })
  return `/${person.slug}/link?${query.replace('246810', code)}`
}

const calls = (site: Site, operation: string, username: string) =>
  site
    .fromPortal()
    .filter(
      (each) => each.operation === operation && (each.body as { Username: string }).Username === username,
    )
const confirmations = (site: Site, { username }: Person) => calls(site, 'ConfirmSignUp', username)
const resent = (site: Site, { username }: Person) => calls(site, 'ResendConfirmationCode', username)

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const words = async (page: Page) => (await page.locator('main').textContent()) ?? ''

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('opening confirms nothing, pressing does, and the way leads on to the app', async ({
      site,
      page,
    }) => {
      const signUp = await signedUp(site)
      const { person } = signUp
      const link = await linkOf(signUp)
      await page.goto(link)
      await page.goto(link)
      await onPage(page, 'confirm')
      await expect(page.locator('input[name="username"]')).toHaveValue(person.username)
      expect(page.url()).not.toContain(signUp.code)
      expect(confirmations(site, person)).toHaveLength(0)
      expect(await site.signsIn(person, OLD_PASSWORD)).toBe(false)

      await page.getByRole('button', { name: 'Confirm the account' }).click()
      await onPage(page, 'done')
      await expect(page.getByRole('heading', { name: 'Account confirmed' })).toBeVisible()
      expect(await words(page)).not.toMatch(/password/i)
      expect(await site.signsIn(person, OLD_PASSWORD)).toBe(true)

      // The link once more: this browser knows what it did.
      await page.goto(link)
      await onPage(page, 'done')
      expect(confirmations(site, person)).toHaveLength(1)
      // A page for another purpose says nothing of it.
      await page.goto('/northwind/reset')
      expect(await words(page)).not.toContain('was changed here')
    })

    test('an expired link says so before anything is pressed, and one press brings a new mail', {
      tag: '@long',
    }, async ({ site, page }) => {
      const signUp = await signedUp(site)
      const { person } = signUp
      await page.goto(await linkOf(signUp, { issuedAt: hoursAgo(25) }))
      await onPage(page, 'link-problem')
      expect(await words(page)).toContain('24 hours')
      await send(page)
      await onPage(page, 'sent')
      expect(await words(page)).toContain('still has to be confirmed')
      const mail = await site.newestMail(person)
      expect(resent(site, person)).toHaveLength(1)
      await field(page, 'code').fill(mail.code)
      await send(page)
      await onPage(page, 'done')
      expect(confirmations(site, person)).toHaveLength(1)
    })

    test('in the language of the mail, from right to left, too', { tag: '@long' }, async ({ site, page }) => {
      const signUp = await signedUp(site, 'al-manar')
      await page.goto(await linkOf(signUp, { locale: 'ar' }))
      await onPage(page, 'confirm')
      await page.getByRole('button', { name: 'تأكيد الحساب' }).click()
      await onPage(page, 'done')
      await expect(page.getByRole('heading', { name: 'تم تأكيد الحساب' })).toBeVisible()
    })

    test('a refused code says what may be, and a new mail is one press away', { tag: '@long' }, async ({
      site,
      page,
    }) => {
      const { person, code } = await signedUp(site)
      await page.goto('/northwind/confirm')
      await field(page, 'username').fill(person.username)
      await field(page, 'code').fill(wrongCode(code))
      await send(page)
      await sees(page, 'code-rejected')
      expect(await words(page)).toContain('If your account is confirmed already, sign in.')
      await field(page, 'code').fill(code)
      await send(page)
      await onPage(page, 'done')
    })
  })
}

test.describe('without cookies', () => {
  for (const [slug, done] of [
    ['northwind', 'Account confirmed'],
    ['panaderia-sol', 'Cuenta confirmada'],
  ] as const) {
    test(`a link works to the end at ${slug}`, async ({ site }) => {
      const signUp = await signedUp(site, slug)
      const reader = new Visitor(site.portal.port, { keepsCookies: false })
      const locale = slug === 'northwind' ? 'en' : 'es'
      const shown = await reader.open(`${await linkOf(signUp, { locale })}&lang=${locale}`)
      expect([shown.status, shown.page]).toEqual([200, 'confirm'])
      const told = await reader.submit(shown, 'username', {})
      expect(told.page).toBe('done')
      if (slug === 'northwind') expect(told.words).toContain(done)
      expect(await site.signsIn(signUp.person, OLD_PASSWORD)).toBe(true)
      expect(reader.cookies.size).toBe(0)
    })
  }

  test('a refused link asks for a code, and the code that is typed then counts', async ({ site }) => {
    const signUp = await signedUp(site)
    const reader = new Visitor(site.portal.port, { keepsCookies: false })
    const stale = { ...signUp, code: wrongCode(signUp.code) }
    const refused = await reader.submit(await reader.open(await linkOf(stale)), 'username', {})
    expect([refused.page, refused.error]).toEqual(['confirm', 'code-rejected'])
    const told = await reader.submit(refused, 'code', { code: signUp.code })
    expect(told.page).toBe('done')
  })
})

test('confirmed, unknown, disabled and mistaken say the same', async ({ site }) => {
  const said = new Set<string>()
  const people = [
    site.person('northwind', { status: 'CONFIRMED' }),
    site.person('northwind', { enabled: false, status: 'UNCONFIRMED' }),
    { username: 'nobody-at-all@example.com' },
    (await signedUp(site)).person,
  ]
  for (const { username } of people) {
    const visitor = new Visitor(site.portal.port)
    const sight = await visitor.open('/northwind/confirm')
    const told = await visitor.submit(sight, 'code', { username, code: '000000' })
    expect(told.error).toBe('code-rejected')
    said.add(told.words.replaceAll(username, ''))

    const asking = await visitor.open('/northwind/confirm?ask=1')
    const sent = await visitor.submit(asking, 'username', { username })
    expect(sent.page).toBe('sent')
    said.add(sent.words.replaceAll(username, '').replace(/\d+ seconds?/g, ''))
  }
  expect(said.size).toBe(2)
})

test('an answer that is lost is not known, and the next press says when the code was used', async ({
  site,
}) => {
  const signUp = await signedUp(site)
  const { username } = signUp.person
  site.emulator.faults.add({ kind: 'drop-after-commit', operation: 'ConfirmSignUp', username, times: 1 })
  const visitor = new Visitor(site.portal.port)
  const link = await linkOf(signUp)
  const lost = await visitor.submit(await visitor.open(link), 'username', {})
  expect([lost.page, lost.words.includes('while your account was being confirmed')]).toEqual([
    'unknown',
    true,
  ])
  const again = await visitor.submit(await visitor.open(link), 'username', {})
  expect([again.page, again.words.includes('This code was used at')]).toEqual(['unknown', true])
  expect(await site.signsIn(signUp.person, OLD_PASSWORD)).toBe(true)
})

test.describe('no step can be skipped', () => {
  const ticketIn = (path: string) => new URL(path, 'http://x').searchParams.get('k') ?? ''

  /** A form of `/confirm` as it stands, with another proof in its place. */
  async function withProof(site: Site, own: SignedUp, ticket: string | null, code: string | null) {
    const visitor = new Visitor(site.portal.port, { keepsCookies: false })
    const sight = await visitor.open(await linkOf(own))
    return visitor.submit(sight, 'username', { ticket, ...(code !== null && { code }) })
  }

  test('without a proof, with another flow’s, another tenant’s or an old one, nothing is confirmed', async ({
    site,
  }) => {
    const own = await signedUp(site)
    const visitor = new Visitor(site.portal.port, { keepsCookies: false })
    const reset = await visitor.open((await site.mail(site.person())).path)
    const elsewhere = await visitor.open(await linkOf(await signedUp(site, 'al-manar')))
    const proofs = [null, '', ticketIn(reset.path), ticketIn(elsewhere.path)]
    expect(proofs.slice(2).every((proof) => proof !== '')).toBe(true)
    for (const proof of proofs) {
      const told = await withProof(site, own, proof, null)
      expect([told.page, told.error]).toEqual(['confirm', 'check'])
    }
    expect(confirmations(site, own.person)).toHaveLength(0)
  })

  test('one person’s link confirms nobody else', async ({ site }) => {
    const own = await signedUp(site)
    const other = await signedUp(site)
    const visitor = new Visitor(site.portal.port, { keepsCookies: false })
    const sight = await visitor.open(await linkOf(own))
    await visitor.submit(sight, 'username', { username: other.person.username })
    expect(confirmations(site, other.person)).toHaveLength(0)
    expect(await site.signsIn(other.person, OLD_PASSWORD)).toBe(false)
  })

  test('a sign-up’s proof sets no password', async ({ site }) => {
    const person = site.person()
    const visitor = new Visitor(site.portal.port, { keepsCookies: false })
    const reset = await visitor.open((await site.mail(person)).path)
    const ticket = ticketIn((await visitor.open(await linkOf(await signedUp(site)))).path)
    const told = await visitor.submit(reset, 'password', { ticket, password: 'Neue-Parole-42!' })
    expect([told.page, told.error]).toEqual(['reset', 'check'])
    expect(site.confirmations(person.username)).toHaveLength(0)
  })

  test('another tenant’s link, and an altered one, are told apart before anything is pressed', async ({
    site,
  }) => {
    const own = await signedUp(site)
    const visitor = new Visitor(site.portal.port)
    const link = await linkOf(own)
    const foreign = await visitor.open(link.replace('/northwind/', '/al-manar/'))
    expect([foreign.page, foreign.words.includes('Northwind')]).toEqual(['link-problem', true])
    const altered = await visitor.open(link.replace(/&c=/, 'A&c='))
    expect(altered.page).toBe('link-problem')
    expect(confirmations(site, own.person)).toHaveLength(0)
  })
})

test('a tenant that confirms no sign-ups here says so, whatever is sent', async ({ site }) => {
  const signUp = await signedUp(site, 'kumo')
  const visitor = new Visitor(site.portal.port)
  const shown = await visitor.open(await linkOf(signUp))
  expect([shown.page, /data-problem="switched-off"/.test(shown.html)]).toEqual(['link-problem', true])
  // The form of a tenant that does, sent to this one.
  const form = visitor.body(await visitor.open('/northwind/confirm'), 'code', {
    username: signUp.person.username,
    code: signUp.code,
  })
  expect((await visitor.post('/kumo/confirm', form)).page).toBe('link-problem')
  expect(confirmations(site, signUp.person)).toHaveLength(0)
  expect(await site.signsIn(signUp.person, OLD_PASSWORD)).toBe(false)
})

test('an app that begins a sign-in by itself is told of which pool, and of whom where it wants that', async ({
  site,
}) => {
  const signUp = await signedUp(site, 'panaderia-sol')
  const visitor = new Visitor(site.portal.port)
  const done = await visitor.submit(await visitor.open(await linkOf(signUp)), 'username', {})
  const [, href = ''] = new RegExp(`href="(${LOGIN}[^"]*)"`).exec(done.html) ?? []
  const { searchParams } = new URL(href.replaceAll('&amp;', '&'))
  expect(searchParams.get('iss')).toMatch(/^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/[\w-]+$/)
  expect(searchParams.get('login_hint')).toBe(signUp.person.username)
})
