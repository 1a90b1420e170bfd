import { test as base, expect } from '@playwright/test'
import { type TestWire, testWire, type WireState } from '../lib/db/test-wire'
import { hasRedis, startRedis } from '../lib/limits/test-redis'
import { freePort } from '../scripts/free-port'
import { behindProxy, HOST } from './behind-proxy'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { settled } from './settled'
import { NEW_PASSWORD, openSite, type Person, type Site } from './site'
import { type Sight, Visitor } from './visitor'
import { wrongCode } from './wrong-code'

/** Bursts at two instances that share what counts: no more reaches Cognito than the table of limits says. */
const server = process.env.TEST_DATABASE_URL

type Pair = {
  site: Site
  other: Portal
  /** How both see what they share. */
  see(state: WireState): void
}

async function openPair(settings: Record<string, string>, shared: readonly string[]) {
  const wires = await Promise.all(shared.map((url) => testWire(url)))
  const [one, two] = wires as [TestWire, TestWire]
  const variable = shared[0]?.startsWith('redis') ? 'REDIS_URL' : 'DATABASE_URL'
  const common = {
    ...behindProxy,
    REKEY_LIMITS_FACTOR: '1',
    REKEY_CONFIRM_DEADLINE_MS: '8000',
    ...settings,
  }
  const site = await openSite({ ...common, [variable]: one.url })
  const other = await startPortal(await freePort(), { ...site.settings, ...common, [variable]: two.url })
  const pair: Pair = { site, other, see: (state) => wires.forEach((wire) => void wire.set(state)) }
  await Promise.all([warmUp(pair, 0), warmUp(pair, 1)])
  const close = async () => {
    pair.see('whole')
    await other.stop()
    await site.close()
    for (const wire of wires) wire.close()
  }
  return { pair, close }
}

