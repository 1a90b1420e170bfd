import 'server-only'
import { createHash } from 'node:crypto'
import type { KeyRing } from '../crypto/key-ring'
import { checkSignature, type Signature, sign } from '../crypto/signature'

/**
 * How the audit log is proven. Its entries are hashed into seals, minute by minute and in the order of their ids; the seals
 * of each month's table are a chain, whose length and end stand in the month's checkpoint. Checkpoints are signed, each by itself
 * and all together with how far the log is sealed. Whoever has only the database can hash, and can't sign.
 */

export const MARK_BYTES = 16
const MONTH = 'audit-month'
const CHAIN = 'audit-chain'

/** An entry as it is sealed: `content` is the text of everything in it (`sealed-content.ts`). */
export type SealedEntry = { readonly id: number; readonly content: string }

export type Seal = {
  readonly month: string
  readonly number: number
  readonly afterId: number
  readonly toId: number
  readonly entries: number
  readonly marks: Uint8Array
  readonly sealedAt: Date
  readonly digest: string
}

export type Month = {
  readonly month: string
  readonly seals: number
  readonly entries: number
  readonly digest: string
  readonly goneSeals: number
  readonly goneDigest: string
}
export type SignedMonth = Month & Signature

export type Chain = { readonly begunAt: Date; readonly sealedTo: number }
export type SignedChain = Chain & Signature

/** Stands for all that is in an entry. */
export const markOf = (content: string): Buffer =>
  createHash('sha256').update(content, 'utf8').digest().subarray(0, MARK_BYTES)

/** The marks of a seal, one for each entry. */
export const marksOf = ({ marks }: Pick<Seal, 'marks'>): string[] =>
  Array.from({ length: Math.floor(marks.length / MARK_BYTES) }, (_, index) =>
    Buffer.from(marks.subarray(index * MARK_BYTES, (index + 1) * MARK_BYTES)).toString('base64url'),
  )

/** The digest that a seal has to have behind one of this digest. */
export function digestAfter(before: string, seal: Omit<Seal, 'digest'>): string {
  const { month, number, afterId, toId, entries, marks, sealedAt } = seal
  const marked = createHash('sha256').update(marks).digest('base64url')
  const text = JSON.stringify([before, month, number, afterId, toId, entries, marked, sealedAt.toISOString()])
  return createHash('sha256').update(text).digest('base64url')
}

/** A month of which nothing is sealed yet. */
export const newMonth = (month: string): Month => ({
  month,
  seals: 0,
  entries: 0,
  digest: '',
  goneSeals: 0,
  goneDigest: '',
})

type Range = Pick<Seal, 'afterId' | 'toId' | 'sealedAt'>

/** The next seal of a month, over these entries in the order of their ids, and the month with it. */
export function sealNext(
  month: Month,
  entries: readonly SealedEntry[],
  range: Range,
): { seal: Seal; month: Month } {
  const unsigned = {
    ...range,
    month: month.month,
    number: month.seals + 1,
    entries: entries.length,
    marks: Buffer.concat(entries.map(({ content }) => markOf(content))),
  }
  const digest = digestAfter(month.digest, unsigned)
  return {
    seal: { ...unsigned, digest },
    month: { ...month, seals: unsigned.number, entries: month.entries + entries.length, digest },
  }
}

const partsOfMonth = ({ month, seals, entries, digest, goneSeals, goneDigest }: Month) => [
  month,
  seals,
  entries,
  digest,
  goneSeals,
  goneDigest,
]

const partsOfChain = ({ begunAt, sealedTo }: Chain, months: readonly Month[]) => {
  const inOrder = months.map(partsOfMonth).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  return [begunAt.toISOString(), sealedTo, inOrder]
}

export const signMonth = (ring: KeyRing, month: Month): SignedMonth => ({
  ...month,
  ...sign(ring, MONTH, partsOfMonth(month)),
})

/** @param months all there are */
export const signChain = (ring: KeyRing, chain: Chain, months: readonly Month[]): SignedChain => ({
  ...chain,
  ...sign(ring, CHAIN, partsOfChain(chain, months)),
})

export const checkMonth = (ring: KeyRing, month: SignedMonth) =>
  checkSignature(ring, MONTH, month, partsOfMonth(month))

export const checkChain = (ring: KeyRing, chain: SignedChain, months: readonly Month[]) =>
  checkSignature(ring, CHAIN, chain, partsOfChain(chain, months))

/** Names the end of a month's chain, to be kept outside of the database: as long as the chain has it, nothing up to it was cut. */
export const anchorOf = ({ month, number, digest }: Pick<Seal, 'month' | 'number' | 'digest'>): string =>
  `${month}/${number}/${digest}`

const ANCHOR = /^(\d{4}-\d{2})\/(\d{1,9})\/([A-Za-z0-9_-]{43})$/

/** What `anchorOf` wrote, or null. */
export function readAnchor(text: string): Pick<Seal, 'month' | 'number' | 'digest'> | null {
  const [, month, number, digest] = ANCHOR.exec(text) ?? []
  return month && number && digest ? { month, number: Number(number), digest } : null
}
