import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyRing } from './key-ring'
import { open, seal, sealingKeyId } from './seal'

const ring = keyRing([randomBytes(32)])
const text = fc.string({ unit: 'binary', maxLength: 200 })

describe('a sealed text', () => {
  test('opens for the same purpose and context, whatever it holds', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (plaintext, purpose, context) => {
        expect(open(ring, purpose, seal(ring, purpose, plaintext, ...context), ...context)).toBe(plaintext)
      }),
    )
  })

  test('does not open for another purpose', () => {
    fc.assert(
      fc.property(text, text, (purpose, other) => {
        fc.pre(purpose !== other)
        expect(open(ring, other, seal(ring, purpose, 'x'))).toBeNull()
      }),
    )
  })

  test('does not open in another context, however its parts are cut', () => {
    const context = fc.array(text, { maxLength: 3 })
    fc.assert(
      fc.property(context, context, (here, there) => {
        fc.pre(JSON.stringify(here) !== JSON.stringify(there))
        expect(open(ring, 'p', seal(ring, 'p', 'x', ...here), ...there)).toBeNull()
      }),
    )
    expect(open(ring, 'p', seal(ring, 'p', 'x', 'ab', 'c'), 'a', 'bc')).toBeNull()
    expect(open(ring, 'p', seal(ring, 'p', 'x', 'a'), 'a', '')).toBeNull()
  })

  test('does not open with any one character changed', () => {
    const sealed = seal(ring, 'p', 'a client secret', 'tenant')
    for (let at = 0; at < sealed.length; at++) {
      for (const other of ['A', 'b', '7', '_', '.', '=', ' ', '\0']) {
        if (sealed[at] === other) continue
        const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`
        expect(open(ring, 'p', changed, 'tenant'), `character ${at}`).toBeNull()
      }
    }
  })

  test('does not open with any one bit of it flipped', () => {
    const sealed = seal(ring, 'p', 'a client secret', 'tenant')
    const [version, keyId, body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const changed = [version, keyId, flipped.toString('base64url')].join('.')
      expect(open(ring, 'p', changed, 'tenant'), `bit ${bit}`).toBeNull()
    }
  })

  test('has one spelling only: padding, stray bits and other alphabets do not open', () => {
    const sealed = seal(ring, 'p', 'xy')
    expect(open(ring, 'p', sealed)).toBe('xy')
    for (const other of [
      `${sealed}=`,
      `${sealed}\n`,
      ` ${sealed}`,
      sealed.toUpperCase(),
      `${sealed}.`,
      `${sealed}A`,
    ]) {
      expect(open(ring, 'p', other)).toBeNull()
    }
  })

  test('shows neither its content nor its length beyond the byte', () => {
    expect(seal(ring, 'p', 'needle')).not.toContain(Buffer.from('needle').toString('base64url'))
    expect(seal(ring, 'p', 'a').length).toBe(seal(ring, 'p', 'b').length)
  })
})

test('anything else opens to null and never throws', () => {
  fc.assert(fc.property(text, (anything) => open(ring, 'p', anything) === null))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const body = Buffer.from(bytes).toString('base64url')
      expect(open(ring, 'p', `v1.${ring.newest.id}.${body}`)).toBeNull()
    }),
  )
})

test('a thousand sealings of one text have a thousand nonces', () => {
  const nonces = Array.from({ length: 1000 }, () => {
    const body = seal(ring, 'p', 'same').split('.')[2] ?? ''
    return Buffer.from(body, 'base64url').subarray(0, 12).toString('hex')
  })
  expect(new Set(nonces).size).toBe(1000)
})

describe('rotation', () => {
  const old = randomBytes(32)
  const fresh = randomBytes(32)
  const sealedByOld = seal(keyRing([old]), 'p', 'kept', 'tenant')

  test('what the old secret sealed opens while it is still in the list', () => {
    expect(open(keyRing([fresh, old]), 'p', sealedByOld, 'tenant')).toBe('kept')
    expect(open(keyRing([fresh]), 'p', sealedByOld, 'tenant')).toBeNull()
  })

  test('the first secret seals, and the text says which', () => {
    const sealed = seal(keyRing([fresh, old]), 'p', 'new', 'tenant')
    expect(open(keyRing([fresh]), 'p', sealed, 'tenant')).toBe('new')
    expect(sealingKeyId(sealed)).toBe(keyRing([fresh]).newest.id)
    expect(sealingKeyId(sealedByOld)).toBe(keyRing([old]).newest.id)
    expect(sealingKeyId('not sealed')).toBeNull()
  })

  test('a text that names another key of the ring does not open', () => {
    const [version, , body] = sealedByOld.split('.')
    const renamed = [version, keyRing([fresh]).newest.id, body].join('.')
    expect(open(keyRing([fresh, old]), 'p', renamed, 'tenant')).toBeNull()
  })
})

// Rows and cookies outlive a release: whoever changes the format or a label must make sure that this one still opens.
test('what the first release sealed still opens', () => {
  const known = keyRing([Buffer.from('0123456789abcdef0123456789abcdef')])
  const sealed = 'v1.08fcf918.wrvTjKo5wyrk7Sbk_jYEpda_OheqF-4BYRw3JT97in0b3jDopk8VkV0a2jaEA6-VKHeHnmIpB0g'
  expect(open(known, 'tenant-client-secret', sealed, 'tenant', '0')).toBe('kept since the first release')
})
