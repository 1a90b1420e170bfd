import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HANDOFF_HEADER, handoffValue, openHandoff, PRIVATE_HEADERS, readHandoff } from './address-handoff'

const token = 'a-token-of-this-process'
beforeEach(() => openHandoff(token))
afterEach(() => openHandoff(''))

test('an address that the server established arrives', () => {
  for (const address of ['203.0.113.7', '2001:db8::1'])
    expect(readHandoff(handoffValue(address))).toBe(address)
})

test('"unknown" arrives as unknown', () => {
  expect(readHandoff(handoffValue(null))).toBeNull()
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
  expect(PRIVATE_HEADERS).toContain(HANDOFF_HEADER)
  expect(PRIVATE_HEADERS.every((name) => name.startsWith('x-rekey-'))).toBe(true)
})
