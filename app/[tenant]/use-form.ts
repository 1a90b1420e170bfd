'use client'

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation'
import { type FormEvent, useActionState, useEffect, useRef, useState } from 'react'
import type { BrowserTexts, FormAction, FormState } from './form-state'

/** What a form of an older build takes along to its newer page: the name, and the sealed ticket of a link. */
const STALE_FIELDS = [
  ['username', 'username'],
  ['ticket', 'k'],
] as const

/**
 * A form that works without JavaScript and is nicer with it: it keeps what was typed, says when it is busy, and
 * tells a connection that broke from a refusal.
 *
 * Without JavaScript the browser posts the form and React renders the answer; with it the action is called directly,
 * because React would empty the fields after each answer.
 *
 * @param stalePath where to go when a newer build no longer knows the action
 */
export function useForm(action: FormAction, initial: FormState, texts: BrowserTexts, stalePath: string) {
  const [rendered, formAction] = useActionState(action, initial)
  const [answered, setAnswered] = useState<FormState | null>(null)
  const [isBusy, setBusy] = useState(false)
  const alert = useRef<HTMLDivElement>(null)
  const state = answered ?? rendered

  useEffect(() => {
    if (state.serial === 0) return
    const invalid = document.querySelector<HTMLElement>('[aria-invalid="true"]')
    ;(alert.current ?? invalid)?.focus()
  }, [state.serial])

  useEffect(() => {
    // Browsers keep the page with its fields for "back", also one that said no-store.
    const onShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      setBusy(false)
      for (const field of document.querySelectorAll<HTMLInputElement>('[name="code"],[name="password"]'))
        field.value = ''
    }
    addEventListener('pageshow', onShow)
    return () => removeEventListener('pageshow', onShow)
  }, [])

  const show = (next: Partial<FormState>) => {
    setAnswered({ ...state, fieldErrors: {}, alert: null, ...next, serial: state.serial + 1 })
    setBusy(false)
  }

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    if (!navigator.onLine) return show({ alert: texts.offline })
    const form = new FormData(event.currentTarget)
    setBusy(true)
    try {
      const next = await action(state, form)
      // A whole document rather than a client-side step: the next page has its own nonce, and "back" stays true.
      if (next.goTo) location.assign(next.goTo)
      else show(next)
    } catch (error) {
      if (isUnrecognizedAction(error)) {
        const kept = new URLSearchParams({ stale: '1' })
        for (const [field, parameter] of STALE_FIELDS) {
          const value = form.get(field)
          if (typeof value === 'string' && value !== '') kept.set(parameter, value)
        }
        location.assign(`${stalePath}?${kept}`)
      } else show({ alert: texts.lost })
    }
  }

  return { state, isBusy, alert, form: { action: formAction, onSubmit, noValidate: true } }
}
