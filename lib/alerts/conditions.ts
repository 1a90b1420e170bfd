import { HOUR_MS } from '../platform/hours'

/** When somebody should look at a tenant: pure, from counts by the hour. */

export const ALERT_KINDS = ['nobody-lands', 'unknown-more-than-usual', 'misconfigured'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** Fewer people than this who all stay away may be chance. */
export const FEWEST_ASKS = 10
/** Fewer lost answers than this are noise. */
export const FEWEST_UNKNOWN = 5
/** How much more than usual is more than usual, and what is usual at least. */
const TIMES_USUAL = 3
const USUAL_SHARE = 0.01
/** After the hour, so long to read a mail. */
const PATIENCE_MS = 10 * 60_000

/** What happened at a tenant in one hour. */
export type TenantHour = {
  readonly hour: Date
  /** Mails that were asked for and sent, as far as Cognito said. */
  readonly asked: number
  /** Links opened and codes tried in this hour and since. */
  readonly landedSince: number
  readonly unknown: number
  readonly misconfigured: number
  /** Asks and attempts. */
  readonly all: number
}

/** What is usual at it: of the week before. */
export type Usual = { readonly unknown: number; readonly all: number }

const isUnusual = ({ unknown, all }: TenantHour, usual: Usual): boolean => {
  const share = Math.max(usual.all === 0 ? 0 : usual.unknown / usual.all, USUAL_SHARE)
  return unknown >= FEWEST_UNKNOWN && unknown > TIMES_USUAL * share * all
}

/** @param now by the database's clock */
export function alertsOf(hour: TenantHour, usual: Usual, now: Date): AlertKind[] {
  const isOver = now.getTime() >= hour.hour.getTime() + HOUR_MS + PATIENCE_MS
  return ALERT_KINDS.filter((kind) => {
    if (kind === 'misconfigured') return hour.misconfigured > 0
    if (kind === 'unknown-more-than-usual') return isUnusual(hour, usual)
    return isOver && hour.asked >= FEWEST_ASKS && hour.landedSince === 0
  })
}

/** What is told, in a sentence. */
export function sentenceOf(kind: AlertKind, { asked, unknown, misconfigured, all }: TenantHour): string {
  switch (kind) {
    case 'nobody-lands':
      return `${asked} mails were asked for, and nobody opened a link or tried a code: mails may not arrive, or lead elsewhere.`
    case 'unknown-more-than-usual':
      return `${unknown} of ${all} asks and attempts ended without anybody knowing how, which is more than usual.`
    case 'misconfigured':
      return `${misconfigured} asks and attempts failed because the portal is misconfigured for this tenant.`
  }
}
