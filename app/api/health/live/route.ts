export const dynamic = 'force-dynamic'

/** Whether the process answers. Depends on nothing else, so that a fault elsewhere restarts no instance. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
