import { expect, test } from 'vitest'
import { keyRing } from './key-ring'

const secret = (fill: number) => new Uint8Array(32).fill(fill)

test('one secret gives a different key for each use, the same one every time', () => {
  const { newest } = keyRing([secret(1)])
  const again = keyRing([secret(1)]).newest
  expect(newest.derive('seal/a')).toHaveLength(32)
  expect(newest.derive('seal/a')).toEqual(again.derive('seal/a'))
  expect(newest.derive('seal/a')).not.toEqual(newest.derive('seal/b'))
  expect(newest.derive('seal/a')).not.toEqual(keyRing([secret(2)]).newest.derive('seal/a'))
})

test('every secret of the list is found by its id, and no other', () => {
  const ring = keyRing([secret(1), secret(2), secret(3)])
  expect(ring.find(keyRing([secret(2)]).newest.id)?.derive('x')).toEqual(
    keyRing([secret(2)]).newest.derive('x'),
  )
  expect(ring.find(keyRing([secret(4)]).newest.id)).toBeNull()
  expect(ring.newest.id).toBe(keyRing([secret(1)]).newest.id)
  expect(ring.oldest.id).toBe(keyRing([secret(3)]).newest.id)
})

test('a key id is eight hex digits and not a piece of the secret', () => {
  const { id } = keyRing([secret(0xab)]).newest
  expect(id).toMatch(/^[0-9a-f]{8}$/)
  expect(id).not.toContain('abab')
})

test('no secret at all is refused', () => {
  expect(() => keyRing([])).toThrow(RangeError)
})
