import 'server-only'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { LRUCache } from 'lru-cache'
import { env } from '../platform/env'
import { loadSdk } from './sdk'

/** Fifty asks may hang at once; as many more are left for confirmations, at Cognito's quota of 30 a second. */
const MAXIMUM_SOCKETS = 100
const CONNECT_TIMEOUT_MS = 2_000
/** We close an idle connection before the other side can close it under a request. */
const IDLE_SOCKET_MS = 4_000
const MAXIMUM_CLIENTS = 500
/** A client that is no longer handed out is closed when its last call has ended; no call lasts longer. */
const RETIREMENT_MS = 60_000

type Held = { region: string; client: Promise<CognitoIdentityProviderClient> }

async function openClient(region: string): Promise<CognitoIdentityProviderClient> {
  const {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    REKEY_CONFIRM_DEADLINE_MS,
    REKEY_REQUEST_DEADLINE_MS,
  } = env()
  const sdk = await loadSdk()
  const agent = { keepAlive: true, maxSockets: MAXIMUM_SOCKETS, timeout: IDLE_SOCKET_MS }
  return new sdk.CognitoIdentityProviderClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    // The SDK would send a lost confirmation again and report "expired" after a success.
    maxAttempts: 1,
    requestHandler: new sdk.NodeHttpHandler({
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
      connectionTimeout: CONNECT_TIMEOUT_MS,
      // Each call brings its own, shorter limit.
      requestTimeout: Math.max(REKEY_CONFIRM_DEADLINE_MS, REKEY_REQUEST_DEADLINE_MS),
      throwOnRequestTimeout: true,
    }),
  })
}

function retire({ client }: Held): void {
  const destroy = () => client.then((opened) => opened.destroy()).catch(() => {})
  setTimeout(destroy, RETIREMENT_MS).unref()
}

const clients = new LRUCache<string, Held>({ max: MAXIMUM_CLIENTS, dispose: retire })

/**
 * The tenant's own client, with its own connections: a pool that hangs takes no socket from another tenant.
 * The operations that the portal calls with it (`CALLS`) are unauthenticated, so no credentials are looked up or sent.
 */
export function clientOf(tenantId: string, region: string): Promise<CognitoIdentityProviderClient> {
  const held = clients.get(tenantId)
  if (held?.region === region) return held.client
  const client = openClient(region)
  clients.set(tenantId, { region, client })
  return client
}
