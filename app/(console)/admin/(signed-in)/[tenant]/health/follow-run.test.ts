import { expect, test } from 'vitest'
import { linesOf } from './follow-run'

test('lines are whole however the bytes come, letters of several bytes and the last line too', async () => {
  const text = '{"evidence":"“Región” ✓"}\n{"kind":"examined"}\n{"kind":"cut off'
  const bytes = new TextEncoder().encode(text)
  for (const size of [1, 3, 7, bytes.length]) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
    const lines: string[] = []
    for await (const line of linesOf(ReadableStream.from(parts))) lines.push(line)
    expect(lines).toEqual(text.split('\n').slice(0, 2))
  }
})
