import { expect, test } from 'vitest'
import { linesOf } from './follow-run'

test('lines are whole however the bytes come, letters of several bytes and the last line too', async () => {
  const text = '{"evidence":"“Región” ✓"}\n{"kind":"examined"}\n{"kind":"cut off'
  const bytes = new TextEncoder().encode(text)
  for (const size of [1, 3, 7, bytes.length]) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part)
        controller.close()
      },
    })
    const lines: string[] = []
    for await (const line of linesOf(body)) lines.push(line)
    expect(lines).toEqual(text.split('\n').slice(0, 2))
  }
})
