import type { Challenge } from 'altcha-lib'
import { beforeAll, expect, test } from 'vitest'
import { newChallenge, solvedChallenge } from './challenge'
import { asSent, solved } from './test-solving'

process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
process.env.REKEY_BASE_URL = 'http://localhost:3000'

const [acme, globex] = ['acme-id', 'globex-id']
let challenge: Challenge
let solution: string
beforeAll(async () => {
  challenge = await newChallenge(acme)
  solution = await solved(challenge)
})

type Sent = {
  challenge: { parameters: Record<string, unknown>; signature: string }
  solution: { counter: number; derivedKey: string }
}
/** The solution with something in it changed. */
function altered(change: (sent: Sent) => void, text = solution): string {
  const sent: Sent = JSON.parse(Buffer.from(text, 'base64').toString())
  change(sent)
  return Buffer.from(JSON.stringify(sent)).toString('base64')
}

test('a solution is recognised, by a name that says nothing of it', async () => {
  const name = await solvedChallenge(acme, solution)
  expect(name).toMatch(/^[\w-]{22}$/)
  expect(await solvedChallenge(acme, solution)).toBe(name)
})

test('two challenges are two', async () => {
  const other = await newChallenge(acme)
  expect(other.parameters.nonce).not.toBe(challenge.parameters.nonce)
  expect(other.signature).not.toBe(challenge.signature)
})

test('a solution is of no use at another tenant', async () => {
  expect(await solvedChallenge(globex, solution)).toBeNull()
})

test('a challenge lasts for five minutes', async () => {
  const ago = (ms: number) => new Date(Date.now() - ms)
  expect(await solvedChallenge(acme, await solved(await newChallenge(acme, ago(290_000))))).not.toBeNull()
  expect(await solvedChallenge(acme, await solved(await newChallenge(acme, ago(302_000))))).toBeNull()
})

test.each<[string, (sent: Sent) => void]>([
  ['a later end', ({ challenge }) => (challenge.parameters.expiresAt = 4_102_444_800)],
  ['no end', ({ challenge }) => delete challenge.parameters.expiresAt],
  ['less work in each round', ({ challenge }) => (challenge.parameters.cost = 1)],
  ['a shorter goal', ({ challenge }) => (challenge.parameters.keyPrefix = '')],
  ['another algorithm', ({ challenge }) => (challenge.parameters.algorithm = 'SHA-256')],
  ['another salt', ({ challenge }) => (challenge.parameters.salt = '00')],
  ['no proof of the key', ({ challenge }) => delete challenge.parameters.keySignature],
  ['another signature', ({ challenge }) => (challenge.signature = 'ab'.repeat(32))],
  ['no signature', ({ challenge }) => (challenge.signature = '')],
  ['another key', ({ solution }) => (solution.derivedKey = 'ab'.repeat(32))],
  [
    'the goal alone as the key',
    ({ challenge, solution }) => (solution.derivedKey = String(challenge.parameters.keyPrefix)),
  ],
  ['no key', ({ solution }) => (solution.derivedKey = '')],
  ['more in it', (sent) => Object.assign(sent, { verified: true })],
  ['more among the parameters', ({ challenge }) => (challenge.parameters.data = { verified: true })],
])('%s is refused', async (_, change) => {
  expect(await solvedChallenge(acme, altered(change))).toBeNull()
})

test('a challenge that nobody here made is refused, however easy it is', async () => {
  const { parameters } = challenge
  const own = asSent(
    { parameters: { ...parameters, cost: 1, keyPrefix: '' }, signature: '' },
    { counter: 0, derivedKey: 'ab' },
  )
  expect(await solvedChallenge(acme, own)).toBeNull()
})

test.each([
  '',
  'none',
  '{}',
  'null',
  'bnVsbA==',
  'W10=',
  'x'.repeat(100_000),
  '\u0000',
  `${Buffer.from('{"challenge":').toString('base64')}`,
])('what is no solution is refused: %j', async (text) => {
  expect(await solvedChallenge(acme, text)).toBeNull()
})
