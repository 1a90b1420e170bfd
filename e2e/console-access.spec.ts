import { expect, test } from '@playwright/test'
import { actionIds, consoleOfFile, liveRevision, postAction, sessionCookie, signIn } from './console-site'

// The promise: whatever is posted to the console, by whomever, does only what that person's role allows at that moment.

test.describe.configure({ mode: 'default', timeout: 90_000 })

const site = consoleOfFile()

test.describe('actions that are posted directly', () => {
  const hash = 'a'.repeat(64)
  const inputs: Record<string, unknown> = {
    sendTest: { tenant: 'northwind', mail: { kind: 'reset', brand: 'draft', locale: 'en' } },
    lookUp: { tenant: 'northwind', username: 'diego@example.com' },
    saveBrand: {
      tenant: 'northwind',
      brand: { shape: { radius: 0 } },
      version: 99,
      known: {},
      save: { editor: '0b8f4f0e-3f0c-4c53-8c93-7f4f5a7d0a11', number: 1 },
    },
    publishBrand: { tenant: 'northwind', version: 99, live: hash, comment: '' },
    rollBackBrand: { tenant: 'northwind', revision: hash },
    restoreBrand: { tenant: 'northwind', revision: hash },
    shareBrand: { tenant: 'northwind', days: 1 },
    unshareBrand: { tenant: 'northwind', link: '0b8f4f0e-3f0c-4c53-8c93-7f4f5a7d0a11' },
    startFromTenant: { tenant: 'northwind', from: 'kumo' },
    saveTenant: { tenant: 'northwind', name: 'Stolen', config: {}, clientSecret: '', version: '' },
    checkConnection: { tenant: 'northwind', config: {}, clientSecret: '' },
    addHost: { tenant: 'northwind', host: 'evil.example' },
    checkHost: { tenant: 'northwind', host: 'evil.example' },
    examine: { tenant: 'northwind' },
    letHostGo: { tenant: 'northwind', host: 'reset.northwind.example' },
    pauseTenant: { tenant: 'northwind', isPaused: true },
    deleteTenantForGood: { tenant: 'northwind', typed: 'northwind' },
    markChangesSeen: { ids: [1] },
    createNewTenant: { slug: 'evil', name: 'Evil', config: {}, clientSecret: '' },
    tryConnection: { config: {}, clientSecret: '' },
    endOwnSession: { session: hash },
    endAnySession: { session: hash },
  }
  const settings = [
    'saveTenant',
    'checkConnection',
    'addHost',
    'checkHost',
    'letHostGo',
    'pauseTenant',
    'deleteTenantForGood',
  ]
  // An action is only known to the page that uses it; anywhere else Next itself answers that there is none.
  const pageOf = (name: string) => {
    if (name === 'createNewTenant' || name === 'tryConnection') return '/admin/tenants/new'
    if (name === 'rollBackBrand' || name === 'restoreBrand') return '/admin/northwind/history'
    if (name.endsWith('Session')) return '/admin/overview/people'
    if (name === 'sendTest') return '/admin/northwind/mail'
    if (name === 'lookUp') return '/admin/northwind/users'
    if (name === 'examine') return '/admin/northwind/health'
    return `/admin/northwind/${settings.includes(name) ? 'settings' : 'brand'}`
  }
  // Changing one's own view and ending one's own session needs no role.
  const everybody = ['markChangesSeen', 'endOwnSession']
  const editors = [
    ...everybody,
    'saveBrand',
    'restoreBrand',
    'shareBrand',
    'unshareBrand',
    'startFromTenant',
    'sendTest',
  ]
  const allowed: Record<string, readonly string[]> = {
    'viewer@northwind.example': everybody,
    'editor@northwind.example': editors,
    'owner@kumo.example': everybody,
  }

  for (const [who, mayDo] of Object.entries(allowed)) {
    test(`${who} reaches ${mayDo.length} of ${Object.keys(inputs).length}, and every other is a 404 without effect`, async () => {
      const cookie = await sessionCookie(site, who)
      const before = await liveRevision(site, 'northwind')
      const ids = actionIds()
      for (const [name, input] of Object.entries(inputs)) {
        const id = ids.get(name)
        if (id === undefined) throw new Error(`there is no action ${name}`)
        const headers = { Cookie: cookie, Origin: site.portal.url }
        const answer = await postAction(site, id, input, headers, pageOf(name))
        expect([name, answer.status]).toEqual([name, mayDo.includes(name) ? 200 : 404])
      }
      expect(await liveRevision(site, 'northwind')).toBe(before)
    })
  }

  test('the routes that take files and give the brand out ask the same questions', async () => {
    const send = async (who: string | null, path: string, method: string, origin = site.portal.url) => {
      const cookie = who === null ? {} : { Cookie: await sessionCookie(site, who) }
      const body = method === 'POST' ? { body: '{}' } : {}
      const headers = { ...cookie, Origin: origin }
      return (await fetch(`${site.portal.url}/admin/northwind/brand/${path}`, { method, headers, ...body }))
        .status
    }
    for (const path of ['pictures?kind=logo', 'file']) {
      expect(await send(null, path, 'POST')).toBe(401)
      expect(await send('viewer@northwind.example', path, 'POST')).toBe(404)
      expect(await send('owner@kumo.example', path, 'POST')).toBe(404)
      expect(await send('editor@northwind.example', path, 'POST', 'https://evil.example')).toBe(403)
      expect(await send('editor@northwind.example', path, 'POST')).toBe(422)
    }
    expect(await send(null, 'file', 'GET')).toBe(401)
    expect(await send('owner@kumo.example', 'file', 'GET')).toBe(404)
    expect(await send('viewer@northwind.example', 'file', 'GET')).toBe(200)
  })

  test('nothing runs without a session, without proof of the same origin, or through a tenant’s page', async () => {
    const cookie = await sessionCookie(site, 'operator@example.com')
    const ids = actionIds()
    for (const [name, input] of Object.entries(inputs)) {
      const id = ids.get(name) ?? ''
      const post = (headers: Record<string, string>, path = pageOf(name)) =>
        postAction(site, id, input, headers, path).then(({ status }) => status)
      expect(await post({ Origin: site.portal.url })).toBe(401)
      expect(await post({ Cookie: cookie })).toBe(403)
      expect(await post({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403)
      expect(await post({ Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
      expect(await post({ Cookie: cookie }, '/northwind/forgot')).not.toBe(200)
    }
    expect((await fetch(`${site.portal.url}/northwind/forgot`)).status).toBe(200)
  })
})

test('a session that was ended is ended for every copy of its cookie', async ({ page }) => {
  await signIn(page, site, 'owner@kumo.example')
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'rekey-admin')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const headers = { Cookie: `rekey-admin=${cookie?.value}` }
  const overview = () => fetch(`${site.portal.url}/admin/overview`, { headers, redirect: 'manual' })
  expect((await overview()).status).toBe(200)
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  expect((await overview()).status).toBe(307)
})

test('a role that is taken away is gone within five seconds', { tag: '@long' }, async () => {
  const cookie = await sessionCookie(site, 'owner@panaderia-sol.example')
  const headers = { Cookie: cookie }
  const settings = () =>
    fetch(`${site.portal.url}/admin/panaderia-sol/settings`, { headers, redirect: 'manual' }).then(
      ({ status }) => status,
    )
  expect(await settings()).toBe(200)
  const user = site.emulator.findUser(site.people.seed.id, 'owner@panaderia-sol.example')
  if (user) user.groups = ['panaderia-sol-viewer']
  await expect.poll(settings, { timeout: 5_000 }).toBe(404)
})

test('sign-in is slowed down after many wrong passwords, and says so', async () => {
  const portal = site.portal.url
  const answer = await fetch(`${portal}/admin/sign-in?error=TooManyTries`)
  expect(await answer.text()).toContain('Wait a quarter of an hour')
})
