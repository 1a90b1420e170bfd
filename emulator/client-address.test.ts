import { expect, test } from 'vitest'
import { isPublicAddress } from './client-address'

test.each(['8.8.8.8', '203.0.113.7', '172.32.0.1', '2001:db8::1', '2606:4700::1111'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  '10.1.2.3',
  '127.0.0.1',
  '169.254.1.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:8.8.8.8',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '',
  'localhost',
  '8.8.8.8:443',
  '[2606:4700::1111]',
  '2606:4700::1%eth0',
  '8.8.8.8, 1.1.1.1',
  '08.8.8.8',
  ' 8.8.8.8',
])('"%s" is not an address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})
