import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  ARRIVED_AT_HEADER,
  HANDOFF_HEADER,
  handoffValue,
  openHandoff,
  PRIVATE_HEADERS,
  readArrival,
  readHandoff,
} from './internal-headers'

const token = 'a-token-of-this-process'
beforeEach(() => openHandoff(token))
afterEach(() => openHandoff(''))

test('an address that the server established arrives', () => {
  for (const address of ['203.0.113.7', '2001:db8::1'])
    expect(readHandoff(handoffValue(address))?.address).toBe(address)
})

test('so does when the request came, as far as the pages', () => {
  const handoff = readHandoff(handoffValue('203.0.113.7', 12_345.678))
  expect(handoff?.arrivedAt).toBe(12_345.7)
  expect(readArrival(String(handoff?.arrivedAt))).toBe(12_345.7)
  for (const none of [null, '', 'NaN', '-1', '1e9']) expect(readArrival(none)).toBeNull()
})

test('"unknown" arrives as unknown', () => {
  expect(readHandoff(handoffValue(null))).toMatchObject({ address: null })
})

test('what a client writes is no evidence', () => {
  for (const forged of [null, '', '6.6.6.6', ' 6.6.6.6', '- 6.6.6.6', `${token}6.6.6.6`, `x${token} 6.6.6.6`])
    expect(readHandoff(forged)).toBeNull()
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readHandoff(text)).toBeNull()
    }),
  )
})

test('without a server in front nothing is believed, not even an empty token', () => {
  openHandoff('')
  expect(readHandoff(' 6.6.6.6')).toBeNull()
  expect(readHandoff(handoffValue('6.6.6.6'))).toBeNull()
})

test('every header between server, proxy and pages is among those that no request may bring', () => {
  for (const name of [HANDOFF_HEADER, ARRIVED_AT_HEADER]) expect(PRIVATE_HEADERS).toContain(name)
  expect(PRIVATE_HEADERS.every((name) => name.startsWith('x-rekey-'))).toBe(true)
})
