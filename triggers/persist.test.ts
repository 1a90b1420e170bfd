import { expect, test } from 'vitest'
import { persist } from './persist'

test('a last try gets the time that is left, be it no whole number of milliseconds', async () => {
  const until = performance.now() + 10_000.5
  expect(await persist({ until, perTryMs: 60_000 }, async ({ aborted }) => aborted)).toBe(false)
})
