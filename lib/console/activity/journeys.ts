import { FIRST_KIND, kindNamed, LINK_KINDS } from '../../link-kinds'
import { say } from '../words/generated/activity'
import type { Entry } from './entries'
import { type Label, outcomeLabel } from './words'

/**
 * How long at most between two steps of one reset, or of another kind of link, in milliseconds: as long as the code of its
 * mail can be used. What comes later is another one.
 *
 * @param flow the kind of link; null for the first, whose entries named none once
 */
export const stepGapOf = (flow: string | null): number =>
  (kindNamed(LINK_KINDS, flow ?? FIRST_KIND) ?? LINK_KINDS[FIRST_KIND]).codeLifeMs

/** One person's way from the ask to the new password, or as far as they came: in the order in which it happened. */
export type Journey = {
  readonly steps: readonly [Entry, ...Entry[]]
  readonly asks: number
  readonly tries: number
  /** The step that says how it stands: the one that changed the password, otherwise the last. */
  readonly end: Entry
  readonly label: Label | null
  /** From the first step to the last. */
  readonly lastsMs: number
}

/** Which steps can be of one reset: those of one person of one tenant, by one kind of link. */
const isOfSame = (one: Entry, other: Entry): boolean =>
  one.tag !== null &&
  one.tag === other.tag &&
  one.tenantId === other.tenantId &&
  (one.flow ?? FIRST_KIND) === (other.flow ?? FIRST_KIND)

const inOrder = (one: Entry, other: Entry): number =>
  one.at.getTime() - other.at.getTime() || one.id - other.id

/** How many of the steps, from the nearest on, follow each other closely enough. */
function reachOf(head: Entry, steps: readonly Entry[]): number {
  const breaks = steps.findIndex((step, place) => {
    const before = steps[place - 1] ?? head
    return Math.abs(step.at.getTime() - before.at.getTime()) > stepGapOf(head.flow)
  })
  return breaks === -1 ? steps.length : breaks
}

function journeyAround(head: Entry, entries: readonly Entry[]): Journey {
  const ofSame = entries.filter((entry) => entry.id !== head.id && isOfSame(entry, head)).sort(inOrder)
  const earlier = ofSame.filter((entry) => inOrder(entry, head) < 0).reverse()
  const later = ofSame.filter((entry) => inOrder(entry, head) > 0)
  const [first = head, ...others] = [
    ...earlier.slice(0, reachOf(head, earlier)).reverse(),
    head,
    ...later.slice(0, reachOf(head, later)),
  ]
  const steps = [first, ...others] as const
  const last = others.at(-1) ?? first
  const end = steps.findLast(({ event }) => event === 'confirm.done') ?? last
  return {
    steps,
    asks: steps.filter(({ event }) => event === 'forgot.requested' || event === 'forgot.held_back').length,
    tries: steps.filter(({ event }) => event.startsWith('confirm.')).length,
    end,
    label: outcomeLabel(end.event, end.outcome, end.flow),
    lastsMs: last.at.getTime() - first.at.getTime(),
  }
}

/**
 * The resets that some entries are of, each once, in the order of those entries.
 *
 * @param heads the entries that a list is of
 * @param entries what else the log has of the same people around those times
 */
export function journeysOf(heads: readonly Entry[], entries: readonly Entry[]): Journey[] {
  const found = new Map<number, Journey>()
  for (const head of heads) {
    const journey = journeyAround(head, entries)
    const [{ id }] = journey.steps
    if (!found.has(id)) found.set(id, journey)
  }
  return [...found.values()]
}

/** `1 email asked for, 2 tries in 4 min`. */
export function courseInWords({ asks, tries, lastsMs }: Pick<Journey, 'asks' | 'tries' | 'lastsMs'>): string {
  const parts = [
    ...(asks > 0 ? [say('activity.course.asks', { count: asks })] : []),
    ...(tries > 0 ? [say('activity.course.tries', { count: tries })] : []),
  ].join(', ')
  if (asks + tries < 2) return parts
  const seconds = Math.round(lastsMs / 1000)
  return seconds < 60
    ? say('activity.course.inSeconds', { parts, seconds })
    : say('activity.course.inMinutes', { parts, minutes: Math.round(seconds / 60) })
}
