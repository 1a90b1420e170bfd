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
import type { ActionCost, Attempt } from './action'
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

async function msOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const percentiles = (values: number[]) => ({ p50: quantile(values, 0.5), p95: quantile(values, 0.95) })

const [task]: { secret: string; attempts: Attempt[] }[] = await once(process, 'message')
if (task === undefined) throw new Error('There is nothing to do')
const { secret, attempts } = task

const sdkMs: number[] = []
const actionMs: number[] = []
for (let index = 0; index + 1 < attempts.length; index += 2) {
  const [one, other] = attempts.slice(index, index + 2)
  if (!one || !other) break
  const isFirst = (index / 2) % 2 === 0
  if (isFirst) sdkMs.push(await msOf(() => bySdk(one, secret)))
  actionMs.push(await msOf(() => byAction(other)))
  // Nobody waits for the audit row, and the next turn must not pay for it.
  await services.audit.drain()
  if (!isFirst) sdkMs.push(await msOf(() => bySdk(one, secret)))
}

const sdk = percentiles(sdkMs.slice(WARM_UP))
const action = percentiles(actionMs.slice(WARM_UP))
const cost: ActionCost = { sdk, action, added: { p50: action.p50 - sdk.p50, p95: action.p95 - sdk.p95 } }
process.send?.(cost)
