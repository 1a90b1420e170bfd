import { test as base, expect } from '@playwright/test'
import { Client } from 'pg'
import { createTestPostgres } from '../lib/db/test-postgres'
import { freePort } from '../scripts/free-port'
import { behindProxy, HOST } from './behind-proxy'
import { type Portal, startPortal } from './portal'
import { NEW_PASSWORD, openSite, type Person, type Site } from './site'
import { type Sight, Visitor } from './visitor'

/** Two instances of one deployment: what a person may do within an hour, whichever of them is asked. */
const server = process.env.TEST_DATABASE_URL

type Pair = {
  site: Site
  other: Portal
  /** Lets everything that was counted grow a minute older. */
  passAMinute(): Promise<void>
}

const test = base.extend<object, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await createTestPostgres(server ?? '')
      const shared = {
        ...behindProxy,
        REKEY_SECRET: 'shared-by-two-instances-0123456789abcdef',
        REKEY_LIMITS_FACTOR: '1',
        DATABASE_URL: database.url,
      }
      const site = await openSite(shared)
      const other = await startPortal(await freePort(), { ...site.settings, ...shared })
      const counters = new Client({ connectionString: database.url })
      await counters.connect()
      const passAMinute = async () => {
        await counters.query('update rate_limits set expire = expire - 61000')
      }
      await use({ site, other, passAMinute })
      await counters.end()
      await other.stop()
      await site.close()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

test.skip(!server, 'TEST_DATABASE_URL is not set: two instances need a PostgreSQL server to share.')
test.describe.configure({ timeout: 180_000 })

let addresses = 0

/** Somebody at an address of their own, at the one instance and the other by turns. */
function visitor({ site, other }: Pair): Visitor {
  addresses += 1
  const port = addresses % 2 ? site.portal.port : other.port
  const headers = { 'x-forwarded-for': `203.0.113.${addresses}` }
  return new Visitor(port, { host: HOST, headers })
}

const askTwice = (pair: Pair, { username }: Person) =>
  Promise.all([visitor(pair), visitor(pair)].map((each) => each.ask('/northwind', username)))

test('five mails an hour go to one person, however the asks are spread', async ({ pair }) => {
  const person = pair.site.person()
  for (let minute = 1; minute <= 7; minute++) {
    for (const { page } of await askTwice(pair, person)) expect(page).toBe('sent')
    expect(pair.site.asked(person.username)).toBe(Math.min(minute, 5))
    await pair.passAMinute()
  }
})

test('twenty wrong codes an hour are tried for one person, and then a new code is not said to help', async ({
  pair,
}) => {
  const person = pair.site.person()
  const { username } = person
  const choose = (code: string): Promise<Sight> =>
    visitor(pair).choose('/northwind', { username, code, password: NEW_PASSWORD })
  const newest = async () => {
    await visitor(pair).ask('/northwind', username)
    await pair.passAMinute()
    return (await pair.site.newestMail(person)).code
  }
  for (let mail = 1; mail <= 4; mail++) {
    const code = await newest()
    const wrong = (index: number) => String((Number(code) + index) % 1_000_000).padStart(6, '0')
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((index) => choose(wrong(index))))
    expect(answers.filter(({ error }) => error === 'code-rejected')).toHaveLength(5)
    for (const { error, words } of answers.filter(({ error }) => error !== 'code-rejected')) {
      expect(error).toBe('too-many-attempts')
      if (mail < 4) expect(words).toContain('no tries left for this code')
    }
    expect(pair.site.confirmations(username)).toHaveLength(mail * 5)
  }
  const refused = await choose(await newest())
  expect(refused.error).toBe('too-many-attempts')
  expect(refused.words).toMatch(/please wait (5\d|60) minutes, then ask for a new code/)
  expect(refused.words).toMatch(/Send a new code You can ask again in (5\d|60) minutes/)
  expect(pair.site.confirmations(username)).toHaveLength(20)
  expect(await pair.site.signsIn(person, NEW_PASSWORD)).toBe(false)
})
