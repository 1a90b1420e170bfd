import { after } from 'next/server'
import { permit } from '@/app/(console)/access'
import { examineNow } from '@/app/(console)/examine-now'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import type { ExaminationLine } from '@/lib/console/shown-result'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { log } from '@/lib/platform/log'

/** As the page's own: the looks go on side by side, fifteen seconds at most. */
export const maxDuration = 60

/**
 * Examines a tenant and tells each check as soon as it is made, as a line of JSON. Who goes away meanwhile finds the
 * result on the page later: the examination goes on.
 */
async function post(
  request: Request,
  { params }: RouteContext<'/admin/[tenant]/health/run'>,
): Promise<Response> {
  const permitted = await permit('tenant.examine', (await params).tenant)
  if ('refusal' in permitted) return refusalResponse(permitted.refusal)
  const { admin, role, tenant } = permitted
  if (tenant === null) return refusalResponse('not-found')
  const { readable, writable } = new TransformStream<ExaminationLine, Uint8Array>({
    transform: (line, controller) =>
      controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`)),
  })
  const writer = writable.getWriter()
  const tell = (line: ExaminationLine) => void writer.write(line).catch(() => {})
  const run = async () => {
    try {
      tell(
        await examineNow({
          tenant,
          role,
          audit: (outcome, details) =>
            services().audit.record({
              event: 'tenant.examine',
              tenantId: tenant.id,
              outcome,
              address: request.headers.get(CLIENT_ADDRESS_HEADER),
              brandRevision: tenant.brandRevision,
              details: { by: admin.subject, ...details },
            }),
          heard: (check) => tell({ kind: 'check', check }),
        }),
      )
    } catch (error) {
      // A result that doesn't come is told by the page.
      log.warn('doctor.not_run', { error })
    }
    await writer.close().catch(() => {})
  }
  after(run())
  return new Response(readable, {
    headers: {
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': 'no-store',
      // Nginx would collect the lines.
      'X-Accel-Buffering': 'no',
    },
  })
}

export const POST = withStoreAway(post)
