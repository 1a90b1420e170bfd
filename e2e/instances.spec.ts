import { expect } from '@playwright/test'
import { HOST } from './behind-proxy'
import { settled } from './settled'
import { NEW_PASSWORD } from './site'
import { type Pair, server, test } from './two-instances'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// It must not matter which instance of a deployment a request reaches.

test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')

let lastAddress = 0

/** One browser as the load balancer sees it: the same cookies, now at this instance, now at that. */
function atBoth({ site, other }: Pair): { one: Visitor; two: Visitor } {
  lastAddress += 1
  const options = { host: HOST, headers: { 'x-forwarded-for': `203.0.113.${lastAddress}` } }
  const one = new Visitor(site.portal.port, options)
  const two = new Visitor(other.port, options, one.cookies)
  return { one, two }
}

test('a link opened at one instance, and its form sent to the other, change the password', async ({
  pair,
}) => {
  const person = pair.site.person()
  const { one, two } = atBoth(pair)
  expect((await one.ask('/northwind', person.username)).page).toBe('sent')
  const link = new URL(pair.site.emulator.inbox.latest({ to: person.email })?.link ?? '')

  const form = await two.open(link.pathname + link.search)
  expect(form.page).toBe('reset')
  const done = await one.submit(form, 'password', { password: NEW_PASSWORD })
  expect(done.page).toBe('done')
  expect((await two.open('/northwind/done')).page).toBe('done')
  expect(await pair.site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('however the asks are spread, one mail a minute goes out', { tag: '@long' }, async ({ pair }) => {
  const person = pair.site.person()
  const asks = Array.from({ length: 8 }, async (_, index) => {
    const { one, two } = atBoth(pair)
    return (index % 2 ? one : two).ask('/northwind', person.username)
  })
  expect(new Set((await Promise.all(asks)).map(({ page }) => page))).toEqual(new Set(['sent']))
  expect(pair.site.asked(person.username)).toBe(1)
})

test('however the guesses are spread, five of a code reach Cognito', async ({ pair }) => {
  const person = pair.site.person()
  const code = (await pair.site.mail(person)).code
  const guesses = Array.from({ length: 12 }, async (_, index) => {
    const { one, two } = atBoth(pair)
    const wrong = wrongCode(code, index + 1)
    const fields = { username: person.username, code: wrong, password: NEW_PASSWORD }
    return (index % 2 ? one : two).choose('/northwind', fields)
  })
  const errors = (await Promise.all(guesses)).map(({ error }) => error)
  expect(errors.filter((error) => error === 'code-rejected')).toHaveLength(5)
  expect(errors.filter((error) => error === 'too-many-attempts')).toHaveLength(7)
  expect(pair.site.confirmations(person.username)).toHaveLength(5)
})

test('spellings of a name share its limits, wherever they come to', async ({ pair }) => {
  const { username } = pair.site.person()
  const spellings = [username, username.toUpperCase(), `  ${username}\t`, username.replace('@', '@\u200b')]
  await Promise.all(
    spellings.map((spelling, index) => {
      const { one, two } = atBoth(pair)
      return (index % 2 ? one : two).ask('/northwind', spelling)
    }),
  )
  const asked = pair.site.fromPortal().filter(({ body }) => {
    const name = (body as { Username?: unknown } | null)?.Username
    return typeof name === 'string' && name.toLowerCase() === username
  })
  expect(asked).toHaveLength(1)
})

test('one address asks for twenty people and tries sixty codes in ten minutes, wherever it does', {
  tag: '@proof',
}, async ({ pair }) => {
  test.setTimeout(120_000)
  const { one, two } = atBoth(pair)
  const [forgot, reset] = [await one.open('/northwind/forgot'), await two.open('/northwind/reset')]
  const at = (index: number) => (index % 2 ? one : two)
  const people = Array.from({ length: 70 }, () => pair.site.person())
  await Promise.all(
    people.slice(0, 30).map(({ username }, index) => {
      const visitor = at(index)
      return visitor.post(forgot.path, visitor.body(forgot, 'username', { username }))
    }),
  )
  await Promise.all([settled(pair.site.portal.port), settled(pair.other.port)])
  expect(people.filter(({ username }) => pair.site.asked(username) > 0)).toHaveLength(20)
  const tried = await Promise.all(
    people.map(({ username }, index) => {
      const visitor = at(index)
      const fields = { username, code: '000000', password: NEW_PASSWORD }
      return visitor.post(reset.path, visitor.body(reset, 'password', fields))
    }),
  )
  // A machine that is too busy to decide in time refuses for that, and sends nothing.
  const late = tried.filter(({ error }) => error === 'busy' || error === 'unavailable' || error === 'unknown')
  const sent = people.filter(({ username }) => pair.site.confirmations(username).length > 0)
  expect(sent.length).toBeLessThanOrEqual(60)
  expect(sent.length).toBeGreaterThanOrEqual(60 - late.length)
})

test('a flood at one tenant takes nothing from another, at either instance', { tag: '@long' }, async ({
  pair,
}) => {
  test.setTimeout(120_000)
  const [victim, person] = [pair.site.person('northwind'), pair.site.person('kumo')]
  const { one, two } = atBoth(pair)
  const reset = await one.open('/northwind/reset')
  const flood = Array.from({ length: 100 }, (_, index) => {
    const visitor = Object.values(atBoth(pair))[index % 2] ?? one
    const code = String(index).padStart(6, '0')
    const fields = { username: victim.username, code, password: NEW_PASSWORD }
    return visitor.post(reset.path, visitor.body(reset, 'password', fields))
  })
  const { code } = await pair.site.mail(person)
  const done = await two.choose('/kumo', { username: person.username, code, password: NEW_PASSWORD })
  expect(done.page).toBe('done')
  await Promise.all(flood)
})

test('a double click that lands on both is one attempt, and neither is told that the code was wrong', async ({
  pair,
}) => {
  const person = pair.site.person()
  const { code } = await pair.site.mail(person)
  const { one, two } = atBoth(pair)
  const forms = await Promise.all([one.open('/northwind/reset'), two.open('/northwind/reset')])
  // Long enough under way that the second click surely meets the first.
  pair.site.emulator.faults.add({ kind: 'delay-after', ms: 1_500, operation: 'ConfirmForgotPassword' })
  const fields = { username: person.username, code, password: NEW_PASSWORD }
  const answers = await Promise.all([
    one.submit(forms[0], 'password', fields),
    two.submit(forms[1], 'password', fields),
  ])
  const pages = answers.map(({ page }) => page)
  expect(pages).toContain('done')
  expect(pages.every((page) => page === 'done' || page === 'unknown')).toBe(true)
  expect(pair.site.confirmations(person.username)).toHaveLength(1)
})
