import { permit } from '@/app/(console)/access'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { type ActivityFilter, queryOf, readFilter } from '@/lib/console/activity/filter'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { findPerson } from '@/lib/console/find-person'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { textField } from '@/lib/input/form-field'
import { isStorable } from '@/lib/input/storable'

const MAXIMUM_NAME = 512

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })

async function readForm(request: Request): Promise<FormData | null> {
  try {
    return await request.formData()
  } catch {
    return null
  }
}

/**
 * Searches for a person by name: turns the name into its tag and leads to the list of that person. A name comes in the
 * body of a form only, and goes no further than this: not into an address, a line of the log or a row.
 */
async function post(request: Request): Promise<Response> {
  const form = await readForm(request)
  const slug = textField(form, 'tenant') ?? ''
  const permitted = await permit('user.find', slug)
  if ('refusal' in permitted) {
    if (permitted.refusal === 'signed-out') return seeOther('/admin/sign-in?to=/admin/activity')
    return refusalResponse(permitted.refusal)
  }
  const { admin, tenant } = permitted
  if (tenant === null) return refusalResponse('not-found')
  const list = (changed: Partial<ActivityFilter>) =>
    `/admin/activity${queryOf(readFilter({}), { tenant: slug, ...changed })}`
  const typed = textField(form, 'username') ?? ''
  const found =
    typed.length <= MAXIMUM_NAME && isStorable(typed)
      ? await findPerson(services().limits, admin, tenant, typed)
      : ({ kind: 'unreadable' } as const)
  await services().audit.record({
    event: 'user.find',
    tenantId: tenant.id,
    outcome: found.kind === 'person' ? null : found.kind,
    usernameTag: found.kind === 'person' ? found.tag : null,
    address: request.headers.get(CLIENT_ADDRESS_HEADER),
    details: { by: admin.subject },
  })
  return seeOther(found.kind === 'person' ? list({ person: found.tag }) : `${list({})}&person=${found.kind}`)
}

export const POST = withStoreAway(post)
