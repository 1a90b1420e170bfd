import { currentAdmin } from '@/app/(console)/current-admin'
import { searchConsole } from '@/app/(console)/search-console'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { textField } from '@/lib/input/form-field'

/** What the search's dialog asks while somebody types; a POST, because what is typed may be a name. */
async function post(request: Request): Promise<Response> {
  const admin = await currentAdmin()
  if (admin === null) return refusalResponse('signed-out')
  const form = await request.formData().catch(() => null)
  return Response.json(await searchConsole(admin, textField(form, 'text') ?? ''))
}

export const POST = withStoreAway(post)
