import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from './fixtures'
import { settled } from './settled'
import { NEW_PASSWORD, type Site } from './site'
import { field, onPage, send } from './steps'
import { type FieldValue, MULTIPART, multipart, Sight, Visitor } from './visitor'

const visitor = (site: Site) => new Visitor(site.portal.port)

/** What only somebody who works on the portal should read. */
const inner = /\bat \S+ \(|:\d+:\d+\b|node_modules|\w+Error\b|Exception|root:/

/** What a hostile form may hold for a field, and how it is put there. */
const mutations: Record<string, (name: string) => [string, FieldValue][]> = {
  missing: () => [],
  empty: (name) => [[name, '']],
  'only white space': (name) => [[name, ' \t\u3000 ']],
  'too long': (name) => [[name, 'x'.repeat(3000)]],
  'a file': (name) => [[name, { file: 'name.txt', bytes: 'jane@example.com' }]],
  'a NUL': (name) => [[name, 'ab\u0000cd@example.com']],
  'control characters': (name) => [[name, 'ab\u0007\u001b[31m\r\nSet-Cookie: x=1@example.com']],
  repeated: (name) => [
    [name, 'jane@example.com'],
    [name, 'john@example.com'],
  ],
}

/** What is left of the name with a NUL in it. */
const CLEANED = 'abcd@example.com'

/** Sends the page's own form with one field replaced by what the mutation puts there. */
async function sendMutated(
  who: Visitor,
  sight: Sight,
  anchor: string,
  values: Record<string, string>,
  name: string,
  mutate: (name: string) => [string, FieldValue][],
): Promise<Sight> {
  const kept = sight
    .form(anchor)
    .filter((input) => input.name !== '' && input.name !== name)
    .map((input): [string, FieldValue] => [input.name, values[input.name] ?? input.value])
  return who.post(sight.path, multipart([...kept, ...mutate(name)]))
}

const forms = {
  '/northwind/forgot': { anchor: 'username', values: {}, fields: ['username'] },
  '/northwind/sent': {
    anchor: 'code',
    values: { username: 'jane@example.com', code: '123456' },
    fields: ['username', 'code'],
  },
  '/northwind/reset': {
    anchor: 'password',
    values: { username: 'jane@example.com', code: '123456', password: NEW_PASSWORD },
    fields: ['username', 'code', 'password'],
  },
}

for (const [path, { anchor, values, fields }] of Object.entries(forms)) {
  for (const name of fields) {
    test(`${path}: a ${name} that is wrong in any way gets a clear answer, and nothing of it reaches Cognito`, async ({
      site,
    }) => {
      await settled(site.portal.port)
      const before = site.emulator.requests.count()
      await Promise.all(
        Object.entries(mutations).map(async ([what, mutate]) => {
          const who = visitor(site)
          const answer = await sendMutated(who, await who.open(path), anchor, values, name, mutate)
          expect(answer.status, what).toBeLessThan(500)
          expect(answer.words, what).not.toMatch(inner)
          const isCleaned = name === 'username' && what === 'a NUL'
          const answers = isCleaned
            ? /^(sent|reset|code-rejected)$/
            : /^(check|code-rejected|password-rejected)$/
          if (answer.status === 200) expect(answer.error ?? answer.page, what).toMatch(answers)
          if (isCleaned) expect(answer.html).toContain(CLEANED)
          expect(who.last?.headers['set-cookie'] ?? [], what).not.toContain('x=1')
        }),
      )
      await settled(site.portal.port)
      const sent = site.emulator.requests.all().slice(before)
      // A password that is only odd, and a code that is only long, are Cognito's to judge.
      expect(sent.filter(({ outcome }) => outcome === 'InvalidParameterException')).toEqual([])
      // A name goes on without what nobody sees, and as the page shows it.
      if (name !== 'password')
        expect(sent.filter(({ body }) => (body as { Username?: string }).Username !== CLEANED)).toEqual([])
    })
  }
}

test.describe('a body that is no form of ours', () => {
  const text = (length: number) => 'x'.repeat(length)
  const head = { 'sec-fetch-site': 'same-origin', origin: 'null' }
  const cases: [what: string, type: string, body: string | Buffer][] = [
    ['nothing', MULTIPART, ''],
    ['nothing at all', '', ''],
    ['one megabyte', MULTIPART, multipart({ username: text(1024 * 1024) })],
    ['five megabytes', MULTIPART, multipart({ username: text(5 * 1024 * 1024) })],
    [
      'ten thousand fields',
      MULTIPART,
      multipart(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, ''])),
    ],
    ['JSON', 'application/json', '{"username":"jane@example.com","__proto__":{"isAdmin":true}}'],
    ['plain text', 'text/plain', text(1000)],
    ['a form without its action', 'application/x-www-form-urlencoded', 'username=jane%40example.com'],
    ['XML', 'application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a form cut in the middle', MULTIPART, multipart({ username: 'jane@example.com' }).subarray(0, 60)],
    ['a form without its boundary', 'multipart/form-data', multipart({ username: 'jane@example.com' })],
    [
      'another boundary than the one it names',
      'multipart/form-data; boundary=other',
      multipart({ username: 'x' }),
    ],
    [
      'an action that nobody has',
      MULTIPART,
      multipart({ [`$ACTION_ID_${'0'.repeat(42)}`]: '', username: 'jane@example.com' }),
    ],
    [
      'a made-up bound action',
      MULTIPART,
      multipart({
        $ACTION_REF_1: '',
        '$ACTION_1:0': '{"id":"__proto__","bound":"$@1"}',
        '$ACTION_1:1': '[]',
      }),
    ],
    [
      'a state that is no state',
      MULTIPART,
      multipart({ $ACTION_REF_1: '', '$ACTION_1:0': '[[[', '$ACTION_1:1': '{' }),
    ],
  ]
  for (const [what, type, body] of cases) {
    test(what, async ({ site }) => {
      const before = site.emulator.requests.count()
      const answer = await visitor(site)
        .request('/northwind/reset', 'POST', body, { ...head, ...(type && { 'content-type': type }) })
        .catch((fault: NodeJS.ErrnoException) => fault.code ?? '')
      // A connection closed on somebody who goes on sending is an answer too.
      if (typeof answer === 'string') expect(answer).toMatch(/^(ECONNRESET|EPIPE)$/)
      else {
        expect(answer.status).toBeLessThan(500)
        expect(new Sight('', answer).words).not.toMatch(inner)
      }
      expect(site.emulator.requests.count()).toBe(before)
      const alive = await visitor(site).open('/northwind/forgot')
      expect(alive.page).toBe('forgot')
    })
  }

  test('a script’s call with arguments of its own choosing', async ({ site }) => {
    const before = site.emulator.requests.count()
    const sight = await visitor(site).open('/northwind/reset')
    const reference = sight.form('password').find(({ name }) => /^\$ACTION_\d+:0$/.test(name))
    const { id }: { id: string } = JSON.parse(reference?.value ?? '{}')
    for (const body of [
      '[]',
      '[null,null]',
      '["$F1"]',
      '[{"then":"$1:constructor"},{"a":1}]',
      '{',
      text(200),
      '[1,"$K1"]',
    ]) {
      const answer = await visitor(site).request('/northwind/reset', 'POST', body, {
        ...head,
        'next-action': id,
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
      })
      // React's own reader of arguments answers some of these with a bare 500; none of them gets further than that.
      expect(new Sight('', answer).words, body).not.toMatch(inner)
    }
    expect(site.emulator.requests.count()).toBe(before)
  })
})

