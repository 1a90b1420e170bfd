import 'server-only'
import { connection } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { processWide } from '../process-wide'
import type { LimiterStore } from './counters'
import { databaseStore } from './database-store'
import { type RedisClient, redisLimiter } from './redis-limiter'

const CONNECT_LIMIT_MS = 500
const RECONNECT_MS = 1_000

/** Opens the client for REDIS_URL. Loaded only where it is configured; connects by itself and again. */
export async function openRedis(url: string): Promise<RedisClient> {
  const { createClient } = await import('@redis/client')
  const client = createClient({
    url,
    // A command must not wait for a server that is away: the caller has its own way out.
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_LIMIT_MS, reconnectStrategy: RECONNECT_MS },
  })
  client.on('error', (error) => log.warn('limits.redis', { error }))
  await client.connect().catch(() => {})
  return client
}

type Shared = { redis: Promise<RedisClient> | null }

const shared = () => processWide<Shared>('limiter-store', () => ({ redis: null }))

/** The store that the environment names: Redis where REDIS_URL is set, else the database. */
export async function limiterStore(): Promise<LimiterStore> {
  const { REDIS_URL } = env()
  if (!REDIS_URL) return databaseStore(async (text, values) => (await connection()).query(text, values))
  const redis = shared()
  redis.redis ??= openRedis(REDIS_URL)
  const client = await redis.redis
  return { limiter: (name, limit) => redisLimiter(client, name, limit) }
}

/** Closes the connection to Redis, if there is one. */
export async function closeLimiterStore(): Promise<void> {
  const { redis } = shared()
  shared().redis = null
  await (await redis)?.close()
}
