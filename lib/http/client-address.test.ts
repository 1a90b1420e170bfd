import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientAddress, isPublicAddress, parseAddress } from './client-address'

describe('an address as a proxy or a socket writes it', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:443', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:8443', '2001:db8::1'],
    // F19: a balancer's port after all eight groups; after fewer it is recognised because it can't be a group.
    ['2001:db8:85a3:0:0:8a2e:370:7334:47670', '2001:db8:85a3:0:0:8a2e:370:7334'],
    ['2001:db8:85a3:0:0:8a2e:370:7334:443', '2001:db8:85a3:0:0:8a2e:370:7334'],
    ['2001:db8::1:47670', '2001:db8::1'],
    ['::ffff:203.0.113.7:443', '203.0.113.7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
  ])('%s is read as %s', (written, address) => expect(parseAddress(written)).toBe(address))

  test.each([
    '',
    'unknown',
    '-',
    '203.0.113',
    '203.0.113.256',
    '0203.0.113.7',
    '0xcb.0.113.7',
    '203.0.113.7, 198.51.100.1',
    '2001:db8::1::2',
    '2001:db8:1:443',
    '2001:db8:85a3:0:0:8a2e:370:7334:47670:1',
    '[2001:db8::1',
    '<script>',
    'reset.acme.example',
    '1'.repeat(5000),
  ])('%j is no address', (written) => expect(parseAddress(written)).toBeNull())

  test('every IPv4 and IPv6 address survives, with and without a port', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(65_535), (address, port) => {
        expect(parseAddress(address)).toBe(address)
        expect(parseAddress(`${address}:${port}`)).toBe(address)
        expect(parseAddress(`::ffff:${address}`)).toBe(address)
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const read = parseAddress(address)
        expect(read).not.toBeNull()
        expect(parseAddress(`[${address}]:1`)).toBe(read)
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const address = parseAddress(text)
        expect(address === null || parseAddress(address) === address).toBe(true)
      }),
    )
  })
})

describe('only a public address may go to Cognito', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '192.0.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fc00::1'],
    ...['fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1', '2002:7f00:1::', '2001::1', '::ffff:10.0.0.1'],
    ...['192.88.99.1', '240.0.0.1', '64:ff9b:1::1', '100::1', '2001:2::1', '5f00::1', '8.8.8.8%1'],
    ...['', 'unknown', '8.8.8', 'reset.acme.example'],
  ])('%j is not public', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '203.0.113.7',
    '2a00:1450:400f:80d::200e',
    '2001:db8::1',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))
})

describe('the client among what the proxies wrote', () => {
  const socket = '198.51.100.9'

  test('without trusted proxies it is the socket, whatever the header says', () => {
    expect(clientAddress(socket, '203.0.113.1', 0)).toBe(socket)
    expect(clientAddress(undefined, '203.0.113.1', 0)).toBeNull()
  })

  test('with one it is the last entry, and what the client wrote before it counts for nothing', () => {
    expect(clientAddress(socket, '6.6.6.6, 203.0.113.1', 1)).toBe('203.0.113.1')
    expect(clientAddress(socket, '203.0.113.1', 1)).toBe('203.0.113.1')
  })

  test('with two it is the last but one', () => {
    expect(clientAddress(socket, '6.6.6.6, 203.0.113.1, 198.51.100.2', 2)).toBe('203.0.113.1')
  })

  test.each([
    ['no header', undefined, 1],
    ['an empty header', '', 1],
    ['fewer entries than proxies', '203.0.113.1', 2],
    ['an entry that is no address', '203.0.113.1, unknown', 1],
    ['an entry that is empty', '203.0.113.1,', 1],
  ])('with %s nobody is named', (_, header, hops) => {
    expect(clientAddress(socket, header, hops)).toBeNull()
  })

  test('nothing to the left of the trusted entries changes the answer', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.ipV4(), fc.integer({ min: 1, max: 5 }), (made, address, hops) => {
        const proxies = Array.from({ length: hops - 1 }, () => '198.51.100.2')
        const header = [...made, address, ...proxies].join(', ')
        expect(clientAddress(socket, header, hops)).toBe(address)
      }),
    )
  })
})
