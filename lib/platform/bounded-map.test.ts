import { expect, test } from 'vitest'
import { BoundedMap } from './bounded-map'

test('what was used longest ago goes first', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.get('a')
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2])
})

test('replacing a value takes no second place', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  expect([map.get('a'), map.get('b'), map.size]).toEqual([3, 2, 2])
  map.delete('a')
  expect(map.size).toBe(1)
})
