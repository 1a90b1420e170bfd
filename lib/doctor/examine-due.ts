import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../platform/log'
import { isDraining } from '../platform/shutdown'
import { findStoredTenant } from '../tenants/store'
import type { Tenant } from '../tenants/tenant'
import { type DoctorServices, examineTenant } from './examine'
import { keepResult, lastResult } from './last-result'
import { takeTurn } from './turns'

export type Pace = {
  /** At most so many tenants in a round. */
  readonly most: number
  /** Between two tenants. */
  readonly pauseMs: number
  /** None is begun later than this after the round began; one takes 25 seconds at most, with all that it waits for silent. */
  readonly beginWithinMs: number
}

/**
 * A tenant a second at most. It costs one call of the account's 30 a second for codes, three reads of the pool, of which
 * AWS allows 15 a second, and one look-up of a user who can't exist where the tenant explains refusals.
 */
export const PACE: Pace = { most: 30, pauseMs: 1_000, beginWithinMs: 30_000 }

export type Round = { readonly examined: number; readonly withFaults: number; readonly isDone: boolean }

async function readTenant({ db }: DoctorServices, slug: string): Promise<Tenant | null> {
  try {
    return await findStoredTenant(await db.database(), slug)
  } catch {
    // The log says so already; the others must not wait behind a damaged one.
    return null
  }
}

/** Examines a tenant as `examineTenant` does, for nobody in particular: whoever reads the log is told of new faults. */
async function examineUnasked(services: DoctorServices, tenant: Tenant): Promise<boolean> {
  const told = await examineTenant(services, tenant, { looksAtUsers: false })
  await keepResult(services.db.database, tenant.id, told, new Date())
  const faults = told.operator.filter(({ verdict }) => verdict === 'fault').map(({ id }) => id)
  const last = faults.length > 0 ? await lastResult(services.db.database, tenant.id, 'operator') : null
  const fresh = faults.filter((id) => last?.before?.verdicts[id] !== 'fault')
  if (fresh.length > 0) log.warn('doctor.fault_found', { slug: tenant.slug, checks: fresh })
  return faults.length > 0
}

/**
 * A round of the scheduled examinations: the tenants that are due, the stalest first, one after the other. Several
 * rounds at once share the tenants among them. Asks for no real person and mails nobody.
 */
export async function examineDue(
  services: DoctorServices,
  { most, pauseMs, beginWithinMs }: Pace = PACE,
): Promise<Round> {
  const endsAt = performance.now() + beginWithinMs
  let examined = 0
  let withFaults = 0
  let isDone = false
  while (examined < most && performance.now() < endsAt && !isDraining()) {
    if (examined > 0) await pause(pauseMs)
    const slug = await takeTurn(await services.db.database(), new Date())
    if (slug === null) {
      isDone = true
      break
    }
    const tenant = await readTenant(services, slug)
    if (tenant === null) continue
    examined += 1
    if (await examineUnasked(services, tenant)) withFaults += 1
  }
  log.info('doctor.round', { examined, withFaults, isDone })
  return { examined, withFaults, isDone }
}
