import { expect, test } from 'vitest'
import { keyRing } from '../../crypto/key-ring'
import { openPreview, sealPreview } from './preview-link'

const ring = keyRing([Buffer.from('a secret of at least thirty-two bytes')])
const until = new Date('2026-12-01T00:00:00Z')
const before = new Date('2026-11-30T23:59:59Z')
const id = '5f0c1c70-6a34-4d5d-9a52-0d7c0a1b2c3d'

test('a link shows the draft of its own tenant until it expires, and nothing else', () => {
  const token = sealPreview(ring, 'acme', { id, until })
  expect(openPreview(ring, 'acme', token, before)).toEqual({ until, id })
  expect(openPreview(ring, 'acme', token, until)).toBeNull()
  expect(openPreview(ring, 'globex', token, before)).toBeNull()
  // Not at the end: the last sign of base64 has bits that stand for nothing.
  const altered = token.replace(/.(?=.{8}$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
  expect(openPreview(ring, 'acme', altered, before)).toBeNull()
  expect(openPreview(ring, 'acme', '', before)).toBeNull()
})
