import type { MailFacts } from './facts'

type Letters = Pick<MailFacts, 'typesetting'>

/** The line height of running text, in pixels and a little more than on pages: a mail's fonts are the reader's own. */
export const leading = ({ typesetting }: Letters, size: number): string =>
  `${Math.round(size * (typesetting.lineHeight + 0.05))}px`

/** The line height of headings and names, in pixels. */
export const headingLeading = ({ typesetting }: Letters, size: number): string =>
  `${Math.round(size * (typesetting.headingLineHeight + 0.03))}px`
