import 'server-only'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Limit } from './policy'

/** The few commands of a Redis or Valkey client that the limiter uses. */
export type RedisClient = {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  close(): Promise<void>
}

/**
 * KEYS[1], then points, seconds and the limit. As in the database: one step, by the server's clock, and a
 * refused take is not counted. Answers with the points, or one more than the limit, and the milliseconds left.
 */
function takeScript(isRenewed: boolean): string {
  return `
local known = tonumber(redis.call('get', KEYS[1]) or '0')
local points = tonumber(ARGV[1])
local limit = tonumber(ARGV[3])
if points < 0 and known <= 0 then return {0, 0} end
if points > 0 and known + points > limit then return {limit + 1, redis.call('pttl', KEYS[1])} end
if points < 0 and known + points < 0 then points = -known end
local now = redis.call('incrby', KEYS[1], points)
if points > 0 and (known <= 0 or ${isRenewed ? 'true' : 'false'}) then redis.call('expire', KEYS[1], ARGV[2]) end
return {now, redis.call('pttl', KEYS[1])}`
}

/** The Redis limiter of rate-limiter-flexible with the portal's own script, for Redis and Valkey. */
export function redisLimiter(client: RedisClient, name: string, limit: Limit): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    customIncrTtlLuaScript: takeScript(limit.countedSince === 'last'),
    keyPrefix: `rekey:${name}`,
    points: limit.times,
    duration: limit.perSeconds,
  })
}
