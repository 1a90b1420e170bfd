import { readableTenant } from '@/app/(console)/access'
import { findRevision, liveBrand, loadDraft } from '@/app/(console)/console-store'
import { withStoreAway } from '@/app/store-away'
import { differences } from '@/lib/brand/difference'
import { refusalResponse } from '@/lib/console/auth/refusal-response'

/** What changes where a revision (`to`) takes the place of what is live, or of the draft (`of=draft`). */
async function get(request: Request, { params }: { params: Promise<{ tenant: string }> }): Promise<Response> {
  const { tenant: slug } = await params
  const readable = await readableTenant(slug, 'brand.differences')
  if ('refusal' in readable) return refusalResponse(readable.refusal)
  const { id } = readable.tenant
  const query = new URL(request.url).searchParams
  const [before, after] = await Promise.all([
    query.get('of') === 'draft' ? loadDraft(id).then(({ brand }) => brand) : liveBrand(id),
    findRevision(id, query.get('to') ?? ''),
  ])
  return after === null ? refusalResponse('not-found') : Response.json(differences(before, after))
}

export const GET = withStoreAway(get)
