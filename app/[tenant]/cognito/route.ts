import { after } from 'next/server'
import { services } from '@/app/services'
import { awsAnswers, awsResponse, relay } from '@/lib/aws-endpoint/relay'
import { corsHeaders, judgeOrigin, preflightHeaders } from '@/lib/cross-site/cross-origin'
import { contextDataOf } from '@/lib/flows/user-context'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { env } from '@/lib/platform/env'
import type { Portal } from '../portal'
import { tenantRoute } from '../tenant-route'
import { readBody } from './read-body'

/** Cognito may take 14 seconds to send a mail. */
export const maxDuration = 30

const inAwsWords = {
  none: () => awsResponse(awsAnswers.nothingHere(), {}),
  away: () => awsResponse(awsAnswers.unavailable(), {}),
}

function cors(request: Request, { tenant }: Portal) {
  const origin = request.headers.get('origin')
  const own = [env().REKEY_BASE_URL, ...tenant.hosts.map((host) => `https://${host}`)]
  const verdict = judgeOrigin(origin, own, tenant.returnOrigins)
  return { verdict, headers: corsHeaders(origin, verdict) }
}

/**
 * ForgotPassword and ConfirmForgotPassword for any AWS client: the portal adds what only it may know, above all the
 * secret.
 */
export const POST = tenantRoute(async (portal, request) => {
  after(() =>
    Promise.all([
      services().confirmations.saved(),
      services().audit.written(),
      services().tallies.saved(),
      services().metrics.sent(),
    ]),
  )
  const { verdict, headers } = cors(request, portal)
  if (verdict === 'foreign') return awsResponse(awsAnswers.foreignOrigin(), headers)
  const call = {
    contentType: request.headers.get('content-type') ?? '',
    target: request.headers.get('x-amz-target') ?? '',
    body: await readBody(request),
  }
  const caller = {
    address: request.headers.get(CLIENT_ADDRESS_HEADER),
    contextData: contextDataOf(request.headers, {
      deviceId: null,
      timeZone: portal.timeZone,
      now: new Date(),
    }),
    locale: portal.locale,
  }
  return awsResponse(await relay(services(), portal.tenant, call, caller), headers)
}, inAwsWords)

/** A browser's preflight: only the tenant's own `returnOrigins` may call, and never with cookies. */
export const OPTIONS = tenantRoute(async (portal, request) => {
  const { verdict, headers } = cors(request, portal)
  const isAllowed = verdict === 'allowed' || verdict === 'own'
  return new Response(null, {
    status: isAllowed ? 204 : 403,
    headers: { ...headers, ...(isAllowed && preflightHeaders) },
  })
})
