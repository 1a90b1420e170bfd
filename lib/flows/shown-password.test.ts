import { beforeAll, expect, test } from 'vitest'
import { shownPasswordMark, wasShown } from './shown-password'

beforeAll(() => {
  process.env.REKEY_SECRET = 'test-secret-of-thirty-two-bytes-or-more'
  process.env.REKEY_BASE_URL = 'http://localhost:3000'
})

test('a mark stands for one password of one user at one tenant, and holds none of it', () => {
  const mark = shownPasswordMark('t1', 'jane', 'short')
  expect(mark).toMatch(/^[\w-]{22}$/)
  expect(wasShown(mark, 't1', 'jane', 'short')).toBe(true)
  expect(wasShown(mark, 't1', 'jane', 'shorts')).toBe(false)
  expect(wasShown(mark, 't1', 'june', 'short')).toBe(false)
  expect(wasShown(mark, 't2', 'jane', 'short')).toBe(false)
  expect(wasShown(null, 't1', 'jane', 'short')).toBe(false)
})
