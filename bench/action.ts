import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, secretHash, startEmulator } from '../emulator/index'
import { clientSecrets, demoPools } from '../scripts/demo-pools'
import { atMost, type Findings, ms, type Row, told } from './rows'
import { withPostgres } from './servers'
import { measuredBy } from './worker'

const ATTEMPTS = 330

export type Percentiles = { p50: number; p95: number }
/** Milliseconds. `added` is what stands between the two at each percentile. */
export type ActionCost = {
  sdk: Percentiles
  action: Percentiles
  added: Percentiles
  /** From the beginning to the request to Cognito. */
  before: { sdk: Percentiles; action: Percentiles }
  /** Of processor time, on average. */
  processor: { sdk: number; action: number }
}
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
    ...clientSecrets(pools),
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
async function onPglite(): Promise<ActionCost> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-data-'))
  try {
    return await measure({ REKEY_DATA_DIR: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(where: string, { added, sdk, action, before, processor }: ActionCost): Row[] {
  const what = `the action over the bare SDK call, ${where}`
  return [
    atMost(
      `${what}: p50 (p95 ${ms(added.p95)}; SDK ${ms(sdk.p50)}, action ${ms(action.p50)})`,
      added.p50,
      3,
      ms,
    ),
    atMost(`${what}: p50 of what is before Cognito's call`, before.action.p50 - before.sdk.p50, 1, ms),
    told(`${what}: processor time`, ms(processor.action - processor.sdk)),
  ]
}

/** What the action takes besides Cognito, on the embedded database and on PostgreSQL. */
export async function actions(): Promise<Findings> {
  const pglite = await onPglite()
  const postgres = await withPostgres((url) => measure({ DATABASE_URL: url }))
  return {
    rows: [...rowsOf('PGlite', pglite), ...(postgres === null ? [] : rowsOf('PostgreSQL', postgres))],
    figures: { pglite, postgres },
  }
}
