'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { readSide, SIDES, type Side } from '@/lib/console/side'
import { say } from '@/lib/console/words/generated/shell'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** A submit button knows its form's event, in browsers as in the types. */
const chosenBy = ({ nativeEvent }: FormEvent<HTMLFormElement>): Side => {
  const { submitter } = nativeEvent as SubmitEvent
  return readSide(submitter instanceof HTMLButtonElement ? submitter.value : null)
}

/**
 * Light, dark, or what the system says. With a script the page changes at once and nothing is loaded; without one the
 * form comes back to the page.
 */
export function SideChoice({ side }: { side: Side }) {
  const [chosen, choose] = useState(side)
  const [isKept, setKept] = useState(true)

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const wanted = chosenBy(event)
    choose(wanted)
    if (wanted === 'system') delete document.documentElement.dataset.side
    else document.documentElement.dataset.side = wanted
    try {
      const body = new URLSearchParams({ side: wanted })
      await fetch(form.action, { method: 'POST', redirect: 'manual', body })
      setKept(true)
    } catch {
      setKept(false)
    }
  }

  return (
    <form method="post" action="/admin/overview/side" onSubmit={onSubmit}>
      <fieldset className="grid grid-cols-3 rounded-md bg-wash p-0.5">
        <legend className="sr-only">{say('shell.frame.look')}</legend>
        {SIDES.map((each) => {
          const Icon = icons[each]
          return (
            <button
              key={each}
              type="submit"
              name="side"
              value={each}
              aria-pressed={each === chosen}
              className="flex min-h-8 cursor-pointer items-center justify-center gap-1.5 rounded-[5px] text-[12px] font-medium text-soft aria-pressed:bg-thumb aria-pressed:text-ink aria-pressed:shadow-sm"
            >
              <Icon className="size-3.5 shrink-0" aria-hidden="true" />
              {say(`shell.sides.${each}`)}
            </button>
          )
        })}
      </fieldset>
      <p role="status" className="mt-1.5 px-1 text-[12px] text-soft empty:hidden">
        {!isKept && say('shell.frame.notKept')}
      </p>
    </form>
  )
}