test('markup in a name stays text', async ({ page, site }) => {
  const name = `"><img/src=x/onerror=alert(1)><script>alert(2)</script>`
  page.on('dialog', (dialog) => {
    throw new Error(`A dialog opened: ${dialog.message()}`)
  })
  await page.goto(`/northwind/forgot?username=${encodeURIComponent(name)}`)
  await expect(field(page, 'username')).toHaveValue(name)
  await send(page)
  await onPage(page, 'sent')
  await expect(page.locator('main strong')).toHaveText(name)
  await page.goto(`/northwind/link?u=${encodeURIComponent(name)}&c=123456`)
  await expect(field(page, 'username')).toHaveValue(name)
  expect(site.emulator.requests.last({ username: name })?.body).toMatchObject({ Username: name })
})

test.describe('a password reaches Cognito byte for byte', () => {
  const passwords = {
    'composed letters (NFC)': 'Pässwörd-Åéñ-1!',
    'decomposed letters (NFD)': 'Pässwörd-Åéñ-1!'.normalize('NFD'),
    'compatibility letters': 'ﬁne-Ｆull-①②-Aa1!',
    emoji: 'Correct-🐴🔋👩‍👩‍👧-Staple-1',
    'quotes and markup': `"'\`</script><b>&amp;&#39;-Aa1!`,
    'a plus and percent signs': 'a+b%2Bc%20d%25-Aa1!',
    backslashes: 'C:\\new\\table\\u0041-Aa1!',
    'a dollar reference': '$F1$K1$undefined-Aa1!',
    '256 characters': `Aa1!${'x'.repeat(252)}`,
    '256 characters outside the basic plane': `Aa1!${'𝒳'.repeat(252)}`,
    'right to left': 'كلمة-سر-Aa1!-مرور',
  }
  for (const [what, password] of Object.entries(passwords)) {
    test(what, async ({ site }) => {
      const person = site.person('kumo')
      const who = visitor(site)
      const reset = await who.open((await site.mail(person)).path)
      const answer = await who.submit(reset, 'password', { password })
      expect(answer.error ?? answer.page).toBe('done')
      const [call] = site.confirmations(person.username)
      expect(call?.body).toMatchObject({ Password: password })
      expect(await site.signsIn(person, password)).toBe(true)
    })
  }

  test('from a browser that runs scripts too', { tag: '@long' }, async ({ page, site }) => {
    for (const password of [
      passwords['decomposed letters (NFD)'],
      passwords.emoji,
      passwords['a dollar reference'],
    ]) {
      const person = site.person('kumo')
      await page.goto((await site.mail(person)).link)
      await field(page, 'password').fill(password)
      await send(page)
      await onPage(page, 'done')
      expect(site.confirmations(person.username)[0]?.body).toMatchObject({ Password: password })
    }
  })

  const refused = {
    '257 characters': `Aa1!${'x'.repeat(253)}`,
    'a space at its end': 'Neue-Parole-42! ',
    'a line break': 'Neue-\nParole-42!',
  }
  for (const [what, password] of Object.entries(refused)) {
    test(`or not at all: ${what}`, async ({ site }) => {
      const person = site.person()
      const who = visitor(site)
      const answer = await who.submit(await who.open((await site.mail(person)).path), 'password', {
        password,
      })
      expect(answer.error).toBe('password-rejected')
      expect(answer.html).not.toContain(password.trim())
      expect(site.confirmations(person.username)).toEqual([])
      const done = await who.submit(await who.open('/northwind/reset'), 'password', {
        password: NEW_PASSWORD,
      })
      expect(done.page).toBe('done')
    })
  }
})

