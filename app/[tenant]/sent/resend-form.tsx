'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Note } from '@/app/_ui/heading'
import { FormAlert } from '../form-alert'
import type { BrowserTexts, FormAction, FormState } from '../form-state'
import { useForm } from '../use-form'

type Props = {
  action: FormAction
  initial: FormState
  stalePath: string
  browser: BrowserTexts
  /** ISO 8601, or null where the mail can be asked for at once. */
  nextAskAt: string | null
  renderedAt: string
  locale: string
  texts: { submit: string; busy: string; wait: string }
}

/** `0:42`, in the digits of the page's language. */
function clock(seconds: number, locale: string): string {
  const digits = (value: number, minimumIntegerDigits: number) =>
    new Intl.NumberFormat(locale, { minimumIntegerDigits, useGrouping: false }).format(value)
  return `${digits(Math.floor(seconds / 60), 1)}:${digits(seconds % 60, 2)}`
}

const secondsBetween = (from: number, until: string | null) =>
  until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - from) / 1000))

/** Asking once more, with the wait in sight. Asking earlier is harmless: it is answered alike and sends nothing. */
export function ResendForm({
  action,
  initial,
  stalePath,
  browser,
  nextAskAt,
  renderedAt,
  locale,
  texts,
}: Props) {
  const { state, isBusy, alert, form } = useForm(action, initial, browser, stalePath)
  const [seconds, setSeconds] = useState(() => secondsBetween(Date.parse(renderedAt), nextAskAt))

  useEffect(() => {
    // Counted from the server's clock at rendering: the device's own may be wrong.
    const start = Date.now()
    const total = secondsBetween(Date.parse(renderedAt), nextAskAt)
    const timer = setInterval(() => {
      const left = Math.max(0, total - Math.floor((Date.now() - start) / 1000))
      setSeconds(left)
      if (left === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [nextAskAt, renderedAt])

  return (
    <form {...form} className="resend">
      <FormAlert view={state.alert} ref={alert} />
      <input type="hidden" name="username" value={initial.username} />
      <Button variant="link" busyLabel={texts.busy} isBusy={isBusy} isWaiting={seconds > 0}>
        {texts.submit}
      </Button>
      {seconds > 0 && <Note>{texts.wait.replace('{duration}', clock(seconds, locale))}</Note>}
    </form>
  )
}
