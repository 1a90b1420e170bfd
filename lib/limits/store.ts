import 'server-only'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { connection } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { processWide } from '../process-wide'
import { DatabaseLimiter } from './database-limiter'
import type { Limit } from './policy'
import { type RedisClient, redisLimiter } from './redis-limiter'

const CONNECT_LIMIT_MS = 500
const RECONNECT_MS = 1_000

/** Makes the limiter of one limit in the store that all instances share. */
export type LimiterStore = (name: string, limit: Limit) => RateLimiterAbstract

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
  if (!REDIS_URL) {
    return (name, limit) =>
      new DatabaseLimiter(async (text, values) => (await connection()).query(text, values), name, limit)
  }
  const redis = shared()
  redis.redis ??= openRedis(REDIS_URL)
  const client = await redis.redis
  return (name, limit) => redisLimiter(client, name, limit)
}

/** Closes the connection to Redis, if there is one. */
export async function closeLimiterStore(): Promise<void> {
  const { redis } = shared()
  shared().redis = null
  await (await redis)?.close()
}
