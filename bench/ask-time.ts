import { startNorthwind } from './northwind'
import type { Findings } from './rows'
import { compareTimes, inTurns, timeRows } from './timed-forms'

/** What an ask for a mail can be told by: nothing, if the time of the answer is the same for all of these. */
const classes = ['known', 'unknown', 'disabled', 'slow function', 'lost answer'] as const

const ASKS_PER_CLASS = 300

/** Asks for a mail for people of every class at the built portal. */
export async function askTimes(): Promise<Findings> {
  const people = inTurns(classes, ASKS_PER_CLASS, 'person')
  const northwind = await startNorthwind()
  try {
    for (const { kind, username } of people) {
      if (kind === 'unknown') continue
      northwind.addUser(username, { enabled: kind !== 'disabled' })
      if (kind === 'slow function') northwind.slowFunctionFor(username)
      if (kind === 'lost answer')
        northwind.fault({ kind: 'drop-after-commit', operation: 'ForgotPassword', username, times: 1 })
    }
    const figures = await compareTimes(classes, {
      address: `${northwind.url}/forgot`,
      people,
      typed: (username) => [['username', username]],
      isExpected: ({ status, location }) => status === 303 && /\/sent\?k=/.test(location ?? ''),
    })
    return { rows: timeRows('asks at /forgot', figures), figures }
  } finally {
    await northwind.end()
  }
}
