import type { OutgoingHttpHeaders } from 'node:http'
import { behindProxy, HOST } from './behind-proxy'
import { expect, test } from './fixtures'
import { settled } from './settled'
import { NEW_PASSWORD, type Site } from './site'
import { MULTIPART, Visitor } from './visitor'

/** Browsers that say nothing by `Sec-Fetch-*`: Safari before 16.4, and Chromium on plain http. */
test.use({ settings: behindProxy })

const iPad = {
  'user-agent':
    'Mozilla/5.0 (iPad; CPU OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1',
  'x-forwarded-for': '203.0.113.60',
  'x-forwarded-proto': 'https',
}
const visitor = (site: Site, headers: OutgoingHttpHeaders = iPad) =>
  new Visitor(site.portal.port, { host: HOST, headers })

/** Sends the form with this field as it is, with no header that the test doesn't name. */
async function sendAs(
  who: Visitor,
  path: string,
  field: string,
  values: Record<string, string>,
  headers: object,
) {
  const sight = await who.open(path)
  const body = who.body(sight, field, values)
  return who.request(path, 'POST', body, { 'content-type': MULTIPART, ...headers })
}

test('F05: pages with forms let the browser say its origin; the link and every redirect say nothing', async ({
  site,
}) => {
  const who = visitor(site)
  const { username } = site.person()
  for (const page of ['forgot', 'sent', 'reset', 'link-problem']) {
    const { headers } = await who.request(`/northwind/${page}`)
    expect(headers['referrer-policy'], page).toBe('same-origin')
  }
  for (const path of ['/northwind/link?u=jane&c=123456', '/northwind', '/northwind/forgot?username=jane']) {
    expect((await who.request(path)).headers['referrer-policy'], path).toBe('no-referrer')
  }
  const asked = await sendAs(
    who,
    '/northwind/forgot',
    'username',
    { username },
    { origin: `https://${HOST}` },
  )
  expect([asked.status, asked.headers['referrer-policy']]).toEqual([303, 'no-referrer'])
  await settled(site.portal.port)
  expect(site.asked(username)).toBe(1)
})

test('F05: a hidden origin is proven by the form’s token and its cookie', async ({ site }) => {
  const who = visitor(site)
  const person = site.person()
  const asked = await sendAs(
    who,
    '/northwind/forgot',
    'username',
    { username: person.username },
    { origin: 'null' },
  )
  expect(asked.status).toBe(303)
  await settled(site.portal.port)
  expect(site.asked(person.username)).toBe(1)
  const code = site.emulator.inbox.latest({ to: person.email })?.code ?? ''
  const fields = { username: person.username, code, password: NEW_PASSWORD }
  const done = await sendAs(who, '/northwind/reset', 'password', fields, { origin: 'null' })
  expect(done.status).toBe(303)
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('F05: without its cookie, with another one, or at another tenant the token is no proof', async ({
  site,
}) => {
  const { username } = site.person()
  const before = site.emulator.requests.count()
  const other = visitor(site)
  await other.open('/northwind/forgot')
  for (const [tenant, cookies] of [
    ['northwind', new Map()],
    ['northwind', other.cookies],
    ['kumo', null],
  ] as const) {
    const who = visitor(site)
    const sight = await who.open('/northwind/forgot')
    const body = who.body(sight, 'username', { username })
    if (cookies !== null) {
      who.cookies.clear()
      for (const [name, cookie] of cookies) who.cookies.set(name, cookie)
    } else for (const cookie of who.cookies.values()) cookie.path = '/'
    const answer = await who.request(`/${tenant}/forgot`, 'POST', body, {
      'content-type': MULTIPART,
      origin: 'null',
    })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('data-error="unproven"')
    expect(answer.body).toContain(username)
  }
  await settled(site.portal.port)
  expect(site.emulator.requests.count()).toBe(before)
})

test('F05: a link’s form is proven at its first sending, with the sealed ticket still in the address', async ({
  site,
}) => {
  const who = visitor(site)
  const person = site.person()
  const { link } = await site.mail(person)
  const reset = await who.open(new URL(link).pathname + new URL(link).search)
  expect([reset.page, reset.path.includes('?k=')]).toEqual(['reset', true])
  const body = who.body(reset, 'password', { password: NEW_PASSWORD })
  const done = await who.request(reset.path, 'POST', body, { 'content-type': MULTIPART, origin: 'null' })
  expect(done.status).toBe(303)
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('F05: what is refused is offered again with the name, and works when it is sent from there', async ({
  site,
}) => {
  const who = visitor(site)
  const person = site.person()
  const { code } = await site.mail(person)
  const before = site.emulator.requests.count()
  const sight = await who.open('/northwind/reset')
  const fields = { username: person.username, code, password: NEW_PASSWORD }
  const sent = who.body(sight, 'password', { ...fields, form_token: 'nobody’s' })
  const refused = await who.request('/northwind/reset', 'POST', sent, {
    'content-type': MULTIPART,
    origin: 'null',
  })
  expect([refused.status, refused.headers['referrer-policy']]).toEqual([403, 'same-origin'])
  expect(refused.body).toContain('data-page="reset"')
  expect(refused.body).toContain(person.username)
  for (const secret of [code, NEW_PASSWORD]) expect(refused.body).not.toContain(secret)
  await settled(site.portal.port)
  expect(site.emulator.requests.count()).toBe(before)

  const again = who.sight('/northwind/reset', refused)
  const body = who.body(again, 'password', fields)
  const done = await who.request('/northwind/reset', 'POST', body, {
    'content-type': MULTIPART,
    origin: `https://${HOST}`,
  })
  expect(done.status).toBe(303)
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('F05: a form of another site is refused with the page too, token or not', async ({ site }) => {
  const { username } = site.person()
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'https://evil.test', 'x-forwarded-host': HOST },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const who = visitor(site)
    const answer = await sendAs(who, '/northwind/forgot', 'username', { username }, headers)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('data-error="unproven"')
    expect(answer.body).toContain(username)
  }
  await settled(site.portal.port)
  expect(site.asked(username)).toBe(0)
})

test('F05: a browser that says where its forms come from gets no cookie and no token', async ({ site }) => {
  const who = visitor(site, { ...iPad, 'sec-fetch-site': 'none' })
  const { html } = await who.open('/northwind/forgot')
  expect(html).not.toContain('form_token')
  expect(who.cookies.size).toBe(0)
})
