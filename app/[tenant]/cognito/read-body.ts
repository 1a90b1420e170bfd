/** More than any request in the model with a full fingerprint and metadata; a megabyte is refused. */
const MAXIMUM_BYTES = 512 * 1024

/**
 * The body as text, or why there is none. A body that is too long is read to the end and discarded piece by piece: a
 * client that is cut off while it writes never sees the answer. The server in front limits how much that can be.
 */
export async function readBody(request: Request): Promise<string | 'too-long' | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length <= MAXIMUM_BYTES) parts.push(part)
  }
  if (length > MAXIMUM_BYTES) return 'too-long'
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    return null
  }
}
