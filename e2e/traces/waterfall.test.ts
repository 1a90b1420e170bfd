import { expect, test } from 'vitest'
import { readSpans } from './read-spans'
import { inOrder, waterfall } from './waterfall'

const message = (number: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [(body.length & 0x7f) | 0x80, body.length >> 7]
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), body])
}
const time = (number: number, ms: number) => {
  const bytes = Buffer.alloc(9)
  bytes[0] = (number << 3) | 1
  bytes.writeBigUInt64LE(BigInt(ms) * 1_000_000n, 1)
  return bytes
}
const id = (digit: string, length: number) => Buffer.from(digit.repeat(length * 2), 'hex')
const span = (own: string, parent: string, name: string, start: number, end: number) =>
  message(
    2,
    message(1, id('a', 16)),
    message(2, id(own, 8)),
    ...(parent === '' ? [] : [message(4, id(parent, 8))]),
    message(5, Buffer.from(name)),
    // The kind, a number of one byte.
    Buffer.from([6 << 3, 3]),
    time(7, start),
    time(8, end),
  )
const sent = message(
  1,
  message(
    2,
    span('3', '1', 'store select tenants', 110, 120),
    span('1', '9', 'POST /[tenant]/reset', 100, 400),
  ),
  message(2, span('2', '1', 'cognito ConfirmForgotPassword', 130, 390)),
)

test('spans are read as they were sent, and stand below the request that they belong to', () => {
  const spans = readSpans(sent)
  expect(spans[0]).toEqual({
    traceId: 'a'.repeat(32),
    spanId: '3'.repeat(16),
    parentId: '1'.repeat(16),
    name: 'store select tenants',
    start: 110,
    end: 120,
  })
  expect(inOrder(spans).map(({ span: { name }, depth }) => [depth, name])).toEqual([
    [0, 'POST /[tenant]/reset'],
    [1, 'store select tenants'],
    [1, 'cognito ConfirmForgotPassword'],
  ])
})

test('the picture has a bar for each span, and its ticks', () => {
  const svg = waterfall(readSpans(sent), 'A reset')
  expect(svg.match(/<rect /g)).toHaveLength(4)
  expect(svg).toContain('>300 ms<')
  expect(svg).toContain('cognito ConfirmForgotPassword')
})
