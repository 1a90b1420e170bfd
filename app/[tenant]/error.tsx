'use client'

import { ButtonLink } from '../_ui/button'
import { Heading, Lead } from '../_ui/heading'
import { Page } from '../_ui/shell'
import { SupportCode } from '../_ui/support-code'

/** An unforeseen error. In English, because the translation may be what failed; the brand's frame around it stays. */
export default function TenantError({ error }: { error: Error & { digest?: string } }) {
  return (
    <Page name="unavailable">
      <title>Not available right now</title>
      <Heading>Not available right now</Heading>
      <Lead>Something went wrong on our side. Please open the page again in a few minutes.</Lead>
      <ButtonLink href="">Try again</ButtonLink>
      {error.digest !== undefined && <SupportCode label="Support code" code={error.digest} />}
    </Page>
  )
}
