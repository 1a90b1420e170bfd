'use client'

import { type RefObject, useEffect, useState } from 'react'

const FOCUSABLE = ':is(input, select, textarea, button):enabled'

/** The control of a value, or of the nearest value around it that has one: a tagline has none without art. */
function controlOf(controls: HTMLElement, path: string): HTMLElement | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const found =
      controls.querySelector<HTMLElement>(`[data-control="${CSS.escape(at)}"]`) ??
      controls.querySelector<HTMLElement>(`[data-control^="${CSS.escape(`${at}/`)}"]`)
    if (found !== null) return found
  }
  return null
}

/** Opens the sections around a control, brings it into view and gives it the focus. */
function reach(controls: HTMLElement, path: string): void {
  for (const last of controls.querySelectorAll<HTMLElement>('[data-reached]')) delete last.dataset.reached
  const control = controlOf(controls, path)
  if (control === null) return
  for (let at = control.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
    at.open = true
  control.dataset.reached = ''
  control.addEventListener('focusout', () => delete control.dataset.reached, { once: true })
  const target = control.matches(FOCUSABLE)
    ? control
    : (control.querySelector<HTMLElement>('input:checked') ?? control.querySelector<HTMLElement>(FOCUSABLE))
  target?.focus({ preventScroll: true })
  control.scrollIntoView({ block: 'center' })
}

/** Leads to the control of a value of the brand, by its path. */
export function useReach(controls: RefObject<HTMLElement | null>): (path: string) => void {
  const [wanted, setWanted] = useState<{ path: string } | null>(null)
  // Once it is drawn: the controls may have been away until now.
  useEffect(() => {
    if (wanted !== null && controls.current !== null) reach(controls.current, wanted.path)
  }, [wanted, controls])
  return (path) => setWanted({ path })
}
