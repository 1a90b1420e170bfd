import type { IncomingMessage } from 'node:http'

type Limits = {
  /** As much as this is kept for `kept()`; a longer body is not kept at all. */
  keepBytes: number
  limitBytes: number
  /** Called once when more than `limitBytes` came; the reader gets none of what is beyond. */
  onTooLong: () => void
}

/**
 * Watches the body of a request while somebody else reads it. Every way of reading a Node stream ends in an emitted
 * `data` event, so neither the reader nor its pace is disturbed.
 */
export function watchBody(request: IncomingMessage, { keepBytes, limitBytes, onTooLong }: Limits) {
  const emit = request.emit.bind(request)
  let chunks: Buffer<ArrayBuffer>[] = []
  let length = 0
  request.emit = (event: string | symbol, ...values: unknown[]) => {
    const [chunk] = values
    if (event === 'data' && Buffer.isBuffer(chunk)) {
      const isFirstBeyond = length <= limitBytes && length + chunk.length > limitBytes
      length += chunk.length
      if (length > keepBytes) chunks = []
      else chunks.push(Buffer.from(chunk))
      if (isFirstBeyond) onTooLong()
      if (length > limitBytes) return true
    }
    return emit(event, ...values)
  }
  return { kept: () => (length > keepBytes ? null : Buffer.concat(chunks)) }
}
