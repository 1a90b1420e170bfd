import { Pool } from 'pg'
import { type TestWire, testWire } from '../../lib/db/test-wire'
import { hasRedis, startRedis } from '../../lib/limits/test-redis'
import { freePort } from '../../scripts/free-port'
import { type Balancer, openBalancer } from '../balancer'
import { behindProxy } from '../behind-proxy'
import { type Portal, startPortal } from '../portal'
import { copiedPostgres } from '../prepared-database'
import { openSite, type Site } from '../site'

/** Two instances behind a balancer, on one PostgreSQL and, where this machine has it, one Redis. */
export type Deployment = {
  readonly site: Site
  readonly balancer: Balancer
  /** Each instance's own wire to the database. */
  readonly stores: readonly [TestWire, TestWire]
  /** Each instance's own wire to Redis. */
  readonly counters: readonly TestWire[]
  /** The database itself, past the wires. */
  readonly database: Pool
  portals(): readonly Portal[]
  /** Ends one instance by SIGTERM, in the order that operations.md asks for, and starts it again. */
  restart(index: 0 | 1): Promise<void>
  /** Ends both by SIGTERM. */
  end(): Promise<void>
  close(): Promise<void>
}

export async function openDeployment(): Promise<Deployment> {
  const database = await copiedPostgres()
  const redis = hasRedis ? await startRedis() : null
  const stores = [await testWire(database.url), await testWire(database.url)] as const
  const counters = redis === null ? [] : [await testWire(redis.url), await testWire(redis.url)]
  const settingsOf = (index: 0 | 1) => ({
    ...behindProxy,
    REKEY_LIMITS_FACTOR: '1',
    REKEY_ANSWER_TIME_FACTOR: '1',
    REKEY_CONFIRM_DEADLINE_MS: '8000',
    DATABASE_URL: stores[index].url,
    ...(counters[index] && { REDIS_URL: counters[index].url }),
  })
  const site = await openSite(settingsOf(0))
  const start = (index: 0 | 1, port: number) => startPortal(port, { ...site.settings, ...settingsOf(index) })
  const portals = [site.portal, await start(1, await freePort())]
  const balancer = await openBalancer(portals.map(({ port }) => port))
  const pool = new Pool({ connectionString: database.url, max: 2 })
  const end = async () => void (await Promise.all(portals.map((portal) => portal.stop())))
  return {
    site,
    balancer,
    stores,
    counters,
    database: pool,
    portals: () => portals,
    async restart(index) {
      const portal = portals[index]
      if (!portal) return
      await balancer.leave(portal.port)
      await portal.stop()
      // It starts on a store that answers: how it waits for one is not what this is about.
      stores[index].set('whole')
      portals[index] = await start(index, portal.port)
      balancer.join(portal.port)
    },
    end,
    async close() {
      for (const wire of [...stores, ...counters]) wire.set('whole')
      site.emulator.faults.release()
      await end()
      await site.emulator.close()
      balancer.close()
      for (const wire of [...stores, ...counters]) wire.close()
      await pool.end()
      await redis?.stop()
      await database.drop()
    },
  }
}
