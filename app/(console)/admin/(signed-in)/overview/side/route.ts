import { isFromConsole } from '@/app/(console)/access'
import { keepSide } from '@/app/(console)/side-cookie'
import { readSide } from '@/lib/console/side'
import { textField } from '@/lib/input/form-field'

/** The page of the console that a form stands on; the overview where that is not known. */
function pageOf(request: Request): string {
  const from = request.headers.get('referer')
  if (from === null || !URL.canParse(from)) return '/admin/overview'
  const { pathname, search } = new URL(from)
  return /^\/admin(\/|$)/.test(pathname) ? `${pathname}${search}` : '/admin/overview'
}

/** Keeps whether the console is light or dark, for this browser, and leads back to the page; needs no script. */
export async function POST(request: Request): Promise<Response> {
  if (!(await isFromConsole())) return new Response(null, { status: 403 })
  await keepSide(readSide(textField(await request.formData().catch(() => null), 'side')))
  return new Response(null, { status: 303, headers: { Location: pageOf(request) } })
}