const test = base.extend<object, { onPostgres: Pair; onRedis: Pair }>({
  onPostgres: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await copiedPostgres()
      const { pair, close } = await openPair({}, [database.url, database.url])
      await use(pair)
      await close()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  onRedis: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await copiedPostgres()
      const redis = await startRedis()
      const { pair, close } = await openPair({ DATABASE_URL: database.url }, [redis.url, redis.url])
      await use(pair)
      await close()
      await redis.stop()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')
test.describe.configure({ timeout: 180_000 })

let addresses = 0
const newAddress = () => `203.0.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const at = ({ site, other }: Pair, index: number, address: string) =>
  new Visitor(index % 2 ? other.port : site.portal.port, {
    host: HOST,
    headers: { 'x-forwarded-for': address },
  })

/** Lets an instance call Cognito once: it keeps what it needs of the tenant for that, and only the limits are left to read. */
async function warmUp(pair: Pair, index: number): Promise<void> {
  const person = pair.site.person()
  const { code } = await pair.site.mail(person)
  const fields = { username: person.username, code, password: NEW_PASSWORD }
  expect((await at(pair, index, newAddress()).choose('/northwind', fields)).page).toBe('done')
}

/** Sends wrong codes for a person to both at once, and says what each is answered. */
function guess(pair: Pair, person: Person, code: string, form: Sight, count: number, address = newAddress) {
  return times(count, async (index) => {
    const visitor = at(pair, index, address())
    const wrong = wrongCode(code, index + 1)
    const fields = { username: person.username, code: wrong, password: NEW_PASSWORD }
    const sight = await visitor.post(form.path, visitor.body(form, 'password', fields))
    return sight.error ?? sight.page
  })
}

/** Asks for a person's mail at both at once; over when what goes on behind the answers is. */
async function ask(pair: Pair, person: Person, form: Sight, count: number, address = newAddress) {
  const answers = await Promise.all(
    times(count, (index) => {
      const visitor = at(pair, index, address())
      return visitor.post(form.path, visitor.body(form, 'username', { username: person.username }))
    }),
  )
  await Promise.all([settled(pair.site.portal.port), settled(pair.other.port)])
  return answers.map((sight) => sight.error ?? sight.page)
}

/** A person with a code, one to ask for, and the forms for both. */
async function prepared(pair: Pair) {
  const { site } = pair
  const [holder, asked] = [site.person(), site.person()]
  const [one, two] = [at(pair, 0, newAddress()), at(pair, 1, newAddress())]
  const [reset, forgot] = [await one.open('/northwind/reset'), await two.open('/northwind/forgot')]
  return { holder, asked, code: (await site.mail(holder)).code, reset, forgot }
}

/** A burst into a silence that ends, and another after it. `first`: what the first attempt to be given up may be told. */
async function silentForAMoment(pair: Pair, first: readonly string[]): Promise<void> {
  const { holder, asked, code, reset, forgot } = await prepared(pair)
  pair.see('silent')
  const guessing = guess(pair, holder, code, reset, 200)
  const asking = ask(pair, asked, forgot, 10)
  // An attempt is given up long before a silence counts as an outage.
  expect(first).toContain(await Promise.race(guessing))
  pair.see('whole')
  await Promise.all([...guessing, asking])
  await Promise.all(guess(pair, holder, code, reset, 200))
  const reached = pair.site.confirmations(holder.username).length
  expect(reached).toBeGreaterThan(0)
  expect(reached).toBeLessThanOrEqual(5)
  expect(pair.site.asked(asked.username)).toBeLessThanOrEqual(1)
}

test.describe('P07: on one PostgreSQL', { tag: '@proof' }, () => {
  test('two hundred wrong codes and ten asks at once bring five codes and one mail to Cognito', async ({
    onPostgres: pair,
  }) => {
    const { holder, asked, code, reset, forgot } = await prepared(pair)
    const [guesses, asks] = await Promise.all([
      Promise.all(guess(pair, holder, code, reset, 200)),
      ask(pair, asked, forgot, 10),
    ])
    expect(pair.site.confirmations(holder.username)).toHaveLength(5)
    expect(guesses.filter((error) => error === 'code-rejected')).toHaveLength(5)
    // Where the machine is too busy to decide in time, an attempt is refused for that; none goes through.
    const refusals = ['too-many-attempts', 'busy', 'unavailable', 'unknown']
    expect(guesses.filter((error) => refusals.includes(error ?? ''))).toHaveLength(195)
    expect(new Set(asks)).toEqual(new Set(['sent']))
    expect(pair.site.asked(asked.username)).toBe(1)
  })

  test('that answers 700 ms late each way, they bring no more', async ({ onPostgres: pair }) => {
    const { holder, asked, code, reset, forgot } = await prepared(pair)
    pair.see('late')
    const [, asks] = await Promise.all([
      Promise.all(guess(pair, holder, code, reset, 200)),
      ask(pair, asked, forgot, 10),
    ])
    pair.see('whole')
    expect(new Set(asks)).toEqual(new Set(['sent']))
    // None at all where the machine is busy too: what comes after them is let through.
    expect(pair.site.confirmations(holder.username).length).toBeLessThanOrEqual(5)
    expect(pair.site.asked(asked.username)).toBe(1)
    await Promise.all(guess(pair, holder, code, reset, 50))
    expect(pair.site.confirmations(holder.username)).toHaveLength(5)
  })

  test('that is silent for a moment and comes back, they bring no more', async ({ onPostgres: pair }) => {
    // Nobody could look whether a code was used.
    await silentForAMoment(pair, ['unknown'])
  })

  test('an attacker’s address brings three wrong codes, and no ask that voids the code', async ({
    onPostgres: pair,
  }) => {
    const { holder: person, reset, forgot } = await prepared(pair)
    const victim = at(pair, 0, newAddress())
    await victim.ask('/northwind', person.username)
    const code = pair.site.emulator.inbox.latest({ to: person.email })?.code ?? ''
    const attacker = newAddress()
    await Promise.all([
      ...guess(pair, person, code, reset, 60, () => attacker),
      ask(pair, person, forgot, 15, () => attacker),
    ])
    expect(pair.site.confirmations(person.username)).toHaveLength(3)
    expect(pair.site.asked(person.username)).toBe(1)
    const done = await victim.choose('/northwind', {
      username: person.username,
      code,
      password: NEW_PASSWORD,
    })
    expect(done.page).toBe('done')
  })

  test('two hundred posts for one name do not hold up another person', async ({ onPostgres: pair }) => {
    const { holder, asked, code, reset } = await prepared(pair)
    const flood = Promise.all(guess(pair, holder, code, reset, 200))
    const mail = await pair.site.mail(asked)
    const fields = { username: asked.username, code: mail.code, password: NEW_PASSWORD }
    const done = await at(pair, 0, newAddress()).choose('/northwind', fields)
    expect(done.page).toBe('done')
    await flood
  })
})

test.describe('P07: on a Redis that is frozen and comes back', { tag: '@proof' }, () => {
  test.skip(!hasRedis, 'redis-server is not installed')

  test('two hundred wrong codes and ten asks bring no more than five codes and one mail to Cognito', async ({
    onRedis: pair,
  }) => {
    // Used codes stand in the database: where it is too busy to answer in time, nobody could look.
    await silentForAMoment(pair, ['unavailable', 'unknown'])
  })
})
