import type { Upstream } from '../platform/tracing'

/**
 * The trace that a request belongs to, by its `traceparent` (https://www.w3.org/TR/trace-context/#traceparent-header).
 * Null where there is none or it can't be read; a later version may add fields at the end.
 */
export function readTraceparent(header: string | undefined): Upstream | null {
  const read = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header ?? '')
  if (read === null) return null
  const [, version, traceId = '', spanId = '', flags = '', rest] = read
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId) || (version === '00' && rest !== undefined)) return null
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}
