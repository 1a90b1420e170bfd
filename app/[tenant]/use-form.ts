'use client'

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation'
import { type FormEvent, useActionState, useEffect, useRef, useState } from 'react'
import type { BrowserTexts, FieldName, FormAction, FormState } from './form-state'

type Options = {
  /** Texts for what only the browser notices. */
  texts: BrowserTexts
  /** Where to go when a newer build no longer knows the action. */
  stalePath: string
  /** The page's own check of a form before it is sent; null sends it. May add fields for the action. */
  check?: (form: FormData) => Partial<FormState> | null
}

const typed = 'input:not([type="hidden"]):not([readonly])'

/** What a form of an older build passes to its newer page: the name, a link's sealed ticket, the return address. */
const STALE_FIELDS = [
  ['username', 'username'],
  ['ticket', 'k'],
  ['return_to', 'return_to'],
] as const

/**
 * A form that works without JavaScript and better with it: it keeps what was typed, says when it is busy, and
 * distinguishes a broken connection from a refusal.
 *
 * Without JavaScript the browser posts the form and React renders the answer; with it the action is called directly,
 * because React would empty the fields after each answer.
 */
export function useForm(action: FormAction, initial: FormState, { texts, stalePath, check }: Options) {
  const [rendered, formAction] = useActionState(action, initial)
  const [answered, setAnswered] = useState<FormState | null>(null)
  const [isBusy, setBusy] = useState(false)
  const alert = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const hasServed = useRef(false)
  const state = answered ?? rendered
  const hasFailed = state.serial > 0 && state.alert !== null

  useEffect(() => {
    if (state.serial === 0) return
    const wanted = state.focus && form.current?.querySelector<HTMLElement>(`[name="${state.focus}"]`)
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    ;(wanted || alert.current || invalid)?.focus()
  }, [state.serial, state.focus])

  useEffect(() => {
    // Browsers keep the page with its fields for "back", even one with no-store.
    const forget = () => {
      setBusy(false)
      if (!form.current?.querySelector('[name="password"],[name="code"]')) return
      for (const field of form.current.querySelectorAll<HTMLInputElement>(typed)) field.value = ''
      setAnswered({ ...initial, serial: 0, emptied: Date.now() })
    }
    const onShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      forget()
      // The page shows what was true before it was left; only the server knows what is true now.
      if (hasServed.current) location.reload()
    }
    // Where the page itself was not kept, what was typed into it may have been.
    const [visit] = performance.getEntriesByType('navigation')
    if (visit && 'type' in visit && visit.type === 'back_forward') forget()
    addEventListener('pageshow', onShow)
    return () => removeEventListener('pageshow', onShow)
  }, [initial])

  const show = (next: Partial<FormState>) => {
    setAnswered({
      ...state,
      fieldErrors: {},
      alert: null,
      focus: null,
      ...next,
      asksForCode: state.asksForCode || next.asksForCode === true,
      emptied: next.emptied || state.emptied,
      serial: state.serial + 1,
    })
    setBusy(false)
  }

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const entered = new FormData(event.currentTarget)
    const found = check?.(entered) ?? null
    if (found !== null) return show(found)
    if (!navigator.onLine) return show({ alert: texts.offline })
    setBusy(true)
    try {
      const next = await action(state, entered)
      // A full page load rather than client-side navigation: the next page has its own nonce, and "back" works as
      // expected.
      if (next.goTo) {
        hasServed.current = entered.has('password')
        location.assign(next.goTo)
      } else show(next)
    } catch (error) {
      if (isUnrecognizedAction(error)) {
        const kept = new URLSearchParams({ stale: '1' })
        for (const [field, parameter] of STALE_FIELDS) {
          const value = entered.get(field)
          if (typeof value === 'string' && value !== '') kept.set(parameter, value)
        }
        location.assign(`${stalePath}?${kept}`)
        return
      }
      // `fetch` throws a TypeError where no answer came; any other error came with an answer.
      const noAnswerCame = error instanceof TypeError
      if (!navigator.onLine) show({ alert: texts.offline })
      else show({ alert: noAnswerCame ? texts.lost : texts.noAnswer })
    }
  }

  /** A field that is being corrected is no longer marked as wrong, and the summary that counts it goes. */
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const name = (event.target as HTMLInputElement).name as FieldName
    // A refused code from a link has no message at the field, since the field only came with the refusal.
    const isOtherCode = name === 'code' && state.alert?.error === 'code-rejected'
    if (state.fieldErrors[name] === undefined && !isOtherCode) return
    const { [name]: _corrected, ...fieldErrors } = state.fieldErrors
    setAnswered({ ...state, fieldErrors, alert: null, asksForCode: state.asksForCode || name === 'code' })
  }

  return {
    state,
    isBusy,
    alert,
    title: hasFailed ? texts.errorTitle : texts.title,
    form: { ref: form, action: formAction, onSubmit, onInput, noValidate: true },
  }
}
