'use client'

import { ButtonLink } from '../_ui/button-link'
import { Heading } from '../_ui/heading'
import { Page } from '../_ui/main'
import { SupportCode } from '../_ui/support-code'
import { useErrorWords } from './error-words'

/** An unforeseen error in the browser. It says nothing of what was done, because nobody knows; the frame stays. */
export default function TenantError({ error }: { error: Error & { digest?: string } }) {
  const { pageTitle, title, again, supportCode } = useErrorWords()
  return (
    <Page name="unavailable">
      <title>{pageTitle}</title>
      <Heading>{title}</Heading>
      <ButtonLink href="">{again}</ButtonLink>
      {error.digest !== undefined && <SupportCode label={supportCode} code={error.digest} />}
    </Page>
  )
}
