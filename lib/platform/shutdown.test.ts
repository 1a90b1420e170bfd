import { expect, test } from 'vitest'
import { beforeExit, finishBeforeExit, isDraining, startDraining } from './shutdown'

const never = () => new Promise<void>(() => {})

test('tasks run one after the other, and none keeps the others from running', async () => {
  const ran: string[] = []
  beforeExit('first', async () => {
    await Promise.resolve()
    ran.push('first')
  })
  beforeExit('broken', async () => {
    throw new Error('broken')
  })
  beforeExit('endless', never)
  beforeExit('last', async () => void ran.push('last'))
  expect(await finishBeforeExit(Number.POSITIVE_INFINITY, 50)).toEqual(['broken', 'endless'])
  expect(ran).toEqual(['first', 'last'])
})

test('registering a name again replaces its task and keeps its turn', async () => {
  const ran: string[] = []
  for (const name of ['first', 'broken', 'endless', 'last']) beforeExit(name, async () => void ran.push(name))
  expect(await finishBeforeExit(Number.POSITIVE_INFINITY, 50)).toEqual([])
  expect(ran).toEqual(['first', 'broken', 'endless', 'last'])
})

test('no task is waited for past the end of all, and each is begun', async () => {
  const begun: string[] = []
  for (const name of ['first', 'broken', 'endless', 'last'])
    beforeExit(
      name,
      () => {
        begun.push(name)
        return never()
      },
      // What it may take by itself, with the ends of all others already used up.
      3_600_000,
    )
  expect(await finishBeforeExit(performance.now() + 50)).toEqual(['first', 'broken', 'endless', 'last'])
  expect(begun).toEqual(['first', 'broken', 'endless', 'last'])
})

test('readiness learns that the process was asked to end', () => {
  expect(isDraining()).toBe(false)
  startDraining()
  expect(isDraining()).toBe(true)
})
