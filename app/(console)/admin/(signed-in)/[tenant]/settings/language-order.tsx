'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import type { MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { moved } from '@/lib/console/language-order'
import { say } from '@/lib/console/words/generated/settings'
import { labelOf, nameIn } from './language-names'

type Props = { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }

const moves = [
  { by: -1, direction: 'up', Icon: ChevronUp },
  { by: 1, direction: 'down', Icon: ChevronDown },
] as const

/** The order in which the pages' menu lists the offered languages; the first is for everybody else. */
export function LanguageOrder({ chosen, onChange }: Props) {
  function move(event: MouseEvent<HTMLButtonElement>, tag: string, by: -1 | 1) {
    const button = event.currentTarget
    // Drawn at once: a browser takes the focus from an element that is put elsewhere.
    flushSync(() => onChange(moved(chosen, tag, by)))
    button.focus()
  }
  return (
    <details>
      <summary className="w-fit cursor-pointer text-[13px] font-medium">
        {say('settings.languages.order')}
      </summary>
      <ol aria-label={say('settings.languages.orderLabel')} className="mt-2 grid gap-1">
        {chosen.map((tag, place) => (
          <li key={tag} className="flex items-center gap-1.5 text-[13px]">
            {moves.map(({ by, direction, Icon }) => (
              <button
                key={direction}
                type="button"
                aria-label={say('settings.languages.move', { language: nameIn(tag), direction })}
                aria-disabled={moved(chosen, tag, by) === chosen}
                onClick={(event) => move(event, tag, by)}
                className="grid size-7 cursor-pointer place-content-center rounded-md text-soft hover:bg-wash aria-disabled:cursor-default aria-disabled:opacity-40"
              >
                <Icon className="size-4" aria-hidden="true" />
              </button>
            ))}
            <bdi lang={tag} className="font-medium">
              {labelOf(tag)}
            </bdi>
            {place === 0 && <span className="text-faint">{say('settings.languages.isDefault')}</span>}
          </li>
        ))}
      </ol>
    </details>
  )
}