test.describe('a code is understood as a person meant it', () => {
  const spelled: Record<string, (code: string) => string> = {
    'with a space': (code) => `${code.slice(0, 3)} ${code.slice(3)}`,
    'with a dash': (code) => `${code.slice(0, 3)}-${code.slice(3)}`,
    'with white space around it': (code) => `  ${code}\t`,
    'digit by digit': (code) => [...code].join(' '),
    'in full-width digits': (code) =>
      code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    'in Arabic digits': (code) => code.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
    'in Persian digits': (code) =>
      code.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))),
    'in the sentence it came in': (code) => `Your code is ${code}.`,
    'in a Japanese sentence': (code) => `コードは${code}です`,
    'with marks of direction': (code) => `\u200e${code}\u200f`,
  }
  for (const [how, spell] of Object.entries(spelled)) {
    test(how, async ({ site }) => {
      const person = site.person()
      const { code } = await site.mail(person)
      const answer = await visitor(site).choose('/northwind', {
        username: person.username,
        code: spell(code),
        password: NEW_PASSWORD,
      })
      expect(answer.error ?? answer.page).toBe('done')
      expect(site.confirmations(person.username)[0]?.body).toMatchObject({ ConfirmationCode: code })
    })
  }
})

test('slow and broken senders cost the others nothing', async ({ site }) => {
  const cut = Array.from({ length: 20 }, () =>
    visitor(site)
      .request('/northwind/forgot', 'POST', multipart({ username: 'x' }).subarray(0, 50), {
        'content-type': MULTIPART,
        'content-length': 500_000,
      })
      .catch(() => null),
  )
  const start = performance.now()
  expect((await visitor(site).open('/northwind/forgot')).page).toBe('forgot')
  expect(performance.now() - start).toBeLessThan(5_000)
  await Promise.race([Promise.allSettled(cut), pause(0)])
})
