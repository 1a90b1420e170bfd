import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactText } from './redact'

const CODE = '246810'
const USER = 'ada.lovelace'
const SECRET = 'Tr0ub4dor&3'

test.each([
  `/acme/link?c=${CODE}&u=${USER}`,
  `/acme/link?u=${USER}&c=${CODE}#x`,
  `/acme/link?u=${USER};c=${CODE}`,
  `https://reset.acme.example/link?t=${USER}.abc&c=${CODE}`,
  `/acme/link#c=${CODE}&u=${USER}`,
  `/acme/link?%63=${CODE}&%75=${USER}`,
  `/acme/link?C=${CODE}&U=${USER}`,
  `/acme/link?c=${CODE}`,
  `/acme/link?c=%32%34${CODE}`,
  `/acme/link?c[]=${CODE}&u[]=${USER}`,
  `/acme/link?c=1&c=${CODE}&u=&u=${USER}`,
  `/acme/link?x=y?c=${CODE}&u=${USER}`,
  `/admin/sign-in?callbackUrl=https%3A%2F%2Fx.example%2Flink%3Fc%3D${CODE}%26u%3D${USER}`,
  `/x/https%253A%252F%252Fx.example%252Flink%253Fc%253D${CODE}%2526u%253D${USER}`,
  `GET /acme/link?u=${USER}&c=${CODE} HTTP/1.1`,
  `"GET /acme/link?u=${USER}&c=${CODE} HTTP/1.1" 303`,
  `referer: <https://x.example/link?u=${USER}&c=${CODE}>`,
  `fetch failed for http://localhost:3000/link?c=${CODE}&u=${USER}, retrying`,
  `username=${USER}&code=${CODE}`,
  `username=${USER}; code=${CODE}`,
  `{"Username":"${USER}","ConfirmationCode":"${CODE}"}`,
  `{"username": "${USER}", "code": "${CODE}"`,
  `{'username': '${USER}', 'code': '${CODE}'}`,
  `{\\"username\\":\\"${USER}\\",\\"code\\":\\"${CODE}\\"}`,
  `Username: ${USER}, ConfirmationCode: ${CODE}`,
  `{ username: '${USER}', code: '${CODE}' }`,
  `code = ${CODE}\r\nusername = ${USER}`,
  `Cookie: rekey_link=${USER}; c=${CODE}`,
  `Value '${CODE}' at 'confirmationCode' failed to satisfy constraint; username=${USER}`,
])('neither code nor name survives in %j', (text) => {
  const redacted = redactText(text)
  expect(redacted).not.toContain(CODE)
  expect(redacted).not.toContain(USER)
})

test.each([
  [`password=${SECRET.replace('&', '%26')}&x=1`, 'Tr0ub4dor'],
  [`{"Password":"Tr0ub\\"4dor"}`, '4dor'],
  [`{"password": "two words and more"}`, 'words'],
  [`newPassword: "two words"`, 'words'],
  ['clientSecret=abcdefghijklmnopqrstuvwxyz', 'abcdefgh'],
  ['SecretHash: q1w2e3r4t5y6/+=', 'q1w2e3'],
  ['AWS_SECRET_ACCESS_KEY is unset but client_secret=zzzzzz', 'zzzzzz'],
  ['Authorization: Bearer eyJhbGciOi.J9.abc-_', 'eyJhbGciOi'],
  ['Authorization: Basic YWRhOnB3', 'YWRhOnB3'],
  ['bearer eyJhbGciOi', 'eyJhbGciOi'],
  ['postgres://rekey:hunter2@db.example:5432/rekey', 'hunter2'],
  ['rediss://:hunter2@cache.example', 'hunter2'],
  ['no such user ada@example.com here', 'ada@'],
  ['no such user ada+shop%40example.co.uk', 'ada+shop'],
  ['кто: ада@пример.рф', 'ада@'],
  ['your code is 246810', '246810'],
  ['246 810 is your code', '246 810'],
  ['246-810', '246-810'],
  ['code 24681012 is long', '24681012'],
  ['confirmationcode :"x9y8"', 'x9y8'],
])('%j keeps no %j', (text, gone) => {
  expect(redactText(text)).not.toContain(gone)
})

test.each([
  'ECONNREFUSED 127.0.0.1:5432',
  'request 7f3c9a12-44d1-4c0e-9d1b-0a1b2c3d4e5f failed after 1200 ms',
  '2026-11-24T10:31:07.123456Z',
  'CodeMismatchException',
  'at confirmReset (/app/lib/reset/confirm-reset.ts:120:17)',
  'tenant acme is unavailable; other tenants are not',
  'relation "tenants" does not exist',
  'What now? Nothing.',
])('%j stays readable as it is', (text) => {
  expect(redactText(text)).toBe(text)
})

