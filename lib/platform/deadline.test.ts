import { expect, test } from 'vitest'
import { DeadlinePassed, within } from './deadline'

test('work that ends in time gives its value or its own error', async () => {
  expect(await within(1_000, 'It', Promise.resolve(42))).toBe(42)
  await expect(within(1_000, 'It', Promise.reject(new Error('own')))).rejects.toThrow('own')
})

test('work that takes longer is not waited for, and its late failure disturbs nobody', async () => {
  let fail: (error: Error) => void = () => {}
  const late = new Promise<never>((_, reject) => {
    fail = reject
  })
  await expect(within(20, 'It', late)).rejects.toThrow(DeadlinePassed)
  fail(new Error('late'))
  await new Promise((resolve) => setImmediate(resolve))
})
