import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contextDataOf,
  devicePlatform,
  offsetOfZone,
  preferredLanguage,
  webLibraryTimezone,
} from './user-context'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const now = new Date('2026-11-24T10:31:00Z')

describe('the language of a device', () => {
  test.each([
    ['da-DK,da;q=0.9,en;q=0.8', 'da-DK'],
    ['en;q=0.5, da', 'da'],
    ['en;q=0.5, da;q=0.9', 'da'],
    ['da, en', 'da'],
    ['*, da;q=0.5', 'da'],
    ['da;q=0, en;q=0.1', 'en'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['<b>, en', 'en'],
    ['da;q=7, en', 'da'],
  ])('%j is %s', (header, language) => expect(preferredLanguage(header)).toBe(language))

  test.each([null, '', '*', '__proto__', 'da_DK', 'da;q=0'])('%j names none', (header) => {
    expect(preferredLanguage(header)).toBeUndefined()
  })

  test('no header makes it throw or give anything but a tag', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (header) => {
        expect(preferredLanguage(header) ?? 'none').toMatch(/^[A-Za-z0-9-]{1,1000}$/)
      }),
    )
  })
})

describe('the platform of a device', () => {
  test.each([
    [chrome, null, 'Win32'],
    [chrome, '"Windows"', 'Win32'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', null, 'MacIntel'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', null, 'iPhone'],
    ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)', null, 'iPad'],
    ['Mozilla/5.0 (Linux; Android 10; K)', '"Android"', 'Linux armv81'],
    ['Mozilla/5.0 (X11; Linux x86_64)', null, 'Linux x86_64'],
    ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', '"Chrome OS"', 'Linux x86_64'],
    ['curl/8.5.0', null, undefined],
    ['', '', undefined],
  ])('of %j with hint %j', (userAgent, hint, platform) => {
    expect(devicePlatform(userAgent, hint)).toBe(platform)
  })
})

describe('the time zone as the web library writes it', () => {
  test.each([
    [-120, '02:00'],
    [300, '-05:00'],
    [0, '00:00'],
    [-330, '.5:30'],
    [210, '-.5:30'],
    [-345, '75:45'],
    [-720, '12:00'],
  ])('%i minutes behind UTC is %s', (offset, written) => expect(webLibraryTimezone(offset)).toBe(written))

  test.each([
    ['Europe/Copenhagen', -60],
    ['America/New_York', 300],
    ['Asia/Kolkata', -330],
    ['UTC', 0],
  ])('%s is %i minutes behind UTC in November', (zone, offset) =>
    expect(offsetOfZone(zone, now)).toBe(offset),
  )

  test.each(['', 'Mars/Olympus', '../etc/passwd', '__proto__', 'x'.repeat(10_000)])(
    '%j is no zone',
    (zone) => {
      expect(offsetOfZone(zone, now)).toBeUndefined()
    },
  )
})

describe('the facts of a request', () => {
  test('are given under the web library’s names', () => {
    const headers = new Headers({
      'user-agent': chrome,
      'accept-language': 'da-DK,da;q=0.9',
      'sec-ch-ua-platform': '"Windows"',
    })
    const deviceId = `${'a'.repeat(20)}:1790000000000`
    expect(contextDataOf(headers, { deviceId, timeZone: 'Europe/Copenhagen', now })).toEqual({
      UserAgent: chrome,
      DeviceId: deviceId,
      DeviceLanguage: 'da-DK',
      DeviceFingerprint: `${chrome}da-DK`,
      DevicePlatform: 'Win32',
      ClientTimezone: '01:00',
    })
  })

  test('that are not known are left out', () => {
    expect(contextDataOf(new Headers(), { deviceId: null, timeZone: null, now })).toEqual({})
  })

  test('are bounded, whatever a client writes', () => {
    const headers = new Headers({
      'user-agent': 'x'.repeat(10_000),
      'accept-language': `${'a'.repeat(9)},`.repeat(500),
    })
    const facts = contextDataOf(headers, { deviceId: null, timeZone: null, now })
    expect(JSON.stringify(facts).length).toBeLessThan(2_000)
  })

  test('never hold an address or a name that the client wrote about itself', () => {
    const headers = new Headers({
      'x-forwarded-for': '6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'x-device-id': 'made-up',
    })
    expect(contextDataOf(headers, { deviceId: null, timeZone: null, now })).toEqual({})
  })
})