describe('fields', () => {
  test.each([
    ...['code', 'Code', 'confirmationCode', 'ConfirmationCode', 'confirmation_code', 'c', 'u', 't'],
    ...['username', 'USERNAME', 'user', 'user_name', 'typedUsername', 'email', 'phone', 'login'],
    ...['password', 'newPassword', 'proposed-password', 'passwords', 'pwd', 'SecretHash', 'clientSecret'],
    ...['NEXTAUTH_SECRET', 'token', 'accessToken', 'id_token', 'authorization', 'cookie', 'Set-Cookie'],
    ...['session', 'EncodedData', 'UserContextData', 'DATABASE_URL', 'body', 'apiKey', 'Destination'],
  ])('a field called %s is removed at every depth', (name) => {
    const needle = 'needle-7'
    for (const value of [
      { [name]: needle },
      { a: { b: [{ [name]: needle }] } },
      { [name]: { deep: needle } },
      { [name]: [needle] },
      new Map([[name, needle]]),
      new URLSearchParams([[name, needle]]),
      new Headers([[name.replaceAll('_', '-'), needle]]),
      new Error('x', { cause: { [name]: needle } }),
    ]) {
      expect(JSON.stringify(redact(value))).not.toContain(needle)
    }
  })

  test.each(['tenant', 'usernameTag', 'supportCode', 'errorCode', 'outcome', 'requestId', 'status', 'slug'])(
    'a field called %s stays',
    (name) => expect(redact({ [name]: 'value-7' })).toEqual({ [name]: 'value-7' }),
  )

  test('an error keeps its name, its code and its places, not what its message quotes', () => {
    const error = Object.assign(new TypeError(`bad request /link?c=${CODE}`), {
      code: 'ECONNRESET',
      body: CODE,
    })
    const text = JSON.stringify(redact({ error }))
    expect(text).not.toContain(CODE)
    expect(redact(error)).toMatchObject({ error: 'TypeError', errorCode: 'ECONNRESET' })
    expect(text).toContain('redact.test.ts')
  })

  test('a failed statement keeps its text and none of the values it was given', () => {
    const error = new Error(
      'Failed query: insert into "audit" values ($1, $2)\nparams: tag-7,v1.sealed,\nand more',
    )
    const text = JSON.stringify(redact(error))
    expect(text).toContain('insert into')
    expect(text).not.toMatch(/tag-7|sealed|and more/)
  })

  test('bytes become their count', () => {
    expect(redact({ logo: new Uint8Array(7), key: Buffer.from('abc') })).toEqual({
      logo: '[7 bytes]',
      key: '[3 bytes]',
    })
  })

  test('rings, depths, lengths and hostile objects end', () => {
    const ring: Record<string, unknown> = { tenant: 'acme' }
    ring.self = ring
    expect(redact(ring)).toEqual({ tenant: 'acme', self: '[circular]' })
    let deep: unknown = 'needle'
    for (let level = 0; level < 100; level++) deep = { deep }
    expect(JSON.stringify(redact(deep))).not.toContain('needle')
    expect(String(redact('x'.repeat(100_000))).length).toBeLessThan(3_000)
    expect(
      Object.keys(Object(redact(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i]))))),
    ).toHaveLength(50)
    const thrower = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(redact(thrower)).toEqual({ x: '[unreadable]' })
  })

  test('an object that is used twice is written twice', () => {
    const shared = { slug: 'acme' }
    expect(redact([shared, shared])).toEqual([shared, shared])
  })
})

/** Characters that a code, a name or a password may consist of in a query string. */
const needle = fc.stringMatching(/^[A-Za-z0-9._~-]{4,24}$/).map((text) => `zq${text}qz`)
const noise = fc.stringMatching(/^[a-z/.:?&=#%-]{0,20}$/)

test('no value of a query string survives, whatever stands around it', () => {
  fc.assert(
    fc.property(
      needle,
      noise,
      fc.constantFrom('c', 'u', 't', 'code', 'username', 'password', 'x', 'return_to'),
      (value, around, name) => {
        expect(redactText(`GET /acme/link?${around}&${name}=${value}&b=1`)).not.toContain(value)
        expect(redactText(`https://x.example/${around}?${name}=${encodeURIComponent(value)}`)).not.toContain(
          value,
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('no private field of any JSON survives, at any depth', () => {
  const privateName = fc.constantFrom(
    'code',
    'username',
    'password',
    'clientSecret',
    'token',
    'ConfirmationCode',
  )
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), privateName, needle, (around, name, value) => {
      const whole = { around, list: [{ around, [name]: value }] }
      expect(JSON.stringify(redact(whole))).not.toContain(value)
      expect(redactText(JSON.stringify({ [name]: value, around }))).not.toContain(value)
    }),
    { numRuns: 300 },
  )
})

test('redacting never throws and what was redacted once is not made worse', () => {
  fc.assert(
    fc.property(
      fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true }),
      (value) => {
        JSON.stringify(redact(value))
      },
    ),
    { numRuns: 500 },
  )
})

test('a long hostile text costs no more than a short moment', () => {
  for (const text of [
    '?'.repeat(100_000),
    'a='.repeat(50_000),
    '"'.repeat(100_000),
    'x@'.repeat(50_000),
    '%25'.repeat(40_000),
  ]) {
    const start = performance.now()
    redactText(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  }
})
