import 'server-only'
import { type Command, KNOWN_MS, type LimitStore, MARK_MS, wireForm } from './commands'
import { AnswersSchema } from './database-store'

/** The few commands of a Redis or Valkey client that the limits use. */
export type RedisClient = {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  close(): Promise<void>
}

/**
 * `rekey_limits` of the database, by the server's clock, for the commands of one scope. KEYS[1] is the beginning of all its
 * keys; the scope in braces keeps them in one slot of a cluster (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/).
 */
const SCRIPT = `
local time = redis.call('time')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)
local whole = function(number) return string.format('%.0f', number) end
local read = function(name)
  local row = redis.call('hmget', KEYS[1] .. name, 'points', 'expire')
  local points, expire = tonumber(row[1] or 0), tonumber(row[2] or 0)
  if expire <= clock then return 0, 0 end
  return points, expire
end
local write = function(name, points, expire)
  redis.call('hset', KEYS[1] .. name, 'points', whole(points), 'expire', whole(expire))
  redis.call('pexpireat', KEYS[1] .. name, whole(expire))
end
local answers = {}
for index, command in ipairs(cjson.decode(ARGV[1])) do
  local answer = { taken = false, mark = 0, rows = {} }
  local known, markThen, knownUntil = command.id ~= cjson.null and 'take:' .. command.id, 0, 0
  if known then markThen, knownUntil = read(known) end
  local repeated = knownUntil > 0
  if command.op == 'refund' then
    if repeated then redis.call('del', KEYS[1] .. known) end
    if repeated or not known then
      for _, row in ipairs(command.rows) do
        if row.perCode then row.key = row.key .. ':' .. whole(markThen) end
        local points, expire = read(row.key)
        if points > 0 then
          if expire == row.expire and row.before > 0 then expire = row.before end
          if expire > clock then write(row.key, points - 1, expire) else redis.call('del', KEYS[1] .. row.key) end
        end
      end
      local mark = command.mark
      if mark ~= cjson.null and read(mark.key) == mark.is then
        write(mark.key, mark.was == cjson.null and markThen or mark.was, clock + ${MARK_MS})
      end
    end
  else
    if repeated then answer.mark = markThen
    elseif command.markKey ~= cjson.null then answer.mark = read(command.markKey) end
    answer.taken = command.mode ~= 'peek'
    for _, step in ipairs(command.steps) do
      if step.perCode then step.key = step.key .. ':' .. whole(answer.mark) end
      step.points, step.before = read(step.key)
      if step.points <= 0 then step.before = 0 end
      if command.mode == 'take' and not repeated and step.points >= step.most then answer.taken = false end
    end
    for place, step in ipairs(command.steps) do
      local points, expire = step.points, step.before
      if answer.taken and not repeated then
        points = points + 1
        if step.renews or step.before == 0 then expire = clock + step.ms end
        write(step.key, points, expire)
      end
      answer.rows[place] = { step.key, points, math.max(expire - clock, 0), expire, repeated and 0 or step.before }
    end
    if answer.taken and not repeated then
      if command.issues ~= cjson.null then write(command.markKey, command.issues, clock + ${MARK_MS}) end
      if known then write(known, answer.mark, clock + ${KNOWN_MS}) end
    end
  end
  if #answer.rows == 0 then answer.rows = cjson.null end
  answers[index] = answer
end
return cjson.encode(answers)`

/** The limits in Redis or Valkey (version 5 or newer): one script for each scope, all sent together. */
export function redisStore(client: RedisClient): LimitStore {
  return {
    async run(commands) {
      // Without commands it still checks whether the server answers.
      if (commands.length === 0) await client.eval('return 1', { keys: [], arguments: [] })
      const scopes = new Map<string, Command[]>()
      for (const command of commands) {
        const known = scopes.get(command.scope)
        if (known) known.push(command)
        else scopes.set(command.scope, [command])
      }
      const answers = new Map(
        await Promise.all(
          [...scopes].map(async ([scope, own]) => {
            const answered = await client.eval(SCRIPT, {
              keys: [`rekey:{${scope}}:`],
              arguments: [JSON.stringify(own.map(wireForm))],
            })
            return [scope, AnswersSchema.parse(JSON.parse(String(answered)))] as const
          }),
        ),
      )
      return commands.map(({ scope }) => {
        const answer = answers.get(scope)?.shift()
        if (!answer) throw new Error('The store of the limits gave fewer answers than it was asked for')
        return answer
      })
    },
  }
}
