import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import type { Connection } from '../db/connection'
import { engines, firstRelease, openUpgradedDatabase } from '../db/test-first-release'
import type { Confirmations } from '../idempotency/attempts'
import { openConfirmations } from '../idempotency/confirmations'
import { takeAsk } from '../limits/ask-limits'
import { takeConfirm } from '../limits/confirm-limits'
import type { Counters } from '../limits/decision'
import { testCounters } from '../limits/test-counters'
import { newerMail } from '../links/newest-mail'

const { acmeId, bakeryId, hashes, newestMail, sessions } = firstRelease
const jane = hashes.usernameTag
const omar = usernameTag(acmeId, 'omar')
const from = (last: number) => addressTag(acmeId, `203.0.113.${last}`)

/** Longer than any machine that runs tests takes to ask its database. */
const LIMIT_MS = 20_000

describe.each(engines)('what the first release counted, on %s', (engine) => {
  let connection: Connection
  let counters: Counters
  beforeAll(async () => {
    connection = await openUpgradedDatabase(engine)
    counters = testCounters(connection)
  })
  afterAll(() => connection.close())

  const confirm = (userTag: string, address: string) =>
    takeConfirm(counters, { tenantId: acmeId, userTag, addressTag: address }, LIMIT_MS)

  test('tries that are used up are used up, from any address', async () => {
    for (const last of [7, 8, 99]) {
      expect(await confirm(jane, from(last))).toMatchObject({ allowed: false, because: 'code' })
    }
  })

  test('tries that are left are left, and no more', async () => {
    expect(await confirm(omar, from(7))).toMatchObject({ allowed: true })
    expect(await confirm(omar, from(7))).toMatchObject({ allowed: false, because: 'code' })
    // Two of five are left to other addresses.
    expect(await confirm(omar, from(50))).toMatchObject({ allowed: true })
    expect(await confirm(omar, from(51))).toMatchObject({ allowed: true })
    expect(await confirm(omar, from(52))).toMatchObject({ allowed: false, because: 'code' })
  })

  test('a person’s count goes on over all codes', async () => {
    const peek = await counters.peek('confirmPerUser', `${acmeId}:${jane}`)
    expect(peek.remaining).toBe(15)
  })

  test('the next mail is as far away as it was, and starts the tries anew', async () => {
    const ask = () =>
      takeAsk(counters, { tenantId: acmeId, userTag: jane, addressTag: from(7) }, { patienceMs: LIMIT_MS })
    // A minute has passed: the next may go out, and it is the second of five.
    expect(await ask()).toMatchObject({ allowed: true })
    expect((await counters.peek('askPerUser', `${acmeId}:${jane}`)).remaining).toBe(3)
    expect(await ask()).toMatchObject({ allowed: false, because: 'user' })
    expect(await confirm(jane, from(60))).toMatchObject({ allowed: true })
  })

  test('a limit of the console that is used up is used up', async () => {
    const key = sessions.anna.subject
    expect(await counters.take('lookUpPerAdmin', key)).toMatchObject({ taken: false })
    expect((await counters.peek('testMailPerAdmin', key)).remaining).toBe(6)
    expect(await counters.take('lookUpPerAdmin', sessions.ben.subject)).toMatchObject({ taken: true })
  })
})

describe.each(engines)('what the first release knew of codes, on %s', (engine) => {
  let connection: Connection
  let confirmations: Confirmations
  beforeAll(async () => {
    connection = await openUpgradedDatabase(engine)
    confirmations = openConfirmations(connection.query)
  })
  afterAll(() => connection.close())

  const attempt = (state: keyof typeof hashes.confirmationKeys) => ({
    tenantId: acmeId,
    key: hashes.confirmationKeys[state].key,
    request: randomUUID(),
  })

  /** Claims a code, lets it go again, and gives what was known of it. */
  async function claimed(state: keyof typeof hashes.confirmationKeys) {
    const held = await confirmations.claim(attempt(state), LIMIT_MS)
    if (held.kind === 'mine') await confirmations.release(held)
    return held
  }

  test('a code that was used is known to be used, and one that may have been may have been', async () => {
    for (const state of ['done', 'unknown'] as const) {
      const known = { earlier: { state, request: null }, isLookedUp: true }
      expect(await confirmations.lookUp(attempt(state), LIMIT_MS)).toMatchObject(known)
      expect(await claimed(state)).toMatchObject({ kind: 'mine', ...known })
    }
  })

  test('one that was wrong is known to be nothing else', async () => {
    expect(await confirmations.lookUp(attempt('rejected'), LIMIT_MS)).toEqual({
      earlier: null,
      isLookedUp: true,
    })
  })

  test('an attempt that the upgrade cut off may have worked', async () => {
    const known = { earlier: { state: 'unknown' }, isLookedUp: true }
    expect(await confirmations.lookUp(attempt('pending'), LIMIT_MS)).toMatchObject(known)
    expect(await claimed('pending')).toMatchObject({ kind: 'mine', ...known })
  })

  test('a mail that a later one replaced is known to be replaced, at its own tenant', async () => {
    expect(await newerMail(async () => connection.database, acmeId, newestMail.mark)).toEqual(
      new Date(newestMail.newerAt),
    )
    expect(await newerMail(async () => connection.database, acmeId, newestMail.newerMark)).toBeNull()
    expect(await newerMail(async () => connection.database, bakeryId, newestMail.mark)).toBeNull()
  })
})
