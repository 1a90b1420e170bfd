import { expect, test } from 'vitest'
import { halved, limits, scaled } from './policy'

test('the numbers that the security page promises', () => {
  expect(limits.askBurst).toMatchObject({ times: 1, perSeconds: 60, countedSince: 'last' })
  expect(limits.askFromAddress).toMatchObject({ times: 3, perSeconds: 3600, countedSince: 'last' })
  expect(limits.askPerUser).toMatchObject({ times: 5, perSeconds: 3600, countedSince: 'last' })
  expect(limits.askPerAddress).toMatchObject({ times: 20, perSeconds: 600 })
  expect(limits.confirmPerCode).toMatchObject({ times: 5 })
  expect(limits.confirmPerCodeFromAddress).toMatchObject({ times: 3 })
  expect(limits.confirmPerUser).toMatchObject({ times: 20, perSeconds: 3600, countedSince: 'last' })
  expect(limits.tenantQuota).toMatchObject({ times: 30, perSeconds: 1 })
})

test('a factor scales every limit, and at least one always remains', () => {
  expect(scaled(limits.askPerUser, 10).times).toBe(50)
  expect(scaled(limits.askPerUser, 0.5).times).toBe(2)
  expect(scaled(limits.askPerUser, 0.001).times).toBe(1)
  expect(scaled(limits.askBurst, 0.1)).toEqual(limits.askBurst)
  expect(scaled(limits.solution, 10)).toMatchObject({ times: 1 })
})

test('one process alone allows half, and of one it allows one in twice the time', () => {
  for (const limit of Object.values(limits)) {
    const alone = halved(limit)
    expect(alone.times / alone.perSeconds).toBeLessThanOrEqual(limit.times / limit.perSeconds / 2)
    expect(alone.times).toBeGreaterThanOrEqual(1)
  }
})
