import { expect, test } from 'vitest'
import { areaError, areaUnderCurve, median, spreadOf } from './statistics'

test('the area says how far two groups can be told apart', () => {
  expect(areaUnderCurve([4, 5, 6], [1, 2, 3])).toBe(1)
  expect(areaUnderCurve([1, 2, 3], [4, 5, 6])).toBe(0)
  expect(areaUnderCurve([1, 2, 3], [1, 2, 3])).toBe(0.5)
  expect(areaUnderCurve([1, 4], [2, 3])).toBe(0.5)
})

test('its error shrinks with the number of values', () => {
  expect(areaError(300, 300)).toBeCloseTo(0.0236, 4)
  expect(areaError(1_200, 1_200)).toBeCloseTo(areaError(300, 300) / 2, 3)
})

test('the median lies in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('of several groups the pair that lies furthest apart counts', () => {
  const spread = spreadOf(
    new Map([
      ['one', [1, 2, 3]],
      ['like it', [1, 2, 3]],
      ['apart', [4, 5, 6]],
    ]),
  )
  expect(spread.medians).toEqual({ one: 2, 'like it': 2, apart: 5 })
  expect([spread.largestDistance, spread.largestArea]).toEqual([3, 0.5])
  expect(spread.areaErrors).toBeCloseTo(0.5 / areaError(3, 3), 6)
})
