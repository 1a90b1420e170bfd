import { expect, test } from 'vitest'
import { areaError, areaUnderCurve, median } from './statistics'

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
