'use client'

import type { TestedConnection } from '@/app/(console)/try-connection'
import { say } from '@/lib/console/words/generated/tenants'
import { Notice } from '../../../_ui/notice'
import { When } from '../../../_ui/when'
import { CheckTable } from '../../[tenant]/health/check-table'

export type Tested = { readonly kind: 'not-yet' } | TestedConnection

export const hasFaults = (tested: Tested): boolean =>
  tested.kind === 'tried' && tested.checks.some(({ verdict }) => verdict === 'fault')

/**
 * What the doctor says of a connection before it is saved.
 *
 * @param nonetheless what can be done with a connection that doesn't work
 */
export function ConnectionTest({ tested, nonetheless }: { tested: Tested; nonetheless: string }) {
  if (tested.kind === 'not-yet') return null
  if (tested.kind === 'too-soon') {
    return (
      <Notice tone="warn" role="alert">
        <p>
          {say.rich('tenants.connectionTest.tooSoon', { when: () => <When at={new Date(tested.retryAt)} /> })}
        </p>
      </Notice>
    )
  }
  const isFaulty = hasFaults(tested)
  return (
    <>
      <Notice tone={isFaulty ? 'bad' : 'good'} role="status">
        {isFaulty
          ? say('tenants.connectionTest.faulty', { nonetheless })
          : say('tenants.connectionTest.works')}
      </Notice>
      <CheckTable checks={tested.checks} slug={null} />
    </>
  )
}
