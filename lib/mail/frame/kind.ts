import type { ReactElement } from 'react'
import type { MailFacts } from './facts'

/** What is particular about one kind of mail. All of it is pure and drawn once for each revision of a brand. */
export type MailKind = {
  readonly subject: (facts: MailFacts) => string
  readonly draw: (facts: MailFacts) => ReactElement
  /** The paragraphs of the plain text, in order, without the footer. */
  readonly text: (facts: MailFacts) => readonly string[]
  /** If the mail brings a code: the text message sent instead, and the portal's page where the code can be typed. */
  readonly code?: {
    /** With `{name}` for the brand's name and Cognito's own placeholders. */
    readonly sms: (facts: MailFacts) => string
    readonly page?: (facts: MailFacts) => CodePage
  }
}

/** Where a code can be typed, the label short enough to be read aloud. */
export type CodePage = { readonly href: string; readonly label: string }

export const codePage = ({ portal }: Pick<MailFacts, 'portal'>, page: string): CodePage => ({
  href: `${portal}${page}`,
  label: `${portal}${page}`.replace(/^https?:\/\//, ''),
})
