import type { Refusal } from './authorise'

const statuses: Record<Refusal, number> = {
  'signed-out': 401,
  'no-proof': 403,
  'not-found': 404,
  'sign-in-again': 401,
}

/** The answer of a route of the console to what `permit` refused. */
export function refusalResponse(refusal: Refusal): Response {
  return Response.json({ ok: false, refusal }, { status: statuses[refusal] })
}
