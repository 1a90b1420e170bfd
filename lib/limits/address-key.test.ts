import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressKey } from './address-key'

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:cb00:7109', '203.0.113.9'],
  ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.9'],
  ['64:ff9b::203.0.113.9', '64:ff9b:0:0::/64'],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test.each([
  null,
  '',
  'unknown',
  '203.0.113.9, 10.0.0.1',
  '203.0.113.256',
  '203.0.113.9:443',
  '[::1]',
  '1',
  'localhost',
])('%j is one source with all others that have no address', (address) => {
  expect(addressKey(address)).toBe('unknown')
})

test('all addresses of one /64 are one source, and those of another are another', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const key = addressKey(one)
      if (key.endsWith('/64')) expect(addressKey(key.replace('::/64', ':ffff:1:2:3'))).toBe(key)
      if (addressKey(other) !== key) expect(other).not.toBe(one)
    }),
  )
})
