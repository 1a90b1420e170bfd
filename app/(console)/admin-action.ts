import 'server-only'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { services } from '@/app/services'
import { type ActionResult, faultsOf } from '@/lib/console/auth/action-result'
import type { AdminActionName } from '@/lib/console/auth/actions-table'
import type { Admin, Refusal } from '@/lib/console/auth/authorise'
import type { Role } from '@/lib/console/auth/roles'
import { readInWords } from '@/lib/console/words/refusals'
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/internal-headers'
import { noteActionBegun, setStatus } from '@/lib/http/response-status'
import { isStorable } from '@/lib/input/storable'
import type { Tenant } from '@/lib/tenants/tenant'
import { isFromConsole, permit } from './access'
import { currentAdmin } from './current-admin'

type Context = {
  admin: Admin
  role: Role
  /** One row of the audit log for what was done. */
  audit: (outcome: string, details?: Record<string, unknown>, usernameTag?: string) => Promise<void>
}
type TenantContext = Context & { tenant: Tenant }

const NamesTenant = z.looseObject({ tenant: z.string().max(63) })

function auditOf(action: AdminActionName, admin: Admin, tenant: Tenant | null): Context['audit'] {
  return async (outcome, details = {}, usernameTag) =>
    services().audit.record({
      event: action,
      tenantId: tenant?.id ?? null,
      outcome,
      usernameTag: usernameTag ?? null,
      address: (await headers()).get(CLIENT_ADDRESS_HEADER),
      brandRevision: tenant?.brandRevision ?? null,
      details: { by: admin.subject, ...details },
    })
}

/** An action's input: its first argument or, for a form state action, the form after it. */
function askedOf(first: unknown, form?: FormData): unknown {
  const asked = form instanceof FormData ? Object.fromEntries(form) : first
  return isStorable(asked) ? asked : null
}

/**
 * Makes a server action of the console. Anybody can post an action to any page, so each one checks for itself who asks,
 * whether the browser proves the request's origin, what that person may do at the tenant that the input names, and
 * whether the input is valid; only then does it run.
 *
 * Somebody else's tenant, or too low a role, is a 404 and a row in the audit log.
 */
export function adminAction<Input, Output>(
  name: AdminActionName,
  schema: z.ZodType<Input>,
  run: (input: Input, context: TenantContext) => Promise<ActionResult<Output>>,
): (input: unknown, form?: FormData) => Promise<ActionResult<Output>> {
  return async (first, form) => {
    noteActionBegun()
    const input = askedOf(first, form)
    const named = NamesTenant.safeParse(input)
    const permitted = await permit(name, named.success ? named.data.tenant : '')
    if ('refusal' in permitted) return refused(permitted.refusal)
    const { admin, role, tenant } = permitted
    if (tenant === null) notFound()
    const read = readInWords(schema, input)
    if (!read.ok) return { ok: false, reason: 'invalid', faults: faultsOf(read.refusals) }
    return run(read.value, { admin, role, tenant, audit: auditOf(name, admin, tenant) })
  }
}

/** `adminAction` where no existing tenant is concerned: operators only. */
export function operatorAction<Input, Output>(
  name: AdminActionName,
  schema: z.ZodType<Input>,
  run: (input: Input, context: Context) => Promise<ActionResult<Output>>,
): (input: unknown) => Promise<ActionResult<Output>> {
  return async (input) => {
    noteActionBegun()
    const permitted = await permit(name, null)
    if ('refusal' in permitted) return refused(permitted.refusal)
    const { admin, role } = permitted
    const read = readInWords(schema, askedOf(input))
    if (!read.ok) return { ok: false, reason: 'invalid', faults: faultsOf(read.refusals) }
    return run(read.value, { admin, role, audit: auditOf(name, admin, null) })
  }
}

/** For changes to somebody's own view only: needs a session and the proof of origin, but no role. */
export function personalAction<Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, admin: Admin) => Promise<void>,
): (input: unknown) => Promise<ActionResult<null>> {
  return async (input) => {
    noteActionBegun()
    const admin = await currentAdmin()
    if (admin === null) return refused('signed-out')
    if (!(await isFromConsole())) return refused('no-proof')
    const read = readInWords(schema, askedOf(input))
    if (!read.ok) return { ok: false, reason: 'invalid', faults: faultsOf(read.refusals) }
    await run(read.value, admin)
    return { ok: true, value: null }
  }
}

function refused(refusal: Refusal) {
  if (refusal === 'signed-out') setStatus(401)
  // The person can resolve these two without losing what is on the page; any other refusal is a 404.
  if (refusal === 'signed-out' || refusal === 'sign-in-again') return { ok: false, reason: refusal } as const
  return notFound()
}
