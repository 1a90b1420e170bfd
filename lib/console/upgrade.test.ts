import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAudit } from '../audit/record'
import { keys } from '../crypto/keys'
import type { Connection } from '../db/connection'
import { pruneExpired } from '../db/prune'
import { engines, firstRelease, openUpgradedDatabase } from '../db/test-first-release'
import { listEntries } from './activity/entries'
import { readFilter } from './activity/filter'
import { openSessions } from './auth/sessions'
import { markSeen, unseenChanges } from './change-notices'

const { acmeId, hashes, sessions: people } = firstRelease

describe.each(engines)('the console after the first release, on %s', (engine) => {
  let connection: Connection
  const asked: string[] = []
  const sessions = openSessions({
    database: async () => connection.database,
    ring: keys(),
    readGroups: async (username, refreshToken) => {
      asked.push(`${username} ${refreshToken}`)
      return username.startsWith('anna') ? people.anna.groups : people.ben.groups
    },
  })
  beforeAll(async () => {
    connection = await openUpgradedDatabase(engine)
  })
  afterAll(() => connection.close())

  test('people are still signed in, with rights that are asked for anew', async () => {
    asked.splice(0)
    for (const { token, subject, name, groups } of [people.anna, people.ben]) {
      expect(await sessions.find(token)).toMatchObject({ subject, name, groups })
    }
    expect(asked).toEqual(['anna-in-the-pool refresh-anna', 'ben-in-the-pool refresh-ben'])
  })

  test('whoever signs out is signed out', async () => {
    await sessions.end(people.anna.token)
    expect(await sessions.find(people.anna.token)).toBeNull()
    expect(await sessions.find(people.ben.token)).not.toBeNull()
  })

  test('what happened is told, and what happens now follows it', async () => {
    await openAudit(async () => connection.database).record({
      event: 'forgot.requested',
      tenantId: acmeId,
      usernameTag: hashes.usernameTag,
      flow: 'reset',
    })
    const list = async (view: string, reach: string[] | null) =>
      (await listEntries(connection.database, readFilter({ view }), reach)).entries.map(
        ({ event, outcome, tenant, person, tag, supportCode }) => [
          event,
          outcome,
          tenant?.name,
          person ?? tag,
          supportCode,
        ],
      )
    const resets = [
      ['forgot.requested', null, 'Acme Bank', hashes.usernameTag, null],
      ['confirm.in_doubt', 'unknown', 'Acme Bank', hashes.usernameTag, 'K7Q-2MX'],
      ['forgot.requested', 'sent', 'Acme Bank', hashes.usernameTag, null],
    ]
    expect(await list('entries', null)).toEqual(resets)
    expect(await list('entries', [acmeId])).toEqual(resets)
    expect(await list('console', null)).toEqual([
      ['audit.gap', null, undefined, null, null],
      ['tenant.removed', null, undefined, null, null],
      ['host.claim', 'claimed', 'Acme Bank', 'anna', null],
      ['tenant.connect', 'done', 'Acme Bank', 'anna', null],
    ])
  })

  test('a notice that was seen stays seen, and the other one is still told', async () => {
    const ben = { ...people.ben, sessionId: 'any', signedInAgoSeconds: 1 }
    const told = await unseenChanges(connection.database, ben)
    expect(told.map(({ event, who, about }) => [event, who, ...about])).toEqual([
      ['tenant.connect', 'anna', 'cognito.clientId', 'client secret'],
    ])
    await markSeen(
      connection.database,
      ben,
      told.map(({ id }) => id),
    )
    expect(await unseenChanges(connection.database, ben)).toEqual([])
  })

  test('tidying up takes nothing of it away that still means something', async () => {
    expect(await pruneExpired(connection)).toEqual({
      // The minute that has to pass between two mails.
      rateLimits: 1,
      confirmations: 0,
      newestMails: 0,
      keptAnswers: 0,
      adminSessions: 0,
      adminNoticesSeen: 0,
      alertsSent: 0,
      brandPreviewLinks: 0,
    })
  })
})
