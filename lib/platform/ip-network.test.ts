import { expect, test } from 'vitest'
import { ipNetwork } from './ip-network'

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::', '2001:db8:0::/48'],
  ['::203.0.113.77', '0:0:0::/48'],
])('of %s the network %s is kept', (address, network) => {
  expect(ipNetwork(address, 3, 3)).toBe(network)
})

test.each(['', 'nobody', '203.0.113.77/24', '<script>', '1', '0x7f.1', '01.2.3.4', '::ffff:01.2.3.4'])(
  '%j has no network',
  (address) => {
    expect(ipNetwork(address, 3, 3)).toBeNull()
  },
)
