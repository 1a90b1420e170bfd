import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { SamplingDecision } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'
import { samplerOf } from './trace-sampler'

const id = { traceId: '0'.repeat(31).concat('1'), spanId: '0'.repeat(15).concat('1') }

function isRecorded(share: number, parent: { isRemote: boolean; isSampled: boolean } | null, lot = 0.5) {
  const context =
    parent === null
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, {
          ...id,
          isRemote: parent.isRemote,
          traceFlags: parent.isSampled ? 1 : 0,
        })
  const { decision } = samplerOf(share, () => lot).shouldSample(
    context,
    id.traceId,
    'span',
    SpanKind.SERVER,
    {},
    [],
  )
  return decision === SamplingDecision.RECORD_AND_SAMPLED
}

test('the share of traces is recorded', () => {
  expect([0, 0.4, 0.6, 1].map((share) => isRecorded(share, null))).toEqual([false, false, true, true])
  expect(isRecorded(1, null, 0.999_999)).toBe(true)
  expect(isRecorded(0, null, 0)).toBe(false)
})

test('a trace that is recorded elsewhere is one among others here, whatever its id', () => {
  const there = { isRemote: true, isSampled: true }
  expect(isRecorded(0, there, 0)).toBe(false)
  expect([0.4, 0.6].map((share) => isRecorded(share, there))).toEqual([false, true])
})

test('a trace that is not recorded elsewhere is not recorded here', () => {
  expect(isRecorded(1, { isRemote: true, isSampled: false })).toBe(false)
})

test('what is inside of a request goes by the request', () => {
  expect(isRecorded(0, { isRemote: false, isSampled: true })).toBe(true)
  expect(isRecorded(1, { isRemote: false, isSampled: false })).toBe(false)
})
