import { expect, test } from 'vitest'
import { keyRing } from '../../crypto/key-ring'
import { openPreview, sealPreview } from './preview-link'

const ring = keyRing([Buffer.from('a secret of at least thirty-two bytes')])
const until = new Date('2026-12-01T00:00:00Z')
const before = new Date('2026-11-30T23:59:59Z')

test('a link shows the draft of its own tenant until it expires, and nothing else', () => {
  const token = sealPreview(ring, 'acme', until)
  expect(openPreview(ring, 'acme', token, before)).toEqual(until)
  expect(openPreview(ring, 'acme', token, until)).toBeNull()
  expect(openPreview(ring, 'globex', token, before)).toBeNull()
  // Not at the end: the last sign of base64 has bits that stand for nothing.
  const altered = token.replace(/.(?=.{8}$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
  expect(openPreview(ring, 'acme', altered, before)).toBeNull()
  expect(openPreview(ring, 'acme', '', before)).toBeNull()
})
