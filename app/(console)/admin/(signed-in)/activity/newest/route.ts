import { activityReach } from '@/app/(console)/activity-reach'
import { listEntries } from '@/app/(console)/console-store'
import { currentAdmin } from '@/app/(console)/current-admin'
import { withStoreAway } from '@/app/store-away'
import { filterOfAddress } from '@/lib/console/activity/filter'
import { refusalResponse } from '@/lib/console/auth/refusal-response'

/** Which entry is the newest of a list; a list that is followed asks before it reads itself again. */
async function get(request: Request): Promise<Response> {
  const admin = await currentAdmin()
  if (admin === null) return refusalResponse('signed-out')
  const filter = filterOfAddress(request.url)
  const { reach } = await activityReach(admin, filter.tenant)
  const { entries } = await listEntries({ ...filter, before: null }, reach, 1)
  return Response.json({ newest: entries[0]?.id ?? null })
}

export const GET = withStoreAway(get)
