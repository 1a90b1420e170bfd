import type { BrokenRule, PolicyLine } from '@/lib/passwords/policy'
import type { AlertView } from '../form-state'

/** The sentences of the form for a new password, in the reader's language. */
export type ResetTexts = {
  username: string
  forLabel: string
  code: string
  codeHelp: string
  password: string
  show: string
  hide: string
  shown: string
  hidden: string
  capsLock: string
  /** Beside the box that signs the person out elsewhere; null where the page doesn't ask. */
  signOut: string | null
  submit: string
  busy: string
  rules: string
  met: string
  lines: { line: PolicyLine; text: string }[]
  /** What each rule of the list says to a password that breaks it. */
  broken: Record<BrokenRule, string>
  /** The summary for such a password, without its sentence. */
  brokenAlert: AlertView
}
