import 'server-only'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Client, type PoolClient, type QueryConfig } from 'pg'
import { log } from '../platform/log'
import { alone } from './alone'
import { type Connection, unwatched, type Watch } from './connection'
import { ConnectionPool } from './connection-pool'
import * as schema from './schema'
import { watchStatements } from './watched-statements'

const CONNECTIONS = 10
/** One is enough; the other is for when that one is stuck. */
const RESERVED_CONNECTIONS = 2
/** A handshake takes four round trips: a database that takes a second for each is slow, not away. */
const CONNECT_LIMIT_MS = 5_000
const STATEMENT_LIMIT_MS = 5_000
const MIGRATION_LIMIT_MS = 60_000

/** A statement past whoever watches the connection: for migrations, since no person waits for those. */
const unwatchedQuery: (this: PoolClient, query: QueryConfig, values?: unknown[]) => Promise<unknown> =
  Client.prototype.query

/** The same connection, which waits longer for an answer. */
const patient = (client: PoolClient): PoolClient =>
  new Proxy(client, {
    get: (target, name) =>
      name === 'query'
        ? (query: QueryConfig, values?: unknown[]) =>
            unwatchedQuery.call(
              target,
              Object.assign({}, query, { query_timeout: MIGRATION_LIMIT_MS }),
              values,
            )
        : Reflect.get(target, name, target),
  })

/**
 * Opens a pool on a PostgreSQL server. Connects on first use, so this neither waits nor fails.
 *
 * @param unpooledUrl the server's own address where `url` is a pooler's; for the long steps of migrations
 */
export function openPostgres(url: string, unpooledUrl = url, watch: Watch = unwatched): Connection {
  const settings = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    // The client's own limit: a server that has gone silent can't enforce the statement's.
    query_timeout: STATEMENT_LIMIT_MS,
    application_name: 'rekey',
    // As a statement, not as a start-up parameter: connection poolers refuse those they do not know.
    onConnect: async (client: { query: (text: string) => Promise<unknown> }) => {
      await client.query(`set statement_timeout = ${STATEMENT_LIMIT_MS}`)
    },
  }
  const pool = new ConnectionPool({ ...settings, max: CONNECTIONS, idleTimeoutMillis: 30_000 })
  const reserved = new ConnectionPool({ ...settings, max: RESERVED_CONNECTIONS, idleTimeoutMillis: 0 })
  // An idle connection that breaks is replaced on next use; without a listener it would end the process.
  let isClosing = false
  for (const each of [pool, reserved]) {
    each.on('error', (error) => {
      if (!isClosing) log.warn('database.connection_lost', { error })
    })
    watchStatements(each, watch)
  }
  // A pool's own statements reach a connection with a callback; what has a promise there belongs to a transaction.
  pool.on('connect', (client) => watchStatements(client, watch))

  return {
    engine: 'postgres',
    database: drizzle(pool, { schema, casing: 'snake_case' }),
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    reserved: async (text, values = []) => (await reserved.query(text, [...values])).rows,
    migrate: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query(`set local statement_timeout = ${MIGRATION_LIMIT_MS}`)
        const result = await work(drizzle(patient(client), { schema, casing: 'snake_case' }))
        await client.query('commit')
        client.release()
        return result
      } catch (error) {
        // Dropping the connection rolls back, even where it no longer answers.
        client.release(true)
        throw error
      }
    },
    alone: (lock, work) => alone({ ...settings, connectionString: unpooledUrl }, lock, work),
    close: async () => {
      isClosing = true
      await Promise.all([pool.end(), reserved.end()])
    },
  }
}
