import { expect, test } from 'vitest'
import { ADMIN_ACTIONS } from '../console/auth/actions-table'
import { AUDIT_EVENTS, eventsOf, TOLD_EVENTS } from './events'

test('every event stands in one group, and every group has events', () => {
  const groups = ['reset', 'brand', 'tenant', 'access', 'deployment'] as const
  const grouped = groups.flatMap(eventsOf)
  expect(new Set(grouped).size).toBe(grouped.length)
  expect(grouped).toEqual(expect.arrayContaining(Object.keys(AUDIT_EVENTS)))
})

test('whatever owners are told is among the events that notices are looked for in', () => {
  // `lib/console/change-notices.ts` reads by a partial index over these two names.
  for (const { event } of TOLD_EVENTS) expect(event).toMatch(/^(tenant|host)\./)
})

test('owners are told of whatever the console takes for dangerous', () => {
  const dangerous = Object.entries(ADMIN_ACTIONS).flatMap(([name, rule]) =>
    'isDangerous' in rule ? [name] : [],
  )
  const told = TOLD_EVENTS.map(({ event }) => event)
  expect(told).toEqual(expect.arrayContaining(dangerous))
})
