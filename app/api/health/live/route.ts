export const dynamic = 'force-dynamic'

/** Whether the process answers. Touches nothing, so that a fault elsewhere restarts nobody. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
