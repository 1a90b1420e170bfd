'use client'

import { confirmAlert } from '@/app/[tenant]/alerts'
import { DoneView } from '@/app/[tenant]/done/view'
import { ForgotView } from '@/app/[tenant]/forgot/view'
import { emptyForm, type FormAction, type FormState } from '@/app/[tenant]/form-state'
import type { PageContext } from '@/app/[tenant]/page-context'
import { linkNote } from '@/app/[tenant]/reset/link-note'
import { ResetView } from '@/app/[tenant]/reset/view'
import { SentView } from '@/app/[tenant]/sent/view'
import { UnknownView } from '@/app/[tenant]/unknown/view'
import type { PreviewState } from '@/lib/brand/preview'

const PERSON = 'diego@example.com'
const SUPPORT_CODE = 'K7M4-2QXP'
const MINUTE_MS = 60_000

/** Forms of a preview send nothing. */
const inert: FormAction = async (previous) => previous

function resetForm(page: PageContext, state: PreviewState, now: Date): FormState {
  const form = emptyForm({ username: PERSON })
  switch (state) {
    case 'password-rejected': {
      const alert = confirmAlert(page, { kind: 'password-rejected', rule: 'symbol' }, SUPPORT_CODE)
      return { ...form, alert, fieldErrors: { password: page.t('errors.password-rejected.symbol') } }
    }
    case 'code-rejected':
      return { ...form, alert: confirmAlert(page, { kind: 'code-rejected' }, SUPPORT_CODE) }
    case 'too-many-attempts': {
      const retryAt = new Date(now.getTime() + 12 * MINUTE_MS)
      return {
        ...form,
        alert: confirmAlert(page, { kind: 'too-many-attempts', because: 'user', retryAt }, SUPPORT_CODE),
      }
    }
    default:
      return form
  }
}

/** One state of the journey, drawn by the same components as the real pages. */
export function StatePage({ page, state, now }: { page: PageContext; state: PreviewState; now: Date }) {
  switch (state) {
    case 'forgot':
      return (
        <ForgotView page={page} action={inert} initial={emptyForm({ username: PERSON })} returnTo={null} />
      )
    case 'sent':
      return (
        <SentView
          page={page}
          onCode={inert}
          onAsk={inert}
          initial={emptyForm({ username: PERSON })}
          nextAskAt={new Date(now.getTime() + 42_000)}
          returnTo={null}
          now={now}
        />
      )
    case 'unknown': {
      const receipt = { at: now, why: 'answer-lost' as const, returnTo: null, supportCode: SUPPORT_CODE }
      return <UnknownView page={page} receipt={receipt} entered={null} action={inert} onAsk={inert} />
    }
    case 'done':
      return <DoneView page={page} receipt={{ at: now, why: null, returnTo: null }} />
    default:
      return (
        <ResetView
          page={page}
          action={inert}
          onAsk={inert}
          initial={resetForm(page, state, now)}
          isNameKnown
          hasCode
          linkNote={linkNote(page, { sentAt: now, until: now })}
          hint={null}
        />
      )
  }
}
