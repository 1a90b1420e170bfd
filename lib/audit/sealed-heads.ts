import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { KeyRing } from '../crypto/key-ring'
import type { SealedRow } from '../crypto/sealed-row'
import type { Signature } from '../crypto/signature'
import type { Database } from '../db/connection'
import { auditChain, auditMonths } from '../db/schema'
import { checkChain, checkMonth, signChain, signMonth } from './chain'
import { readHeads } from './seal-batch'

type Checked = ReturnType<typeof checkMonth>

const row = (
  ring: KeyRing,
  owner: string,
  checked: Checked,
  { keyId }: Signature,
  sealAnew: () => Promise<unknown>,
): SealedRow => {
  // What doesn't hold is not signed anew: that would make a forgery good.
  if (checked !== 'right') return { owner, state: 'unreadable', sealAnew: async () => {} }
  if (keyId === ring.newest.id) return { owner, state: 'newest', sealAnew: async () => {} }
  return {
    owner,
    state: 'older',
    sealAnew: async () => {
      await sealAnew()
    },
  }
}

/** The checkpoints of the audit log, for a rotation: only they are signed, so nothing else of the chain is written anew. */
export async function sealedHeads(database: Database, ring: KeyRing): Promise<SealedRow[]> {
  const { chain, months } = await readHeads(database)
  const ofMonths = months.map((month) =>
    row(ring, `audit log of ${month.month}`, checkMonth(ring, month), month, () =>
      database
        .update(auditMonths)
        .set(signMonth(ring, month))
        .where(and(eq(auditMonths.month, month.month), eq(auditMonths.mac, month.mac))),
    ),
  )
  if (chain === null) return ofMonths
  const ofChain = row(ring, 'audit log', checkChain(ring, chain, months), chain, () =>
    database
      .update(auditChain)
      .set(signChain(ring, chain, months))
      .where(eq(auditChain.mac, chain.mac)),
  )
  return [...ofMonths, ofChain]
}
