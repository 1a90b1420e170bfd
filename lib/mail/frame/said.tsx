import { Fragment } from 'react'
import { aroundName, type MailFacts } from './facts'

/**
 * A text with the brand's name filled in, for HTML. The name may be in another script than the text: isolated, it can't
 * change the order of what stands beside it (Unicode's bidirectional algorithm, UAX #9).
 */
export function Said({ facts, text }: { facts: MailFacts; text: string }) {
  const { name, parts } = aroundName(facts, text)
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
    <Fragment key={at}>
      {at > 0 && <bdi>{name}</bdi>}
      {part}
    </Fragment>
  ))
}
