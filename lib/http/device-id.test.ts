import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mintDeviceId, readDeviceId } from './device-id'

const now = new Date('2026-11-24T10:31:00Z')

test('an id has the shape of Cognito’s web library: 20 base-36 characters and the time of minting', () => {
  expect(mintDeviceId(now)).toMatch(/^[a-z0-9]{20}:\d{13}$/)
  expect(mintDeviceId(now)).toMatch(/:1795516260000$/)
})

test('no two are alike, and each is read back', () => {
  const minted = Array.from({ length: 1000 }, () => mintDeviceId(now))
  expect(new Set(minted).size).toBe(1000)
  for (const id of minted) expect(readDeviceId(id)).toBe(id)
})

test('anything else in the cookie is none', () => {
  expect(readDeviceId(undefined)).toBeNull()
  for (const cookie of [
    '',
    'UNAVAILABLE',
    `${'a'.repeat(20)}:1`,
    `${'A'.repeat(20)}:1795516260000`,
    `${mintDeviceId(now)}\n`,
  ])
    expect(readDeviceId(cookie)).toBeNull()
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readDeviceId(text)).toBeNull()
    }),
  )
})
