import { expect, test } from 'vitest'
import { readTraceparent } from './traceparent'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const spanId = '00f067aa0ba902b7'

test('a trace is read as the recommendation writes it, with whether it is sampled', () => {
  expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, isSampled: true })
  expect(readTraceparent(`00-${traceId}-${spanId}-02`)?.isSampled).toBe(false)
  expect(readTraceparent(`01-${traceId}-${spanId}-00-more`)?.traceId).toBe(traceId)
})

test('what is no trace is none', () => {
  const none = '0'.repeat(32)
  for (const header of [
    undefined,
    '',
    `00-${none}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    // Two lines, which Node joins.
    `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`,
    `00-246810-${spanId}-01`,
  ])
    expect(readTraceparent(header), header).toBeNull()
})
