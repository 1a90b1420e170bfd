import { startNorthwind } from './northwind'
import type { Findings } from './rows'
import { type AnswerTimes, compareTimes, inTurns, timeRows } from './timed-forms'

/** What a refused press on `/confirm` can be told by. With a slow answer Cognito takes its time, within the first step. */
const pressed = [
  'confirmed',
  'unknown',
  'disabled',
  'address of another',
  'used code',
  'mistyped code',
  'slow answer',
] as const
/** What asking for a new mail there can be told by. */
const asked = ['unconfirmed', 'confirmed', 'unknown', 'disabled', 'slow function', 'lost answer'] as const

const PER_CLASS = 150
const SLOW_ANSWER_MS = 400
const WRONG_CODE = '000000'

type Northwind = Awaited<ReturnType<typeof startNorthwind>>

const unconfirmed = { status: 'UNCONFIRMED', emailVerified: false } as const

/** Brings somebody about and gives the code that this person types. */
async function codeOf(northwind: Northwind, kind: (typeof pressed)[number], username: string) {
  if (kind === 'unknown') return WRONG_CODE
  if (kind === 'confirmed') northwind.addUser(username)
  else northwind.addUser(username, { ...unconfirmed, enabled: kind !== 'disabled' })
  if (kind === 'confirmed' || kind === 'disabled') return WRONG_CODE

  const code = await northwind.signUpCodeOf(username)
  const fault = { operation: 'ConfirmSignUp', username, times: 1 }
  if (kind === 'used code') await northwind.confirmSignUp(username, code)
  else if (kind === 'address of another')
    northwind.fault({ kind: 'error', name: 'AliasExistsException', ...fault })
  else if (kind === 'slow answer') northwind.fault({ kind: 'delay-before', ms: SLOW_ANSWER_MS, ...fault })
  if (kind === 'used code' || kind === 'address of another') return code
  return code === WRONG_CODE ? '111111' : WRONG_CODE
}

async function pressTimes(northwind: Northwind): Promise<AnswerTimes> {
  const people = inTurns(pressed, PER_CLASS, 'press')
  const codes = new Map<string, string>()
  for (const { kind, username } of people) codes.set(username, await codeOf(northwind, kind, username))
  return compareTimes(pressed, {
    address: `${northwind.url}/confirm`,
    people,
    typed: (username) => [
      ['username', username],
      ['code', codes.get(username) ?? ''],
    ],
    isExpected: ({ status, body }) => status === 200 && body.includes('data-error="code-rejected"'),
  })
}

async function freshMailTimes(northwind: Northwind): Promise<AnswerTimes> {
  const people = inTurns(asked, PER_CLASS, 'fresh')
  for (const { kind, username } of people) {
    if (kind === 'confirmed') northwind.addUser(username)
    else if (kind !== 'unknown') northwind.addUser(username, { ...unconfirmed, enabled: kind !== 'disabled' })
    if (kind === 'slow function') northwind.slowFunctionFor(username)
    if (kind === 'lost answer') {
      const operation = 'ResendConfirmationCode'
      northwind.fault({ kind: 'drop-after-commit', operation, username, times: 1 })
    }
  }
  return compareTimes(asked, {
    address: `${northwind.url}/confirm?ask=1`,
    people,
    typed: (username) => [['username', username]],
    isExpected: ({ status, location }) => status === 303 && /\/confirm\?k=/.test(location ?? ''),
  })
}

/** Presses on a sign-up's page and asks for its mail again, for people of every class, at the built portal. */
export async function confirmTimes(): Promise<Findings> {
  const northwind = await startNorthwind()
  try {
    const press = await pressTimes(northwind)
    const freshMail = await freshMailTimes(northwind)
    return {
      rows: [
        ...timeRows('refused presses on /confirm', press),
        ...timeRows('asks for a new mail at /confirm', freshMail),
      ],
      figures: { press, freshMail },
    }
  } finally {
    await northwind.end()
  }
}
