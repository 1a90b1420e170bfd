import type { Place } from './pages'

/** What the console's search found on the server; its pages are known already. */
export type Found = {
  /** The newest entry of the activity with the support code that was typed. */
  entry: { href: string; label: string } | null
  /** A support code that no entry has which this person may see. */
  unknownCode: string | null
  tenants: readonly Place[]
}
