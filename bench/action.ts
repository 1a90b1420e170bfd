import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, secretHash, startEmulator } from '../emulator/index'
import { createTestPostgres } from '../lib/db/test-postgres'
import { demoPools } from '../scripts/demo-pools'
import { measuredBy } from './worker'

const ATTEMPTS = 330

export type Percentiles = { p50: number; p95: number }
/** Milliseconds. `added` is what stands between the two at each percentile. */
export type ActionCost = { sdk: Percentiles; action: Percentiles; added: Percentiles }
export type Attempt = { username: string; code: string }

type Pool = ReturnType<typeof demoPools>[number]

function firstPool(): { pools: Pool[]; pool: Pool } {
  const pools = demoPools('tenants', 'http://localhost')
  const pool = pools.find(({ slug }) => slug === 'northwind')
  if (!pool) throw new Error('The demo tenants have no northwind')
  return { pools, pool }
}

/** A code for each of many people, so that no attempt meets another one's limits or history. */
async function issueCodes(emulator: Emulator, { seed, secret }: Pool): Promise<Attempt[]> {
  const clientId = seed.client?.id ?? ''
  const attempts: Attempt[] = []
  for (let index = 0; index < ATTEMPTS * 2; index++) {
    const username = `person-${index}@example.com`
    emulator.addUser(seed.id, { username, email: username, status: 'CONFIRMED', password: 'Old-Password-1' })
    const answer = await fetch(emulator.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.ForgotPassword',
      },
      body: JSON.stringify({
        ClientId: clientId,
        Username: username,
        SecretHash: secretHash(username, clientId, secret),
      }),
    })
    const code = emulator.inbox.latest({ username })?.code
    if (!answer.ok || code === undefined) throw new Error('The emulator sends no code')
    attempts.push({ username, code })
  }
  return attempts
}

/** `confirmReset` as the page's action calls it, against the bare SDK call, in turns, in one process. */
async function measure(database: Record<string, string>): Promise<ActionCost> {
  const { pools, pool } = firstPool()
  const emulator = await startEmulator({ pools: pools.map(({ seed }) => seed) })
  const environment = {
    REKEY_TENANTS: 'tenants',
    REKEY_LIMITS_FACTOR: '10000',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    ...Object.fromEntries(pools.map(({ secretVariable, secret }) => [secretVariable, secret])),
    ...database,
  }
  try {
    return await measuredBy('bench/action-worker.ts', environment, async () => ({
      secret: pool.secret,
      attempts: await issueCodes(emulator, pool),
    }))
  } finally {
    await emulator.close()
  }
}

/** On the embedded database with its files on disk, which is the default. */
export async function actionOnPglite(): Promise<ActionCost> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-data-'))
  try {
    return await measure({ REKEY_DATA_DIR: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** On a database of its own on the PostgreSQL server at `server`. */
export async function actionOnPostgres(server: string): Promise<ActionCost> {
  const database = await createTestPostgres(server)
  try {
    return await measure({ DATABASE_URL: database.url })
  } finally {
    await database.drop()
  }
}
