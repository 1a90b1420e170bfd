import { test } from '@playwright/test'
import { isSuperuser } from '../../lib/db/test-postgres'
import { testWire } from '../../lib/db/test-wire'
import { hasRedis, startRedis } from '../../lib/limits/test-redis'
import { once, type Place, server } from './place'

const WRITTEN = ['audit', 'confirmations', 'rate_limits', 'newest_mails']

/** What happens to PostgreSQL and to Redis. */
export function disturbStores(place: () => Place): void {
  test('nothing', () =>
    place().disturbed(
      'none',
      () => {},
      () => {},
    ))

  test('a database that takes no writes', () =>
    place().disturbed(
      'PostgreSQL read-only',
      () => place().readOnly('on'),
      () => place().readOnly('off'),
    ))

  test('a database whose disk is full', () =>
    place().disturbed(
      'PostgreSQL’s disk full',
      async () => {
        await place().asOwner(`create function no_room() returns trigger language plpgsql as
          $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
        for (const table of WRITTEN)
          await place().asOwner(
            `create trigger no_room before insert or update on ${table} for each statement execute function no_room()`,
          )
      },
      () => place().asOwner('drop function no_room() cascade'),
    ))

  test('a database that gives no connection', async () => {
    const isLetIn = await isSuperuser(server ?? '')
    test.skip(isLetIn, 'PostgreSQL gives a superuser connections that others do not get.')
    const { database, wire } = place()
    await place().disturbed(
      'PostgreSQL out of connections',
      async () => {
        await database.limitConnections(0)
        wire.set('cut')
        wire.set('whole')
      },
      () => database.limitConnections(-1),
    )
  })

  test('a database that fails over while Cognito has the call', async () => {
    const who = await place().attempting()
    const shown = await place().underWay(who)
    await place().endConnections()
    place().letGo()
    const seen = await once(shown)
    await place().untilReady()
    await place().keep('PostgreSQL fails over', who, seen)
  })

  test('a database that goes away while Cognito has the call', async () => {
    const who = await place().attempting()
    const shown = await place().underWay(who)
    place().wire.set('cut')
    place().letGo()
    const seen = await once(shown)
    place().wire.set('whole')
    await place().untilReady()
    await place().keep('PostgreSQL goes away', who, seen)
  })

  for (const [fault, state] of [
    ['Redis away', 'cut'],
    ['Redis silent', 'silent'],
  ] as const)
    test(fault, async () => {
      test.skip(!hasRedis, 'There is no redis-server.')
      const redis = await startRedis()
      const counters = await testWire(redis.url)
      const portal = await place().start({ REDIS_URL: counters.url })
      await place().disturbed(
        fault,
        () => counters.set(state),
        () => counters.set('whole'),
        portal.port,
      )
      await portal.stop()
      counters.close()
      await redis.stop()
    })
}
