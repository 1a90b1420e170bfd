import { expect, test } from 'vitest'
import type { LimitStore } from './commands'
import { counters } from './counters'
import { FaultyStore } from './test-faulty-store'

const quiet = { factor: 1, onAway: () => {}, onBack: () => {} }

test('a refund that was carried out and whose answer was lost gives back one try, however often it is sent', async () => {
  const { store: inner } = new FaultyStore()
  let toLose = 3
  let answered = 0
  const store: LimitStore = {
    async run(commands) {
      const answers = await inner.run(commands)
      if (!commands.some(({ op }) => op === 'refund')) return answers
      if (toLose-- > 0) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
      answered++
      return answers
    },
  }
  const instance = counters({ ...quiet, store: async () => store })
  const takes = []
  for (let index = 0; index < 5; index++) takes.push(await instance.take('confirmPerCode', 'ada'))
  if (takes[0]?.taken) await instance.refund(takes[0].reservation)
  await expect.poll(() => answered, { timeout: 10_000 }).toBe(1)
  const other = counters({ ...quiet, store: async () => inner })
  expect(await other.peek('confirmPerCode', 'ada')).toMatchObject({ remaining: 1 })
}, 20_000)

test('a take that timed out before its patience is over is not decided alone', async () => {
  const store: LimitStore = {
    run: async () => {
      throw new Error('Query read timeout')
    },
  }
  const instance = counters({ ...quiet, store: async () => store, patienceMs: 60_000 })
  const request = { scope: 'acme', steps: [{ name: 'askBurst' as const, key: 'acme:ada' }] }
  const first = await Promise.race([
    instance.takeAll(request).then(({ kind }) => kind),
    new Promise<string>((resolve) => setTimeout(resolve, 1_000, 'waiting')),
  ])
  expect(first).not.toBe('taken')
})
