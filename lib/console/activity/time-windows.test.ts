import { expect, test } from 'vitest'
import { timeWindows } from './time-windows'

const now = new Date('2026-11-30T12:00:00Z')
const day = (text: string) => new Date(`${text}T12:00:00Z`)

test('the windows follow each other without a gap, from what is written this moment to all that there is', () => {
  const windows = timeWindows({ from: null, to: null }, now)
  expect(windows.map(({ from }) => from)).toEqual([day('2026-11-22'), day('2026-09-27'), null])
  expect(windows.map(({ to }) => to)).toEqual([null, day('2026-11-22'), day('2026-09-27')])
})

test('they begin at the end of what is looked for, and none is before it', () => {
  const windows = timeWindows({ from: day('2026-01-01'), to: day('2026-02-01') }, now)
  expect(windows).toEqual([
    { from: day('2026-01-24'), to: day('2026-02-01') },
    { from: day('2025-11-29'), to: day('2026-01-24') },
  ])
})
