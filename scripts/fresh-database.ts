import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

async function once(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

export type FreshDatabase = { url: string; drop: () => Promise<void> }

/** A fresh database on a server where databases may be created; for tests and measurements. */
export async function createDatabase(server: string): Promise<FreshDatabase> {
  const name = `rekey_fresh_${randomBytes(6).toString('hex')}`
  await once(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => once(server, `drop database ${name} with (force)`) }
}
