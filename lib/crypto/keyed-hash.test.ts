import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyRing } from './key-ring'
import { keyedHash } from './keyed-hash'

const secret = randomBytes(32)
const ring = keyRing([secret])

test('equal texts have equal hashes, and any difference in label, part or cut makes another', () => {
  const input = fc.tuple(fc.string(), fc.array(fc.string(), { maxLength: 3 }))
  fc.assert(
    fc.property(input, input, ([label, parts], [otherLabel, otherParts]) => {
      const isSame = JSON.stringify([label, parts]) === JSON.stringify([otherLabel, otherParts])
      expect(keyedHash(ring, label, ...parts) === keyedHash(ring, otherLabel, ...otherParts)).toBe(isSame)
    }),
  )
  expect(keyedHash(ring, 'l', 'ab', 'c')).not.toBe(keyedHash(ring, 'l', 'a', 'bc'))
})

test('a hash is 128 bits in a form that fits keys, addresses and columns', () => {
  expect(keyedHash(ring, 'username', 'tenant', 'ada')).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

test('one name has different hashes at two tenants', () => {
  expect(keyedHash(ring, 'username', 'acme', 'ada')).not.toBe(keyedHash(ring, 'username', 'globex', 'ada'))
})

test('putting a new secret in front changes no hash; dropping the old one changes all', () => {
  const before = keyedHash(ring, 'username', 'acme', 'ada')
  const fresh = randomBytes(32)
  expect(keyedHash(keyRing([fresh, secret]), 'username', 'acme', 'ada')).toBe(before)
  expect(keyedHash(keyRing([fresh]), 'username', 'acme', 'ada')).not.toBe(before)
})
