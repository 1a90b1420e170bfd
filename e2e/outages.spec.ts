import { isSuperuser, type TestPostgres } from '../lib/db/test-postgres'
import { type TestWire, testWire } from '../lib/db/test-wire'
import { expect, test as here } from './fixtures'
import { formOf, sendForm } from './plain-form'
import { copiedPostgres } from './prepared-database'
import { NEW_PASSWORD, openSite, type Site, type Slug } from './site'
import { Visitor } from './visitor'

// The promise: pages say at once what is away, and use it again without a restart when it is back.

const server = process.env.TEST_DATABASE_URL

// These tests are about which region is away, not about whether that is known in time for the page.
here.use({ settings: { REKEY_ANSWER_TIME_FACTOR: '3' } })

here.describe('a region of Cognito', () => {
  const slugs: readonly Slug[] = ['northwind', 'kumo', 'panaderia-sol']
  const visitor = (site: Site) => new Visitor(site.portal.port)

  here.afterEach(({ site }) => site.emulator.faults.clear())

  here(
    'J9: that refuses connections is unavailable at once, is ready, and comes back by itself',
    { tag: '@long' },
    async ({ site }) => {
      const person = site.person('northwind')
      const elsewhere = site.person('kumo')
      const { code } = await site.mail(person)
      await site.emulator.goDark()
      for (let times = 0; times < 2; times++)
        expect((await visitor(site).ask('/northwind', site.person('northwind').username)).error).toBe(
          'unavailable',
        )
      await site.emulator.comeBack()

      // The breaker knows nothing yet of the return: a confirmation is not sent to find out.
      const fields = { username: person.username, code, password: NEW_PASSWORD }
      const answer = await visitor(site).choose('/northwind', fields)
      expect(answer.error).toBe('unavailable')
      expect(site.confirmations(person.username)).toHaveLength(0)
      const ready = await fetch(`${site.portal.url}/api/health/ready`)
      expect(ready.status).toBe(200)
      // Another region has a breaker of its own.
      expect((await visitor(site).ask('/kumo', elsewhere.username)).page).toBe('sent')
      expect(site.asked(elsewhere.username)).toBe(1)

      // A page says “sent” also of an ask whose end is not known by then, so the log tells that the region is back.
      const askAndReadLog = async () => {
        await visitor(site).ask('/northwind', site.person('northwind').username)
        return site.portal.output()
      }
      await expect
        .poll(askAndReadLog, { timeout: 20_000 })
        .toMatch(/cognito\.region_away[\s\S]*cognito\.region_back/)
      expect((await visitor(site).ask('/northwind', site.person('northwind').username)).page).toBe('sent')
      expect((await visitor(site).choose('/northwind', fields)).page).toBe('done')
    },
  )

  here(
    'J9: one pool’s lost answers and a mail function’s errors open nothing',
    { tag: '@long' },
    async ({ site }) => {
      const { id } = site.client('northwind')
      site.emulator.faults.add({ kind: 'drop-before', operation: 'ForgotPassword', clientId: id })
      for (const slug of slugs.slice(1)) {
        site.emulator.faults.add({
          kind: 'error',
          name: 'UnexpectedLambdaException',
          status: 500,
          operation: 'ForgotPassword',
          clientId: site.client(slug).id,
        })
      }
      for (let times = 0; times < 3; times++)
        for (const slug of slugs) await visitor(site).ask(`/${slug}`, site.person(slug).username)
      site.emulator.faults.clear()
      const person = site.person('northwind')
      const { code } = await site.mail(person)
      const fields = { username: person.username, code, password: NEW_PASSWORD }
      expect((await visitor(site).choose('/northwind', fields)).page).toBe('done')
    },
  )
})

