import 'server-only'
import { log } from '../platform/log'
import { ChainBroken, ChainUnreadable } from './seal-batch'
import type { Sealed, Sealer } from './sealer'

/** Something that has to be looked at, in words; null where all is well. */
export type Upkeep = { readonly sealed: number; readonly isBehind: boolean; readonly fault: string | null }

/** Does what is due for the audit log. Never throws: what it could not do is in the log and in the answer. */
export async function keepAuditUp({ sealer }: { sealer: Sealer }): Promise<Upkeep> {
  try {
    const { entries, isBehind }: Sealed = await sealer.seal()
    return { sealed: entries, isBehind, fault: null }
  } catch (error) {
    const isBroken = error instanceof ChainBroken
    if (isBroken) log.error('audit.chain_broken', { error })
    else log.warn('audit.not_sealed', { error })
    const isKnown = isBroken || error instanceof ChainUnreadable
    return { sealed: 0, isBehind: true, fault: isKnown ? error.message : 'The audit log could not be sealed' }
  }
}
