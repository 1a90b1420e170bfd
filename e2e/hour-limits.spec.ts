import { expect } from '@playwright/test'
import { Client } from 'pg'
import { HOST } from './behind-proxy'
import { NEW_PASSWORD, type Person } from './site'
import { type Pair, server, test } from './two-instances'
import { type Sight, Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// Two instances of one deployment: what a person may do within an hour, whichever of them is asked.

/** Lets everything that was counted grow a minute older. */
async function passAMinute({ databaseUrl }: Pair): Promise<void> {
  const counters = new Client({ connectionString: databaseUrl })
  await counters.connect()
  await counters.query('update rate_limits set expire = expire - 61000')
  await counters.end()
}

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

test('five mails an hour go to one person, however the asks are spread', { tag: '@proof' }, async ({
  pair,
}) => {
  const person = pair.site.person()
  for (let minute = 1; minute <= 7; minute++) {
    for (const { page } of await askTwice(pair, person)) expect(page).toBe('sent')
    expect(pair.site.asked(person.username)).toBe(Math.min(minute, 5))
    await passAMinute(pair)
  }
})

test('twenty wrong codes an hour are tried for one person, and then a new code is not said to help', {
  tag: '@proof',
}, async ({ pair }) => {
  const person = pair.site.person()
  const { username } = person
  const choose = (code: string): Promise<Sight> =>
    visitor(pair).choose('/northwind', { username, code, password: NEW_PASSWORD })
  const newest = async () => {
    await visitor(pair).ask('/northwind', username)
    await passAMinute(pair)
    return (await pair.site.newestMail(person)).code
  }
  for (let mail = 1; mail <= 4; mail++) {
    const code = await newest()
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((index) => choose(wrongCode(code, index))))
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
