import type { IncomingMessage } from 'node:http'

const longest = 4 * 1024 * 1024

/** The whole body; rejects when the client goes away or sends more than any request of the model can hold. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > longest) throw new Error('the body is too long')
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}
