import type { IncomingMessage } from 'node:http'

type Limits = {
  /** As much as this is kept for `kept()`; a longer body is not kept at all. */
  keepBytes: number
  limitBytes: number
  /** How deep lists and objects may lie in each other: a decoder takes memory for each level before it gives up. */
  maximumDepth: number
  /** Called once when the body exceeds either limit; the reader gets nothing beyond it. */
  onRefused: (status: 400 | 413) => void
}

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'[]{}'].map((sign) => sign.charCodeAt(0))

/**
 * How deeply a chunk is nested, starting from the depth before it. Brackets in texts count too; nobody types a
 * thousand.
 */
function measureDepth(chunk: Buffer, before: number): { depth: number; deepest: number } {
  let [depth, deepest] = [before, before]
  for (const byte of chunk) {
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, ++depth)
    else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && depth > 0) depth--
  }
  return { depth, deepest }
}

/**
 * Watches a request's body while something else reads it. Every way of reading a Node stream emits `data` events, so
 * neither the reader nor its pace is disturbed.
 */
export function watchBody(
  request: IncomingMessage,
  { keepBytes, limitBytes, maximumDepth, onRefused }: Limits,
) {
  const emit = request.emit.bind(request)
  let chunks: Buffer<ArrayBuffer>[] = []
  let length = 0
  let depth = 0
  let isRefused = false

  const take = (chunk: Buffer) => {
    length += chunk.length
    if (length > keepBytes) chunks = []
    else chunks.push(Buffer.from(chunk))
    const measured = measureDepth(chunk, depth)
    depth = measured.depth
    if (isRefused || (length <= limitBytes && measured.deepest <= maximumDepth)) return
    isRefused = true
    onRefused(length > limitBytes ? 413 : 400)
  }

  request.emit = (event: string | symbol, ...values: unknown[]) => {
    const [chunk] = values
    if (event === 'data' && Buffer.isBuffer(chunk)) {
      take(chunk)
      if (isRefused) return true
    }
    return emit(event, ...values)
  }
  return { kept: () => (length > keepBytes ? null : Buffer.concat(chunks)) }
}
