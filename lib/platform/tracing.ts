import { lentResponse } from './lent-response'
import { processWide } from './process-wide'

/**
 * The trace that the running code belongs to. OpenTelemetry itself is behind this: it is loaded, and provided here, only
 * where traces are sent somewhere (`server/open-tracing.ts`), so that nobody else's pages pay for it. On Vercel, where Next
 * itself begins a request, its interface is there for the line in the log.
 */

/** Never a person's input: names from the code, slugs, numbers. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** Where a request comes from, by the `traceparent` of a proxy that is trusted. */
export type Upstream = { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean }

/** The span of a whole request, until its answer is out. */
export type RequestSpan = {
  readonly traceId: string
  /** Handles the request with this as the current span. */
  run<T>(handle: () => T): T
  end(attributes: Attributes, isFault: boolean): void
}

export type Tracer = {
  currentTraceId(): string | null
  /** Adds to the span that is current. */
  describe(attributes: Attributes): void
  begin(name: string, upstream: Upstream | null): RequestSpan
  inSpan<T>(
    name: string,
    attributes: Attributes,
    work: () => Promise<T>,
    ended: (result: T) => Attributes,
  ): Promise<T>
}

/** What the access log and the trace say of a request once it is over. */
export type RequestFacts = { readonly traceId: string; tenant: string | null }

const holder = () => processWide<{ tracer: Tracer | null }>('tracer', () => ({ tracer: null }))
const FACTS = Symbol.for('rekey.facts')

/** For the start of the process. */
export function provideTracer(tracer: Tracer): void {
  holder().tracer = tracer
}

/** Null where no traces are sent. */
export const tracer = (): Tracer | null => holder().tracer

/** Keeps the facts with the response that is lent while its request is handled. */
export function keepFacts(response: object, facts: RequestFacts): void {
  Reflect.set(response, FACTS, facts)
}

function facts(): RequestFacts | undefined {
  const response = lentResponse()
  return response === undefined ? undefined : Reflect.get(response, FACTS)
}

/** The id of the current trace, 32 hexadecimal digits. Null outside of requests. */
export const currentTraceId = (): string | null =>
  facts()?.traceId ?? holder().tracer?.currentTraceId() ?? null

/** Notes the tenant that the current request is for, once it is known that there is such a tenant. */
export function noteTenant(slug: string): void {
  const known = facts()
  if (known !== undefined) known.tenant = slug
  else holder().tracer?.describe({ 'rekey.tenant': slug })
}

/**
 * Does a piece of a request's work as a span of its trace; outside of a trace, just does it.
 *
 * @param ended what the span says of the result
 */
export function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  ended: (result: T) => Attributes = () => ({}),
): Promise<T> {
  const { tracer } = holder()
  return tracer === null ? work() : tracer.inSpan(name, attributes, work, ended)
}
