import 'server-only'
import { readFilter, readLookUp } from '@/lib/console/activity/filter'
import { eventWords, outcomeLabel } from '@/lib/console/activity/words'
import type { Admin } from '@/lib/console/auth/authorise'
import type { Found } from '@/lib/console/found'
import { isStorable } from '@/lib/input/storable'
import { wholeReach } from './activity-reach'
import { findTenants, listEntries } from './console-store'

const LONGEST = 80

async function findCode(admin: Admin, typed: string): Promise<Pick<Found, 'entry' | 'unknownCode'>> {
  const lookUp = readLookUp(typed)
  if (lookUp?.kind !== 'support-code') return { entry: null, unknownCode: null }
  const filter = { ...readFilter({ view: 'entries' }), lookUp }
  const { entries } = await listEntries(filter, await wholeReach(admin), 1)
  const [entry] = entries
  // Six letters without a hyphen are more likely a word than a code.
  if (entry === undefined)
    return { entry: null, unknownCode: /[-\s]/.test(typed.trim()) ? lookUp.value : null }
  const said =
    outcomeLabel(entry.event, entry.outcome, entry.flow)?.text ?? eventWords(entry.event, entry.flow)
  const label = [lookUp.value, said, entry.tenant?.name].filter(Boolean).join(' · ')
  return { entry: { href: `/admin/activity/${entry.id}`, label }, unknownCode: null }
}

/**
 * What somebody may open of what a text names: tenants by name or slug, and the entry with a support code. The text may
 * be anybody's name by mistake: it is kept nowhere and stands in no address.
 */
export async function searchConsole(admin: Admin, typed: string): Promise<Found> {
  if (typed.length > LONGEST || !isStorable(typed)) return { entry: null, unknownCode: null, tenants: [] }
  const [code, tenants] = await Promise.all([findCode(admin, typed), findTenants(admin.groups, typed)])
  return { ...code, tenants }
}
