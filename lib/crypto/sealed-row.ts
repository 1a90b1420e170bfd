import 'server-only'
import type { KeyRing } from './key-ring'
import { open, seal, sealingKeyId } from './seal'

/** A sealed value in the database, as a rotation of REKEY_SECRET sees it. */
export type SealedRow = {
  /** Whose it is, in words for the operator. */
  readonly owner: string
  readonly state: 'newest' | 'older' | 'unreadable'
  /** Re-seals it under the newest secret; does nothing where it was replaced since it was read. */
  sealAnew(): Promise<void>
}

type Stored = {
  owner: string
  sealed: string
  purpose: string
  context: readonly string[]
  /** Replaces the stored text, provided that it is still `before`. */
  replace: (before: string, after: string) => Promise<unknown>
}

/** What a rotation can do with a stored value; `older` means that only a key other than the newest opens it. */
export function sealedRow(ring: KeyRing, { owner, sealed, purpose, context, replace }: Stored): SealedRow {
  const text = open(ring, purpose, sealed, ...context)
  if (text === null) return { owner, state: 'unreadable', sealAnew: async () => {} }
  if (sealingKeyId(sealed) === ring.newest.id) return { owner, state: 'newest', sealAnew: async () => {} }
  return {
    owner,
    state: 'older',
    sealAnew: async () => {
      await replace(sealed, seal(ring, purpose, text, ...context))
    },
  }
}
