import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Envelope, openEnvelope, readLinkKey, sealEnvelope, writeLinkKey } from './envelope'

const key = { id: '0a1b2c3d', key: randomBytes(32) }
const other = { id: '0a1b2c3d', key: randomBytes(32) }
const envelope: Envelope = {
  tenant: 'acme',
  kind: 'reset',
  username: 'jane+test@example.com',
  issuedAt: new Date('2026-11-24T10:31:00Z'),
  locale: 'da',
  ask: null,
}
const withKey = (known: typeof key) => async (keyId: string) => (keyId === known.id ? known.key : null)

test('an envelope opens with the key that sealed it', async () => {
  const names = fc.record({
    tenant: fc.stringMatching(/^[a-z0-9-]{1,63}$/),
    kind: fc.constantFrom('reset', 'sign-up'),
    username: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    locale: fc.constantFrom('en', 'ar', 'pt-BR'),
    ask: fc.option(fc.stringMatching(/^[\w-]{22}\.[0-9a-z]{8}$/), { nil: null }),
    issuedAt: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
  })
  await fc.assert(
    fc.asyncProperty(names, async (given) => {
      expect(await openEnvelope(await sealEnvelope(given, key), withKey(key))).toEqual(given)
    }),
    { numRuns: 50 },
  )
})

test('neither the user name nor the time can be read in a link', async () => {
  const sealed = await sealEnvelope(envelope, key)
  const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  for (const text of [sealed, ...readable]) {
    expect(text).not.toContain('jane')
    expect(text).not.toContain(String(envelope.issuedAt.getTime() / 1000))
  }
})

test('an envelope changed in any character does not open', async () => {
  const sealed = await sealEnvelope(envelope, key)
  for (let at = 0; at < sealed.length; at++) {
    if (sealed[at] === '.') continue
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
    expect(await openEnvelope(changed, async () => key.key), `character ${at}`).toBeNull()
  }
})

test('an envelope has one spelling: bits that its last characters don’t need change nothing unnoticed', async () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const sealed = await sealEnvelope(envelope, key)
  for (const [place, part] of sealed.split('.').entries()) {
    const last = letters.indexOf(part.at(-1) ?? '')
    if (part.length % 4 === 0) continue
    // The lowest bit is unused where the part isn't a multiple of three bytes.
    const respelt = `${part.slice(0, -1)}${letters[last ^ 1]}`
    expect(Buffer.from(respelt, 'base64url')).toEqual(Buffer.from(part, 'base64url'))
    const changed = sealed.split('.').with(place, respelt).join('.')
    expect(await openEnvelope(changed, async () => key.key), `part ${place}`).toBeNull()
  }
})

test('a shortened, foreign or made-up envelope does not open and does not throw', async () => {
  const sealed = await sealEnvelope(envelope, key)
  expect(await openEnvelope(sealed, withKey(other))).toBeNull()
  const parts = sealed.split('.')
  const unsealed = Buffer.from(JSON.stringify({ alg: 'none', kid: key.id, aud: 'acme' })).toString(
    'base64url',
  )
  for (const text of [
    '',
    '.',
    sealed.slice(0, -5),
    parts.slice(0, 4).join('.'),
    `${unsealed}....`,
    `${unsealed}.e30.`,
  ])
    expect(await openEnvelope(text, withKey(key)), text).toBeNull()
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => (await openEnvelope(text, withKey(key))) === null),
  )
})

test('another algorithm than the agreed one is refused, however well it is sealed', async () => {
  const { CompactEncrypt } = await import('jose')
  const sealed = await new CompactEncrypt(Buffer.from('{"u":"jane","i":1,"l":"en"}'))
    .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM', kid: key.id, aud: 'acme' })
    .encrypt(key.key)
  expect(await openEnvelope(sealed, withKey(key))).toBeNull()
})

test('a link stays short enough for every mail program', async () => {
  const long = { ...envelope, username: `${'x'.repeat(100)}@example.com`, ask: `${'a'.repeat(22)}.mi3k2j1h` }
  expect((await sealEnvelope(long, key)).length).toBeLessThan(500)
})

test('a key is written and read as one text, and nothing else is a key', () => {
  expect(readLinkKey(writeLinkKey(key))).toEqual({ id: key.id, key: Buffer.from(key.key) })
  for (const text of ['', 'abc', writeLinkKey(key).slice(1), `${writeLinkKey(key)}A`])
    expect(readLinkKey(text)).toBeNull()
})
