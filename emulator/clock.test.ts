import { expect, test } from 'vitest'
import { Clock } from './clock'
import { SlidingWindow } from './sliding-window'

test('a clock given an instant stands still until it is moved', () => {
  const clock = new Clock('2026-11-24T10:31:00Z')
  expect(clock.iso()).toBe('2026-11-24T10:31:00.000Z')
  clock.advance(3600)
  expect(clock.iso()).toBe('2026-11-24T11:31:00.000Z')
  clock.set('2027-01-01T00:00:00Z')
  expect(clock.iso()).toBe('2027-01-01T00:00:00.000Z')
})

test('a clock given a function keeps running after it was moved', () => {
  let time = 1000
  const clock = new Clock(() => time)
  clock.set(500_000)
  time += 250
  expect(clock.now()).toBe(500_250)
})

test('a clock refuses what is not a time', () => {
  expect(() => new Clock('soon')).toThrow('not a point in time')
  expect(() => new Clock(0).advance(Number.NaN)).toThrow()
})

test('a window lets through its limit per key, and again as old takings leave it', () => {
  const clock = new Clock(0)
  const window = new SlidingWindow(clock, 2, 60)
  expect([window.take('a'), window.take('a'), window.take('a'), window.take('b')]).toEqual([
    true,
    true,
    false,
    true,
  ])
  clock.advance(59)
  expect(window.take('a')).toBe(false)
  clock.advance(1)
  expect(window.take('a')).toBe(true)
})

test('a refused try does not prolong the wait', () => {
  const clock = new Clock(0)
  const window = new SlidingWindow(clock, 1, 60)
  window.take('a')
  clock.advance(59)
  window.take('a')
  clock.advance(1)
  expect(window.take('a')).toBe(true)
})
