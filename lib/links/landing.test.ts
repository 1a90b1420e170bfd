import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyRing } from '../crypto/key-ring'
import { LINK_KINDS } from '../link-kinds'
import { type Envelope, sealEnvelope } from './envelope'
import { type Known, land } from './landing'
import { linkKeyOf } from './link-keys'

const ring = keyRing([randomBytes(32)])
const acme = { id: 'acme-id', slug: 'acme' }
const now = new Date('2026-11-24T10:31:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const ask = `${'a'.repeat(22)}.mi3k2j1h`

const known: Known = {
  kinds: LINK_KINDS,
  findTenant: async (slug) => (slug === 'globex' ? { slug, name: 'Globex' } : null),
  findKey: (keyId, slug) => (keyId === ring.newest.id ? linkKeyOf(ring, slug).key : null),
  newerMail: async () => null,
}

const linkFor = async (envelope: Partial<Envelope> = {}, keyOf = envelope.tenant ?? 'acme', by = ring) =>
  `?t=${await sealEnvelope(
    { tenant: 'acme', kind: 'reset', username: 'jane', issuedAt: ago(5), locale: 'da', ask, ...envelope },
    linkKeyOf(by, keyOf),
  )}&c=246810`

const landed = (query: string, having: Partial<Known> = {}) => land({ ...known, ...having }, acme, query, now)

test('a link brings its user, its code, its time and its language', async () => {
  expect(await landed(await linkFor())).toEqual({
    kind: 'arrived',
    link: LINK_KINDS.reset,
    arrival: { username: 'jane', suggestion: null, code: '246810', sentAt: ago(5), until: ago(-56) },
    locale: 'da',
  })
})

test('a link is good for an hour, and for as long as clocks may differ', async () => {
  for (const [minutes, kind] of [
    [-5, 'arrived'],
    [60, 'arrived'],
    [61, 'arrived'],
    [62, 'problem'],
    [100_000, 'problem'],
  ] as const) {
    const landing = await landed(await linkFor({ issuedAt: ago(minutes) }))
    expect(landing.kind, `${minutes} minutes`).toBe(kind)
  }
  expect(await landed(await linkFor({ issuedAt: ago(62) }))).toMatchObject({
    problem: { kind: 'expired', username: 'jane' },
  })
})

test('what a link brought lives for an hour from its mail, or else from being opened', async () => {
  const untilOf = async (link: string) => {
    const landing = await landed(link)
    return landing.kind === 'arrived' ? landing.arrival.until : null
  }
  // One minute more, for clocks that differ, and never more than that, whatever time the mail claims.
  expect(await untilOf(await linkFor({ issuedAt: ago(20) }))).toEqual(ago(-41))
  expect(await untilOf(await linkFor({ issuedAt: ago(-5) }))).toEqual(ago(-61))
  expect(await untilOf('?u=jane&c=246810')).toEqual(ago(-60))
})

test('a link that a newer mail replaced says so, also when it has expired by then', async () => {
  for (const issuedAt of [ago(20), ago(80)]) {
    expect(await landed(await linkFor({ issuedAt }), { newerMail: async () => ago(10) })).toMatchObject({
      problem: { kind: 'replaced', newerAt: ago(10), username: 'jane' },
    })
  }
})

test('a newer mail that has expired itself is no way out', async () => {
  expect(
    await landed(await linkFor({ issuedAt: ago(90) }), { newerMail: async () => ago(70) }),
  ).toMatchObject({
    problem: { kind: 'expired' },
  })
})

test('a mail that the portal did not ask for is never said to be replaced', async () => {
  const newerMail = async () => ago(1)
  expect((await landed(await linkFor({ ask: null }), { newerMail })).kind).toBe('arrived')
})

test('a link of another tenant names that tenant and nobody’s user name', async () => {
  expect(await landed(await linkFor({ tenant: 'globex' }))).toEqual({
    kind: 'problem',
    link: LINK_KINDS.reset,
    problem: { kind: 'foreign', username: null, newerAt: null, owner: { slug: 'globex', name: 'Globex' } },
    locale: null,
  })
})

test('a link that only claims another tenant, or that its key did not seal, was altered', async () => {
  for (const link of [
    await linkFor({ tenant: 'globex' }, 'acme'),
    await linkFor({}, 'globex'),
    await linkFor({ tenant: 'nobody' }),
    await linkFor({}, 'acme', keyRing([randomBytes(32)])),
    (await linkFor()).replace('&c=', 'A&c='),
    '?t=abc&c=246810',
    '?t=a&t=b&c=246810',
  ]) {
    expect(await landed(link), link).toMatchObject({ problem: { kind: 'changed', username: null } })
  }
})

test('a key is derived only for tenants that exist', async () => {
  const asked: string[] = []
  const findKey = (_: string, slug: string) => {
    asked.push(slug)
    return null
  }
  for (const tenant of ['nobody', 'globex', 'acme']) await landed(await linkFor({ tenant }), { findKey })
  expect(asked).toEqual(['globex', 'acme'])
})

test('a link that was cut off is incomplete, not altered', async () => {
  const link = await linkFor()
  expect(await landed(link.slice(0, 60))).toMatchObject({ problem: { kind: 'incomplete', username: null } })
  expect(await landed('')).toMatchObject({ problem: { kind: 'incomplete', username: null } })
  expect(await landed(link.replace(/&c=.*/, ''))).toMatchObject({
    kind: 'arrived',
    link: LINK_KINDS.reset,
    arrival: { username: 'jane', code: null },
  })
})

test('the user of an envelope cannot be overruled by the readable part of the link', async () => {
  expect(await landed(`${await linkFor()}&u=mallory`)).toMatchObject({ arrival: { username: 'jane' } })
})

test('a link without an envelope brings what it says', async () => {
  expect(await landed('?u=jane&c=246810')).toEqual({
    kind: 'arrived',
    link: LINK_KINDS.reset,
    arrival: { username: 'jane', suggestion: null, code: '246810', until: ago(-60) },
    locale: null,
  })
})