here.describe('a database', () => {
  here.skip(!server, 'TEST_DATABASE_URL is not set: there is no PostgreSQL server to take away.')

  let database: TestPostgres
  let wire: TestWire
  let site: Site
  here.beforeAll(async () => {
    here.setTimeout(120_000)
    database = await copiedPostgres()
    wire = await testWire(database.url)
    site = await openSite({ DATABASE_URL: wire.url })
  })
  here.afterAll(async () => {
    await site?.close()
    wire?.close()
    await database?.drop()
  })

  const get = (path: string) => fetch(`${site.portal.url}${path}`, { redirect: 'manual' })
  const readiness = async () => (await get('/api/health/ready')).status

  here('P10: that is away is told by every address with 503 and when to come back', async () => {
    const page = await (await get('/northwind/forgot')).text()
    const picture = /\/northwind\/assets\/[0-9a-f]{64}/.exec(page)?.[0] ?? ''
    expect(picture).not.toBe('')
    wire.set('cut')
    // Served from memory, but its pictures were never read.
    expect((await get('/northwind/forgot')).status).toBe(200)
    for (const path of [
      picture,
      '/kumo/forgot',
      '/kumo/mail/en',
      '/kumo/link?u=a&c=123456',
      `/kumo/assets/${'0'.repeat(64)}`,
    ]) {
      const answer = await get(path)
      expect([path, answer.status]).toEqual([path, 503])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.headers.get('cache-control')).toContain('no-store')
      // It may be the page that follows a change.
      expect(await answer.text()).not.toContain('Nothing was changed')
    }
    // Whoever opens a mail's link meanwhile reads it in their own language.
    const headers = { accept: 'text/html', 'accept-language': 'ar' }
    const link = await fetch(`${site.portal.url}/kumo/link?u=a&c=123456`, { headers })
    expect([link.status, Number(link.headers.get('retry-after')) > 0]).toEqual([503, true])
    expect(await link.text()).toContain('<html lang="ar" dir="rtl">')
    const neutral = await fetch(`${site.portal.url}/kumo/forgot`, { headers })
    expect(await neutral.text()).toMatch(/<html [^>]*lang="ar" dir="rtl" data-brand="neutral">/)
    wire.set('whole')
    await expect.poll(async () => (await get(picture)).status).toBe(200)
    await expect.poll(readiness).toBe(200)
  })

  here('that answers too late for a form is told as such, and never by the bare form', async () => {
    const { port } = site.portal
    const fields = await formOf(port, '/northwind/forgot')
    wire.set('silent')
    // What a form and a link of the same tenant find is one look-up, which fails after two seconds.
    const [answer] = await Promise.all([
      sendForm(port, '/al-manar/forgot', [...fields, ['username', site.person('al-manar').username]]),
      get('/al-manar/link?u=a&c=123456').then(({ status }) => {
        expect(status).toBe(503)
        wire.set('whole')
      }),
    ])
    expect(answer.status).toBe(503)
    expect(answer.body).toContain('data-page="unavailable"')
    expect(answer.body).toContain('Nothing was changed.')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })

  here(
    'that gives no connection lets known tenants go on, and is ready again when there is room',
    { tag: '@long' },
    async () => {
      here.skip(
        await isSuperuser(server ?? ''),
        'PostgreSQL gives a superuser connections that others do not get.',
      )
      const person = site.person('northwind')
      const visitor = new Visitor(site.portal.port)
      // A tenant that this process served: its settings and its client secret are in memory.
      expect((await visitor.ask('/northwind', site.person('northwind').username)).page).toBe('sent')
      wire.set('cut')
      await database.limitConnections(0)
      wire.set('whole')
      await expect.poll(readiness).toBe(503)
      expect((await visitor.ask('/northwind', person.username)).page).toBe('sent')
      expect(site.asked(person.username)).toBe(1)
      const before = wire.connections()
      await Promise.all(Array.from({ length: 50 }, () => get('/northwind/forgot')))
      expect(wire.connections() - before).toBeLessThan(20)
      await database.limitConnections(-1)
      await expect.poll(readiness, { timeout: 5_000 }).toBe(200)
    },
  )
})
