import { services } from '@/app/services'
import { checkReadiness } from '@/lib/doctor/readiness'

export const dynamic = 'force-dynamic'

/**
 * Whether this instance takes work, and if not, which part is down. Cognito is not asked: its outage must not take
 * instances out of service.
 */
export async function GET(): Promise<Response> {
  const { isReady, parts } = await checkReadiness(services().db)
  return Response.json(
    { status: isReady ? 'ok' : 'down', parts },
    { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
