import { behindProxy, HOST } from './behind-proxy'
import { expect, test } from './fixtures'
import { settled } from './settled'
import { NEW_PASSWORD, type Site } from './site'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// The limits as they are shipped, behind a proxy that says where each request came from.
test.use({ settings: { ...behindProxy, REKEY_LIMITS_FACTOR: '1', REKEY_ANSWER_TIME_FACTOR: '1' } })

let lastAddress = 0

/** Somebody at an address that nobody had before. */
function newcomer(site: Site): Visitor {
  lastAddress += 1
  return at(site, `203.0.113.${lastAddress}`)
}

const at = (site: Site, address: string) =>
  new Visitor(site.portal.port, { host: HOST, headers: { 'x-forwarded-for': address } })

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

test('however many ask for one person’s mail, and from wherever, one goes out a minute', async ({ site }) => {
  const person = site.person()
  const answers = await Promise.all(times(12, () => newcomer(site).ask('/northwind', person.username)))
  expect(answers.map(({ page }) => page)).toEqual(times(12, () => 'sent'))
  expect(site.asked(person.username)).toBe(1)
  expect(site.emulator.inbox.all({ to: person.email })).toHaveLength(1)
})

test('asking twice sends once, says the same, and shows when another mail can be had', async ({ site }) => {
  const person = site.person()
  const who = newcomer(site)
  const first = await who.ask('/northwind', person.username)
  const second = await who.ask('/northwind', person.username)
  for (const sent of [first, second]) {
    expect(sent.page).toBe('sent')
    expect(sent.words).toMatch(/You can ask again in (0:[0-5]\d|1:00)/)
  }
  expect(site.asked(person.username)).toBe(1)
  // The mail that came is still good: the second ask voided nothing.
  const code = site.emulator.inbox.latest({ to: person.email })?.code ?? ''
  const done = await who.choose('/northwind', { username: person.username, code, password: NEW_PASSWORD })
  expect(done.page).toBe('done')
})

test('guessing in parallel gets no extra guesses, and the person may still use the code', async ({
  site,
}) => {
  const person = site.person()
  const victim = newcomer(site)
  await victim.ask('/northwind', person.username)
  const code = site.emulator.inbox.latest({ to: person.email })?.code ?? ''
  const wrong = (index: number) => wrongCode(code, index + 1)
  const guesses = await Promise.all(
    times(12, (index) =>
      newcomer(site).choose('/northwind', {
        username: person.username,
        code: wrong(index),
        password: NEW_PASSWORD,
      }),
    ),
  )
  expect(new Set(guesses.map(({ error }) => error))).toEqual(new Set(['code-rejected', 'too-many-attempts']))
  expect(site.confirmations(person.username)).toHaveLength(5)

  const answer = await victim.choose('/northwind', {
    username: person.username,
    code,
    password: NEW_PASSWORD,
  })
  expect(answer.error).toBe('too-many-attempts')
  expect(answer.words).toMatch(/no tries left for this code\. Send a new code/)
  expect(site.confirmations(person.username)).toHaveLength(5)
})

test('spellings of one name share a bucket, and Cognito gets what was typed', { tag: '@long' }, async ({
  site,
}) => {
  const person = site.person('northwind', { username: `jane.${Date.now()}@example.com` })
  const upper = person.username.toUpperCase()
  const who = newcomer(site)
  await who.ask('/northwind', ` ${upper}\u3000`)
  const fullWidth = person.username.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
  )
  for (const spelling of [
    person.username,
    fullWidth,
    `${person.username}\u200b`,
    `\u00ad${person.username}`,
  ]) {
    expect((await newcomer(site).ask('/northwind', spelling)).page).toBe('sent')
  }
  const sent = site.fromPortal().filter(({ body }) => JSON.stringify(body).toLowerCase().includes('jane.'))
  expect(sent.map(({ body }) => body)).toEqual([expect.objectContaining({ Username: upper })])
  expect(sent[0]?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })

  const tagged = site.person('northwind', { username: person.username.replace('@', '+tag@') })
  await newcomer(site).ask('/northwind', tagged.username)
  expect(site.asked(tagged.username)).toBe(1)
})

test('an attacker can’t lock anybody out', { tag: '@long' }, async ({ site }) => {
  const person = site.person()
  const victim = newcomer(site)
  await victim.ask('/northwind', person.username)
  const code = site.emulator.inbox.latest({ to: person.email })?.code ?? ''

  const attacker = newcomer(site)
  await Promise.all(times(6, () => attacker.ask('/northwind', person.username)))
  const wrong = wrongCode(code)
  const guesses = []
  for (let time = 0; time < 6; time++)
    guesses.push(
      await attacker.choose('/northwind', { username: person.username, code: wrong, password: NEW_PASSWORD }),
    )
  expect(guesses.map(({ error }) => error)).toEqual([
    ...times(3, () => 'code-rejected'),
    ...times(3, () => 'too-many-attempts'),
  ])
  expect(site.asked(person.username)).toBe(1)
  expect(site.confirmations(person.username)).toHaveLength(3)

  const done = await victim.choose('/northwind', { username: person.username, code, password: NEW_PASSWORD })
  expect(done.page).toBe('done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('one address can’t walk a list of people, whatever it says of itself', { tag: '@long' }, async ({
  site,
}) => {
  const walker = at(site, '198.51.100.7')
  const people = times(22, () => site.person().username)
  const answers = await Promise.all(
    people.map((username, index) => {
      // The client's own entries stand to the left of what the proxy wrote.
      const who = at(site, `192.0.2.${index}, 10.0.0.${index}, 198.51.100.7`)
      return who.ask('/northwind', username)
    }),
  )
  await settled(site.portal.port)
  expect(people.filter((username) => site.asked(username) > 0)).toHaveLength(20)
  // A limit that is decided only after the answer can't be in it.
  const seen = new Set(answers.map(({ error, page }) => error ?? page))
  expect([...seen].filter((each) => each !== 'sent' && each !== 'too-many-attempts')).toEqual([])
  const refused = await walker.ask('/northwind', site.person().username)
  expect([refused.status, refused.error]).toEqual([200, 'too-many-attempts'])
  expect(refused.words).toMatch(/Please wait \d+ minutes/)

  // Another tenant, and another address, are none the worse for it.
  expect((await at(site, '198.51.100.7').ask('/kumo', site.person('kumo').username)).page).toBe('sent')
  expect((await newcomer(site).ask('/northwind', site.person().username)).page).toBe('sent')
})
