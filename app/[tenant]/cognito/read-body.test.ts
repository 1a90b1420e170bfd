import { expect, test } from 'vitest'
import { readBody } from './read-body'

const post = (body: BodyInit | null) => new Request('http://portal.example/', { method: 'POST', body })

test('a body comes as text, and bytes that are none as nothing', async () => {
  expect(await readBody(post('{"æ":1}'))).toBe('{"æ":1}')
  expect(await readBody(post(new Uint8Array([0xff, 0xfe])))).toBeNull()
  expect(await readBody(post(null))).toBe('')
})

test('a megabyte is refused after it was read to its end', async () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      if (pulled > 16) controller.close()
      else controller.enqueue(new Uint8Array(65_536))
    },
  })
  const request = new Request('http://portal.example/', {
    method: 'POST',
    body,
    duplex: 'half',
  } as RequestInit)
  expect(await readBody(request)).toBe('too-long')
  expect(pulled).toBe(17)
})
