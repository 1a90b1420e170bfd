import type { RedisClient } from './redis-store'

const SHIFT = `
for _, key in ipairs(redis.call('keys', 'rekey:*')) do
  local expire = tonumber(redis.call('hget', key, 'expire')) - ARGV[1]
  redis.call('hset', key, 'expire', string.format('%.0f', expire))
  redis.call('pexpireat', key, string.format('%.0f', expire))
end
return 1`

/** For tests: lets `seconds` pass for everything that a Redis counts. */
export async function passSecondsInRedis(client: RedisClient, seconds: number): Promise<void> {
  await client.eval(SHIFT, { keys: [], arguments: [String(seconds * 1_000)] })
}
