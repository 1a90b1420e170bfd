import type { z } from 'zod'
import { errors } from './errors'
import { linkMessage } from './link-message'
import { ClientSeed, PoolSeed } from './seed'
import { addUser, type User } from './users'

export type Client = Readonly<z.output<typeof ClientSeed>>

export type Pool = Omit<z.output<typeof PoolSeed>, 'client' | 'clients' | 'users' | 'linkMessage'> & {
  region: string
  clients: Map<string, Client>
  /** By username as stored, lower-cased where the pool is case-insensitive. */
  users: Map<string, User>
  /** How many simulated answers each unknown name has had: the answers alternate. */
  simulated: Map<string, number>
}

/** The pools of one emulator; client ids are unique over all of them, as they are on AWS. */
export class Pools {
  readonly #pools = new Map<string, Pool>()

  add(seed: PoolSeed, now: number): Pool {
    const { client, clients, users, linkMessage: link, ...settings } = PoolSeed.parse(seed)
    if (this.#pools.has(settings.id)) throw new Error(`two pools with the id ${settings.id}`)
    const pool: Pool = {
      ...settings,
      customMessage: settings.customMessage ?? (link && linkMessage(link)),
      region: settings.region ?? settings.id.slice(0, settings.id.lastIndexOf('_')),
      clients: new Map(),
      users: new Map(),
      simulated: new Map(),
    }
    this.#pools.set(pool.id, pool)
    for (const one of client ? [client, ...clients] : clients) this.addClient(pool, one)
    for (const user of users) addUser(pool, user, now)
    return pool
  }

  addClient(pool: Pool, seed: z.input<typeof ClientSeed>): Client {
    const client = ClientSeed.parse(seed)
    if (this.#owner(client.id)) throw new Error(`two app clients with the id ${client.id}`)
    pool.clients.set(client.id, client)
    return client
  }

  all(): Pool[] {
    return [...this.#pools.values()]
  }

  find(poolId: string): Pool | null {
    return this.#pools.get(poolId) ?? null
  }

  get(poolId: string): Pool {
    const pool = this.find(poolId)
    if (!pool) throw errors.noSuchPool(poolId)
    return pool
  }

  /** The app client and its pool: all that an unauthenticated call says about where it belongs is the client id. */
  clientById(clientId: string): { pool: Pool; client: Client } {
    const pool = this.#owner(clientId)
    const client = pool?.clients.get(clientId)
    if (!pool || !client) throw errors.noSuchClient(clientId)
    return { pool, client }
  }

  #owner(clientId: string): Pool | undefined {
    return this.all().find((pool) => pool.clients.has(clientId))
  }
}
