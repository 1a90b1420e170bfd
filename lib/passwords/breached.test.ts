import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lookUpBreach } from './breached'
import { type RangeServer, rangeOf, startRangeServer } from './test-ranges'

const known = 'Summer-Holiday-1'
/** Long enough for any answer that isn't late on purpose. */
const PATIENCE_MS = 20_000

let ranges: RangeServer
let usual: RangeServer['answer']
beforeAll(async () => {
  ranges = await startRangeServer([known, 'Sommer-Überall-1'])
  usual = ranges.answer
})
beforeEach(() => {
  ranges.answer = usual
  ranges.requests.length = 0
})
afterAll(() => ranges.close())

const lookUp = (password: string, limitMs = PATIENCE_MS) =>
  lookUpBreach(`${ranges.url}/range/`, password, limitMs)

test('a known password is found, in UTF-8 too, and another one is not', async () => {
  expect(await lookUp(known)).toBe('known')
  expect(await lookUp('Sommer-Überall-1')).toBe('known')
  expect(await lookUp('Correct-Horse-1')).toBe('not-known')
})

test('five digits of the hash are all that is sent, and padding is asked for', async () => {
  await lookUp(known)
  const [request] = ranges.requests
  expect(request?.path).toMatch(/^\/range\/[0-9A-F]{5}$/)
  expect(request?.headers).toMatchObject({ 'add-padding': 'true', 'user-agent': 'rekey' })
  expect(request?.headers.cookie).toBeUndefined()
})

test('lines of padding, whose count is 0, name no password', async () => {
  ranges.answer = (request, response) => response.end(rangeOf(request.url?.slice(-5) ?? '', [known], 0))
  expect(await lookUp(known)).toBe('not-known')
})

test.each([
  ['a hash in small letters', (text: string) => text.toLowerCase(), 'known'],
  [
    'lines that end as on Unix, with one at the end',
    (text: string) => `${text.replaceAll('\r', '')}\n`,
    'known',
  ],
  ['a page in HTML', () => '<html><body>Please sign in</body></html>', 'unreadable'],
  ['nothing', () => '', 'unreadable'],
  ['a range that was cut off', (text: string) => text.slice(0, -1).replace(/:\d*$/, ''), 'unreadable'],
] as const)('%s', async (_, change, expected) => {
  ranges.answer = (request, response) => response.end(change(rangeOf(request.url?.slice(-5) ?? '', [known])))
  expect(await lookUp(known)).toBe(expected)
})

test.each([500, 429, 404, 301])('an answer with the status %i says nothing', async (status) => {
  ranges.answer = (request, response) =>
    response.writeHead(status, { Location: `${ranges.url}${request.url}` }).end(rangeOf('', []))
  expect(await lookUp(known)).toBe('refused')
  expect(ranges.requests).toHaveLength(1)
})

test('an endless answer is read as far as a range can go, and no further', async () => {
  let sent = 0
  let hasEnded = false
  ranges.answer = (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('0'.repeat(16_384))) sent += 16_384
    }
    response.on('drain', more).on('close', () => {
      hasEnded = true
    })
    more()
  }
  expect(await lookUp(known)).toBe('unreadable')
  await expect.poll(() => hasEnded).toBe(true)
  expect(sent).toBeLessThan(32_000_000)
})

test('the time is one for the whole look-up: no answer, half an answer, one line at a time', async () => {
  ranges.answer = () => {}
  expect(await lookUp(known, 100)).toBe('late')
  ranges.answer = (request, response) => response.write(rangeOf(request.url?.slice(-5) ?? '', [known]))
  expect(await lookUp(known, 100)).toBe('late')
  ranges.answer = (_request, response) => {
    const timer = setInterval(() => response.write(`${'0'.repeat(35)}:1\r\n`), 20)
    response.on('close', () => clearInterval(timer))
  }
  expect(await lookUp(known, 200)).toBe('late')
})

test('a connection that breaks, and one that nobody takes', async () => {
  ranges.answer = (request) => request.socket.destroy()
  expect(await lookUp(known)).toBe('unreachable')
  const gone = await startRangeServer([])
  await gone.close()
  expect(await lookUpBreach(`${gone.url}/range/`, known, PATIENCE_MS)).toBe('unreachable')
})
