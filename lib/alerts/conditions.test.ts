import { expect, test } from 'vitest'
import { alertsOf, type TenantHour } from './conditions'

const hour = new Date('2026-11-30T10:00:00Z')
const at = (time: string) => new Date(`2026-11-30T${time}:00Z`)
const later = at('11:30')
const usual = { unknown: 20, all: 1_000 }
const quiet: TenantHour = {
  hour,
  asked: 0,
  landedSince: 0,
  unknown: 0,
  misconfigured: 0,
  all: 0,
}
const of = (what: Partial<TenantHour>, now = later, before = usual) =>
  alertsOf({ ...quiet, ...what }, before, now)

test('nothing is told of a quiet hour', () => {
  expect(of({})).toEqual([])
  expect(of({ asked: 500, landedSince: 200, unknown: 10, all: 900 })).toEqual([])
})

test('that nobody lands is told of ten or more, once they had time to', () => {
  expect(of({ asked: 10, all: 10 })).toEqual(['nobody-lands'])
  expect(of({ asked: 10, all: 10 }, at('11:10'))).toEqual(['nobody-lands'])
  expect(of({ asked: 10, all: 10 }, at('11:09'))).toEqual([])
  expect(of({ asked: 9, all: 9 })).toEqual([])
  expect(of({ asked: 500, all: 500, landedSince: 1 })).toEqual([])
})

test('unknown is told where it is three times what is usual, and five at least', () => {
  expect(of({ unknown: 7, all: 100 })).toEqual(['unknown-more-than-usual'])
  expect(of({ unknown: 6, all: 100 })).toEqual([])
  expect(of({ unknown: 4, all: 4 })).toEqual([])
  // Where there was no trouble before, one in a hundred is usual enough.
  const none = { unknown: 0, all: 0 }
  expect(of({ unknown: 5, all: 100 }, later, none)).toEqual(['unknown-more-than-usual'])
  expect(of({ unknown: 5, all: 200 }, later, none)).toEqual([])
})

test('one that is misconfigured is told at once', () => {
  expect(of({ misconfigured: 1, all: 1 }, at('10:01'))).toEqual(['misconfigured'])
})
