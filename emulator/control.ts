import { z } from 'zod'
import { Fault } from './faults'
import { resetLimits } from './limits'
import type { Pool } from './pool'
import { json, type PageRequest, type Pages, type Reply } from './reply'
import { UserSeed } from './seed'
import { addUser } from './users'

const Clock = z.union([
  z.strictObject({ advanceSeconds: z.number() }),
  z.strictObject({ set: z.union([z.number(), z.string()]) }),
])
const NewUser = z.object({ pool: z.string() }).and(z.looseObject({ username: z.string() }))

/** The emulator's switches over HTTP, for tests in another process. Invalid requests get a 400. */
export function control(pages: Pages, asked: PageRequest): Reply {
  try {
    return act(pages, asked)
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400)
  }
}

function act({ world, recorder, faults }: Pages, asked: PageRequest): Reply {
  const { searchParams } = asked.url
  const query = (name: string) => searchParams.get(name) ?? undefined
  switch (`${asked.method} ${asked.url.pathname.slice('/_emulator/'.length)}`) {
    case 'GET health':
      return json({ status: 'ok', now: world.clock.iso() })
    case 'GET requests': {
      const filter = {
        operation: query('operation'),
        username: query('username'),
        clientId: query('clientId'),
      }
      return json(recorder.all(filter))
    }
    case 'DELETE requests':
      recorder.clear()
      return done
    case 'DELETE inbox':
      world.inbox.clear()
      return done
    case 'POST clock': {
      const move = Clock.parse(sent(asked))
      if ('set' in move) world.clock.set(move.set)
      else world.clock.advance(move.advanceSeconds)
      return json({ now: world.clock.iso() })
    }
    case 'GET faults':
      return json(faults.all())
    case 'POST faults': {
      const body = sent(asked)
      // All are read before any is set.
      faults.add(...z.array(Fault).parse(Array.isArray(body) ? body : [body]))
      return done
    }
    case 'DELETE faults':
      faults.clear()
      return done
    case 'POST faults/release':
      faults.release()
      return done
    case 'POST reset-budgets':
      resetLimits(world)
      return done
    case 'POST users': {
      const { pool, ...user } = NewUser.parse(sent(asked))
      const added = addUser(world.pools.get(pool), UserSeed.parse(user), world.clock.now())
      return json({ username: added.username, sub: added.sub })
    }
    case 'GET pools':
      return json(world.pools.all().map(publicView))
    default:
      return json({ error: 'no such switch' }, 404)
  }
}

const done: Reply = { status: 204 }

function sent(asked: PageRequest): unknown {
  // A form on another site's page can't send this type without a preflight.
  if (!asked.contentType.startsWith('application/json')) throw new Error('send application/json')
  return JSON.parse(asked.body)
}

/** A pool without its secrets and passwords. */
function publicView(pool: Pool) {
  return {
    id: pool.id,
    name: pool.name,
    region: pool.region,
    caseSensitive: pool.caseSensitive,
    usernameAttributes: pool.usernameAttributes,
    aliasAttributes: pool.aliasAttributes,
    policy: pool.policy,
    historySize: pool.historySize,
    recovery: pool.recovery,
    clients: [...pool.clients.values()].map(({ secrets, ...client }) => ({
      ...client,
      secrets: secrets.length,
    })),
    users: [...pool.users.values()].map((user) => ({
      username: user.username,
      sub: user.sub,
      status: user.status,
      enabled: user.enabled,
      attributes: Object.fromEntries(user.attributes),
      groups: user.groups,
    })),
  }
}
