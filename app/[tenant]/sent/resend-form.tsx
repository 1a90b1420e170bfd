'use client'

import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from '@/app/_ui/button'
import { Status } from '@/app/_ui/status'
import { waitInWords } from '@/lib/i18n/duration'
import { FormAlert } from '../form-alert'
import { FormProof } from '../form-proof'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

export type ResendTexts = { submit: string; busy: string; wait: string; waitOver: string }

type Props = {
  action: FormAction
  initial: FormState
  username: string
  /** The ask's return address, since not every browser has the cookie with it. */
  returnTo: string | null
  stalePath: string
  browser: BrowserTexts
  /** ISO 8601, or null where the mail can be asked for at once. */
  nextAskAt: string | null
  renderedAt: string
  locale: string
  texts: ResendTexts
  variant?: ButtonProps['variant']
  /** Whether the form is visible before its first use; it takes up its space in either case. */
  isOffered?: boolean
}

/** Counted from the server's clock at rendering: the device's own may be wrong. */
function useSecondsUntil(until: string | null, renderedAt: string): number {
  const [passed, setPassed] = useState({ since: renderedAt, seconds: 0 })
  const total =
    until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - Date.parse(renderedAt)) / 1000))
  useEffect(() => {
    if (total === 0) return
    const start = Date.now()
    const timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - start) / 1000)
      setPassed({ since: renderedAt, seconds })
      if (seconds >= total) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [total, renderedAt])
  return Math.max(0, total - (passed.since === renderedAt ? passed.seconds : 0))
}

/** Asks once more, and shows the wait. Asking earlier is harmless: the answer is the same and nothing is sent. */
export function ResendForm(props: Props) {
  const {
    action,
    initial,
    username,
    returnTo,
    nextAskAt,
    renderedAt,
    locale,
    variant = 'link',
    texts,
  } = props
  const { stalePath, browser, isOffered = true } = props
  const { state, isBusy, alert, title, form } = useForm(action, initial, { texts: browser, stalePath })
  // The page's other form draws the title.
  useEffect(() => {
    if (state.serial > 0) document.title = title
  }, [state.serial, title])
  const seconds = useSecondsUntil(nextAskAt, renderedAt)
  if (!isOffered && state.serial === 0) return null
  return (
    <form {...form} className="resend">
      <FormProof />
      <FormAlert view={state.alert} ref={alert} />
      <input type="hidden" name="username" value={username || state.username} />
      {returnTo !== null && <input type="hidden" name="return_to" value={returnTo} />}
      <Button
        variant={variant}
        busyLabel={texts.busy}
        isBusy={isBusy}
        isWaiting={seconds > 0}
        describedBy={seconds > 0 ? 'resend-wait' : undefined}
      >
        {texts.submit}
      </Button>
      {seconds > 0 && (
        <p className="note" id="resend-wait" suppressHydrationWarning>
          {texts.wait.replace('{duration}', waitInWords(seconds, locale))}
        </p>
      )}
      {nextAskAt !== null && <Status>{seconds === 0 && texts.waitOver}</Status>}
    </form>
  )
}
