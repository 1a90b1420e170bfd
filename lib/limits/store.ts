import 'server-only'
import type { Query } from '../db/connection'
import { env } from '../platform/env'
import { log } from '../platform/log'
import type { LimitStore } from './commands'
import { databaseStore, type WriteRiders } from './database-store'
import { type RedisClient, redisStore } from './redis-store'

const CONNECT_LIMIT_MS = 2_000
const RECONNECT_MS = 1_000

/** Opens the client for REDIS_URL. Loaded only where it is configured; connects by itself and again. */
export async function openRedis(url: string): Promise<RedisClient> {
  const { createClient } = await import('@redis/client')
  const client = createClient({
    url,
    // A command must not wait for a server that is away: the caller has a fallback.
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_LIMIT_MS, reconnectStrategy: RECONNECT_MS },
  })
  client.on('error', (error) => log.warn('limits.redis', { error }))
  // It keeps trying to connect by itself, so waiting ends when the first try has failed.
  await new Promise<void>((resolve) => {
    client.once('error', () => resolve())
    client.connect().then(
      () => resolve(),
      () => resolve(),
    )
  })
  return client
}

export type SharedStore = {
  /** The store that the environment names: Redis where REDIS_URL is set, else the database. */
  open(): Promise<LimitStore>
  /** Connects before the first request has to wait for it; if that fails, the first request tries again. */
  warm(): Promise<void>
  /** Closes the connection to Redis, if there is one. */
  close(): Promise<void>
}

/**
 * The store of limits that all instances share.
 *
 * @param reserved runs a statement on a connection that a flood of others doesn't hold up
 * @param writeRiders what goes to the database with takes; Redis can't carry it
 */
export function sharedStore(reserved: Query, writeRiders?: WriteRiders): SharedStore {
  let redis: Promise<RedisClient> | null = null
  async function open(): Promise<LimitStore> {
    const { REDIS_URL } = env()
    if (!REDIS_URL) return databaseStore(reserved, writeRiders)
    redis ??= openRedis(REDIS_URL)
    return redisStore(await redis)
  }
  return {
    open,
    async warm() {
      await open()
        .then((store) => store.run([]))
        .catch(() => {})
    },
    async close() {
      const last = redis
      redis = null
      await (await last)?.close()
    },
  }
}
