import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { secretHash } from '../lib/cognito/secret-hash'
import { openServerOrEmbedded } from '../lib/db/server-or-embedded'
import { confirmCode } from '../lib/flows/confirm-code'
import { resetFlow } from '../lib/flows/reset'
import { makeServices } from '../lib/make-services'
import { applyConfiguredTenants } from '../lib/tenants/files/apply-at-start'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import type { ActionCost, Attempt, Percentiles } from './action'
import { quantile } from './statistics'

/** The half of `action.ts` that runs the portal's code: a process of its own, so that the emulator shares no event loop. */

const WARM_UP = 30
const PASSWORD = 'New-Password-22'

const services = makeServices(null, openServerOrEmbedded)
await applyConfiguredTenants(services.db.database, drawAnew)
const tenant = await services.tenants.find('northwind')
if (tenant === null) throw new Error('The tenant northwind is not there')
const { cognito } = tenant

const client = new CognitoIdentityProviderClient({
  region: cognito.region,
  endpoint: process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? '',
  maxAttempts: 1,
})

const caller = {
  address: '203.0.113.77',
  contextData: { UserAgent: 'Mozilla/5.0', DeviceLanguage: 'en' },
  locale: 'en',
}

async function bySdk({ username, code }: Attempt, secret: string): Promise<void> {
  await client.send(
    new ConfirmForgotPasswordCommand({
      ClientId: cognito.clientId,
      Username: username,
      ConfirmationCode: code,
      Password: PASSWORD,
      SecretHash: secretHash(username, cognito.clientId, secret),
    }),
  )
}

async function byAction({ username, code }: Attempt): Promise<void> {
  if (tenant === null) return
  const { outcome } = await confirmCode(
    services,
    resetFlow,
    tenant,
    { username, code, password: PASSWORD },
    caller,
    () => null,
  )
  if (outcome.kind !== 'done') throw new Error(`The action ended with ${outcome.kind}`)
}

/** When the last request to Cognito began. */
let calledAt = 0
subscribe('http.client.request.start', () => {
  calledAt = performance.now()
})

type Turn = { ms: number; before: number; processor: number }

async function turn(work: () => Promise<void>): Promise<Turn> {
  const used = process.cpuUsage()
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  return { ms, before: calledAt - start, processor: (user + system) / 1_000 }
}

type Summary = { ms: Percentiles; before: Percentiles; processor: number }

const percentiles = (values: number[]) => ({ p50: quantile(values, 0.5), p95: quantile(values, 0.95) })

const [task]: { secret: string; attempts: Attempt[] }[] = await once(process, 'message')
if (task === undefined) throw new Error('There is nothing to do')
const { secret, attempts } = task

const sdkTurns: Turn[] = []
const actionTurns: Turn[] = []
for (let index = 0; index + 1 < attempts.length; index += 2) {
  const [one, other] = attempts.slice(index, index + 2)
  if (!one || !other) break
  const isFirst = (index / 2) % 2 === 0
  if (isFirst) sdkTurns.push(await turn(() => bySdk(one, secret)))
  actionTurns.push(await turn(() => byAction(other)))
  // Nobody waits for the audit row, and the next turn must not pay for it.
  await services.audit.drain()
  if (!isFirst) sdkTurns.push(await turn(() => bySdk(one, secret)))
}

const [sdk, action] = [sdkTurns, actionTurns].map((turns) => {
  const warm = turns.slice(WARM_UP)
  return {
    ms: percentiles(warm.map(({ ms }) => ms)),
    before: percentiles(warm.map(({ before }) => before)),
    processor: warm.reduce((sum, { processor }) => sum + processor, 0) / warm.length,
  }
}) as [Summary, Summary]
const cost: ActionCost = {
  sdk: sdk.ms,
  action: action.ms,
  added: { p50: action.ms.p50 - sdk.ms.p50, p95: action.ms.p95 - sdk.ms.p95 },
  before: { sdk: sdk.before, action: action.before },
  processor: { sdk: sdk.processor, action: action.processor },
}
process.send?.(cost)
