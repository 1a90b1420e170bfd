import { expect, test } from 'vitest'
import { SIZES, scaleOf } from './use-preview-view'

test('a device fits its room whole, is never larger than life, and stays visible in no room at all', () => {
  expect(scaleOf('fit', SIZES.desktop, { width: 640, height: 800 })).toBe(0.5)
  expect(scaleOf('fit', SIZES.desktop, { width: 1280, height: 200 })).toBe(0.25)
  expect(scaleOf('fit', SIZES.phone, { width: 4000, height: 4000 })).toBe(1)
  expect(scaleOf('fit', SIZES.phone, { width: 0, height: 0 })).toBe(0.1)
})

test('a chosen size is kept, whatever the room', () => {
  expect(scaleOf('75', SIZES.desktop, { width: 100, height: 100 })).toBe(0.75)
  expect(scaleOf('100', SIZES.desktop, { width: 100, height: 100 })).toBe(1)
})
