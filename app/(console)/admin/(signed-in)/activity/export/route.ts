import { activityReach } from '@/app/(console)/activity-reach'
import { currentAdmin } from '@/app/(console)/current-admin'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { exportEntries } from '@/lib/console/activity/export-entries'
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/console/activity/export-formats'
import { filterOfAddress } from '@/lib/console/activity/filter'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { log } from '@/lib/platform/log'

const formats: Readonly<Record<string, ExportFormat>> = EXPORT_FORMATS

/** The parts as bytes, read only as fast as they are taken. A fault breaks the download off: half of it is no whole. */
function streamOf(parts: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        log.warn('activity.not_read', { error })
        controller.error(error)
      }
    },
    cancel: async () => void (await parts.return()),
  })
}

/** What the list of the same address shows, all of it, as a file. */
async function get(request: Request): Promise<Response> {
  const admin = await currentAdmin()
  if (admin === null) return refusalResponse('signed-out')
  const format = formats[new URL(request.url).searchParams.get('format') ?? ''] ?? EXPORT_FORMATS.csv
  const filter = filterOfAddress(request.url)
  const { reach, chosen } = await activityReach(admin, filter.tenant)
  await services().audit.record({
    event: 'audit.export',
    tenantId: chosen?.id ?? null,
    outcome: format.extension,
    address: request.headers.get(CLIENT_ADDRESS_HEADER),
    details: { by: admin.subject },
  })
  const parts = exportEntries(await services().db.database(), filter, reach, format)
  const name = `activity-${new Date().toISOString().slice(0, 10)}.${format.extension}`
  return new Response(streamOf(parts), {
    headers: {
      'Content-Type': format.contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  })
}

export const GET = withStoreAway(get)
