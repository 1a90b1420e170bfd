/** One span of a trace, as OTLP carries it; times in milliseconds of the Unix epoch. */
export type SentSpan = {
  readonly traceId: string
  readonly spanId: string
  /** Empty for the first of a trace. */
  readonly parentId: string
  readonly name: string
  readonly start: number
  readonly end: number
}

type Field = { readonly number: number; readonly bytes: Buffer }

function varint(buffer: Buffer, from: number): [value: number, next: number] {
  let value = 0
  let at = from
  for (let factor = 1; ; factor *= 128) {
    const byte = buffer[at++] ?? 0
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return [value, at]
  }
}

/** The fields of a protobuf message; of the wire types OTLP needs all but groups. */
function fieldsOf(buffer: Buffer): Field[] {
  const fields: Field[] = []
  for (let at = 0; at < buffer.length; ) {
    const [key, start] = varint(buffer, at)
    let [from, to] = [start, start]
    if ((key & 7) === 0) to = varint(buffer, from)[1]
    else if ((key & 7) === 1) to = from + 8
    else if ((key & 7) === 5) to = from + 4
    else {
      const [length, next] = varint(buffer, from)
      from = next
      to = next + length
    }
    fields.push({ number: key >>> 3, bytes: buffer.subarray(from, to) })
    at = to
  }
  return fields
}

const within = (buffer: Buffer, number: number): Buffer[] =>
  fieldsOf(buffer)
    .filter((field) => field.number === number)
    .map(({ bytes }) => bytes)

function spanOf(buffer: Buffer): SentSpan {
  const field = (number: number) => within(buffer, number)[0] ?? Buffer.alloc(0)
  const time = (number: number) => Number(field(number).readBigUInt64LE() / 1_000n) / 1_000
  return {
    traceId: field(1).toString('hex'),
    spanId: field(2).toString('hex'),
    parentId: field(4).toString('hex'),
    name: field(5).toString('utf8'),
    start: time(7),
    end: time(8),
  }
}

/** The spans of a request to a collector (opentelemetry-proto, ExportTraceServiceRequest). */
export const readSpans = (sent: Buffer): SentSpan[] =>
  within(sent, 1)
    .flatMap((resourceSpans) => within(resourceSpans, 2))
    .flatMap((scopeSpans) => within(scopeSpans, 2))
    .map(spanOf)
