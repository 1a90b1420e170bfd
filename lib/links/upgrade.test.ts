import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { derivedSecret, keys } from '../crypto/keys'
import { open } from '../crypto/seal'
import { firstRelease, upgradedAt } from '../db/test-first-release'
import { idempotencyKey } from '../idempotency/confirmations'
import { normaliseUsername } from '../input/username-key'
import { addressKey } from '../limits/address-key'
import { openPreview } from '../tenants/brand/preview-link'
import { openEnvelope, readLinkKey, writeLinkKey } from './envelope'
import { openStep, type Receipt, type Steps, sealStep } from './journey'
import { findLinkKey, linkKeyOf } from './link-keys'
import { askMark } from './newest-mail'
import { placeOf } from './places'

const { acmeId, bakeryId, username, journey, link, preview, hashes } = firstRelease
const writtenAt = new Date(firstRelease.writtenAt)
const minutes = (count: number) => new Date(writtenAt.getTime() + count * 60_000)

const opened = (kind: keyof Steps, sealed: string, now = upgradedAt, tenant = acmeId) =>
  openStep('cookie', kind, tenant, sealed, now)
/** The times of a fixture, which JSON holds as text. */
const timed = (step: object) =>
  Object.fromEntries(
    Object.entries(step).map(([name, value]) => [
      name,
      /At$|^at$/.test(name) && value ? new Date(value) : value,
    ]),
  )

describe('a cookie of the first release', () => {
  test.each(['ask', 'problem'] as const)('says what it said: %s', (kind) => {
    expect(opened(kind, journey[kind].sealed)).toMatchObject({
      isOver: false,
      step: timed(journey[kind].step),
    })
  })

  test.each(['arrival', 'arrivalByHand'] as const)(
    'still has what was brought, for as long as it had then: %s',
    (name) => {
      const { sealed, step } = journey[name]
      expect(opened('arrival', sealed)).toMatchObject({ isOver: false, step: timed(step) })
      expect(opened('arrival', sealed, minutes(14))?.isOver).toBe(false)
      expect(opened('arrival', sealed, minutes(16))?.isOver).toBe(true)
    },
  )

  test.each([
    ['receipt', 'receiptDone', null],
    ['receipt', 'receiptUnknown', 'answer-lost'],
    ['doubt', 'doubt', 'used-before'],
    ['doubt', 'doubtDone', 'used-before'],
  ] as const)('tells how an attempt ended: %s, %s', (kind, name, why) => {
    const { sealed, step } = journey[name]
    const { isEarlier: _, ...same } = step
    expect(opened(kind, sealed)).toMatchObject({ isOver: false, step: { ...timed(same), why } })
  })

  test('is looked for by its name, and lies on the paths that it was set for', () => {
    const places = (['ask', 'arrival', 'problem', 'receipt', 'doubt'] as const).map((kind) => {
      const { cookie, scope } = placeOf(kind)
      return `${cookie} ${scope}`
    })
    expect(places).toEqual([
      'rekey_ask ',
      'rekey_link /reset',
      'rekey_problem /link-problem',
      'rekey_receipt ',
      'rekey_doubt ',
    ])
  })

  test('opens at its own tenant and as its own kind only', () => {
    expect(opened('ask', journey.ask.sealed, upgradedAt, bakeryId)).toBeNull()
    expect(opened('receipt', journey.doubt.sealed)).toBeNull()
    expect(openStep('ticket', 'ask', acmeId, journey.ask.sealed, upgradedAt)).toBeNull()
  })
})

/** What the first release takes for a receipt, and for what a link brought. */
const FirstReceipt = z.object({
  sealedAt: z.number(),
  kind: z.enum(['done', 'unknown']),
  at: z.coerce.date(),
  attempt: z.string(),
  isEarlier: z.boolean(),
  supportCode: z.string().nullable(),
  returnTo: z.string().nullable(),
})
const FirstArrival = z.object({
  sealedAt: z.number(),
  username: z.string().nullable(),
  suggestion: z.string().nullable(),
  code: z.string().nullable(),
  sentAt: z.coerce.date().optional(),
  isByHand: z.boolean().optional(),
})

describe('a cookie of today, at an instance of the first release', () => {
  const receipt: Receipt = {
    kind: 'unknown',
    at: writtenAt,
    attempt: 'a',
    why: 'used-before',
    supportCode: null,
    returnTo: null,
  }
  const read = (kind: keyof Steps, step: Steps[keyof Steps]) =>
    JSON.parse(
      open(
        keys(),
        `journey/${kind}`,
        sealStep('cookie', kind, acmeId, step as never, writtenAt) ?? '',
        acmeId,
      ) ?? '',
    )

  test('is a receipt there, with the same truth in it', () => {
    expect(FirstReceipt.parse(read('doubt', receipt))).toMatchObject({ isEarlier: true, attempt: 'a' })
    expect(FirstReceipt.parse(read('receipt', { ...receipt, kind: 'done', why: null }))).toMatchObject({
      kind: 'done',
      isEarlier: false,
    })
  })

  test('brings the name and the code there', () => {
    const arrival = { username, suggestion: null, code: '555555', until: minutes(60) }
    expect(FirstArrival.parse(read('arrival', arrival))).toMatchObject({ username, code: '555555' })
  })
})

describe('a link of the first release', () => {
  test('opens, and is one to choose a new password', async () => {
    const envelope = await openEnvelope(link.envelope, async (id, slug) => findLinkKey(keys(), id, slug))
    expect(envelope).toEqual({ ...link.holds, issuedAt: new Date(link.holds.issuedAt), kind: 'reset' })
  })

  test('was sealed with the key that a mail function goes on sealing with', () => {
    expect(writeLinkKey(linkKeyOf(keys(), 'acme'))).toBe(link.key)
    expect(readLinkKey(link.key)?.id).toBe(keys().newest.id)
  })
})

test('a preview link shows the draft until it expires, at its own tenant', () => {
  const expiresAt = new Date(preview.expiresAt)
  expect(openPreview(keys(), acmeId, preview.token, upgradedAt)).toEqual({ until: expiresAt, id: null })
  expect(openPreview(keys(), acmeId, preview.token, expiresAt)).toBeNull()
  expect(openPreview(keys(), bakeryId, preview.token, upgradedAt)).toBeNull()
})

test('people, addresses, codes and asks have the same hashes', () => {
  const user = normaliseUsername(username)
  expect(usernameTag(acmeId, user)).toBe(hashes.usernameTag)
  expect(addressTag(acmeId, addressKey('203.0.113.7'))).toBe(hashes.addressTag)
  for (const { code, key } of Object.values(hashes.confirmationKeys))
    expect(idempotencyKey('reset', acmeId, user, code)).toBe(key)
  const at = new Date(Number.parseInt(hashes.askMark.split('.')[1] ?? '', 36))
  expect(askMark('reset', acmeId, user, at)).toBe(hashes.askMark)
  expect(derivedSecret('next-auth')).toBe(hashes.nextAuthSecret)
})
