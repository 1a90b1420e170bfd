import 'server-only'
import { connection } from '../db/client'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { processWide } from '../platform/process-wide'
import type { LimitStore } from './commands'
import { databaseStore } from './database-store'
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

type Shared = { redis: Promise<RedisClient> | null }

const shared = () => processWide<Shared>('limiter-store', () => ({ redis: null }))

/** The store that the environment names: Redis where REDIS_URL is set, else the database. */
export async function limitStore(): Promise<LimitStore> {
  const { REDIS_URL } = env()
  if (!REDIS_URL) return databaseStore(async (text, values) => (await connection()).reserved(text, values))
  const redis = shared()
  redis.redis ??= openRedis(REDIS_URL)
  return redisStore(await redis.redis)
}

/** Connects to the store before the first request has to wait for it; if that fails, the first request tries again. */
export async function warmLimitStore(): Promise<void> {
  await limitStore()
    .then((store) => store.run([]))
    .catch(() => {})
}

/** Closes the connection to Redis, if there is one. */
export async function closeLimitStore(): Promise<void> {
  const { redis } = shared()
  shared().redis = null
  await (await redis)?.close()
}
