'use client'

import type { Check } from '@/lib/doctor/check'
import { Notice } from '../../../_ui/notice'
import { When } from '../../../_ui/when'
import { CheckTable } from '../../[tenant]/health/check-table'

export type Tested =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'too-soon'; readonly retryAt: string }
  | { readonly kind: 'tried'; readonly checks: readonly Check[] }

/** What the doctor says of a connection before it is saved. */
export function ConnectionTest({ tested }: { tested: Tested }) {
  if (tested.kind === 'not-yet') return null
  if (tested.kind === 'too-soon') {
    return (
      <Notice tone="warn" role="alert">
        <p>
          Tested too often for now. Try again after <When at={new Date(tested.retryAt)} />.
        </p>
      </Notice>
    )
  }
  const faults = tested.checks.filter(({ verdict }) => verdict === 'fault').length
  return (
    <>
      <Notice tone={faults === 0 ? 'good' : 'bad'} role="status">
        {faults === 0
          ? 'The connection works. Nothing was mailed or changed.'
          : 'The connection does not work yet. Below is what to mend; you can create the tenant all the same.'}
      </Notice>
      <CheckTable checks={tested.checks} slug={null} />
    </>
  )
}
