import 'server-only'
import type { LinkKind } from '@/lib/link-kinds'
import type { Opened, Steps } from '@/lib/links/journey'
import { findStep, openTicket, type Portal, type TicketParameter } from '../portal'

/** Where two were kept at the same time, the earlier in this list counts. */
const KINDS = ['receipt', 'doubt', 'problem', 'ask', 'arrival'] as const
type Kind = (typeof KINDS)[number]

type Found = { [K in Kind]: { readonly kind: K } & Opened<K> }[Kind]

async function find(
  portal: Portal,
  kind: Kind,
  ticket: TicketParameter,
  link: LinkKind,
): Promise<(Found & { isCarried: boolean }) | null> {
  const opened: Opened<keyof Steps> | null = await findStep(portal, kind, ticket ?? null, link)
  // What a link brought is told to be over; anything else is then none.
  if (opened === null || (opened.isOver && kind !== 'arrival')) return null
  const isCarried = openTicket(portal, kind, ticket ?? null, link) !== null
  return { kind, ...opened, isCarried } as Found & { isCarried: boolean }
}

/**
 * Where a journey stands whose kind of link has one page for all of it: the step of the page's own ticket, else the last
 * one that this browser kept. Null where there is none.
 */
export async function latestStep(
  portal: Portal,
  ticket: TicketParameter,
  link: LinkKind,
): Promise<Found | null> {
  const all = await Promise.all(KINDS.map((kind) => find(portal, kind, ticket, link)))
  const found = all.filter((each) => each !== null)
  const carried = found.find(({ isCarried }) => isCarried)
  return (
    carried ?? found.toSorted((one, other) => other.sealedAt.getTime() - one.sealedAt.getTime())[0] ?? null
  )
}
