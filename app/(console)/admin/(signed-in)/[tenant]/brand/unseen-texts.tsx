'use client'

import type { UnseenText } from '@/lib/brand/preview'
import { say } from '@/lib/console/words/generated/editor'

type Props = {
  texts: readonly UnseenText[]
  locale: string
  onPress: (word: string) => void
}

const places = ['tab', 'tab-after-error', 'read-out'] as const

/** What a page says that stands nowhere on it; pressing a text leads to its field. */
export function UnseenTexts({ texts, locale, onPress }: Props) {
  return (
    <section
      aria-label={say('editor.unseen.label')}
      className="mx-5 mt-3 shrink-0 rounded-lg border border-rule bg-panel px-4 py-2.5 text-[13px]"
    >
      <dl className="grid min-h-12 grid-cols-[9rem_1fr] content-start gap-x-4 gap-y-1">
        {places.map((place) => {
          const here = texts.filter((text) => text.place === place)
          if (here.length === 0) return null
          return (
            <div key={place} className="contents">
              <dt className="text-soft">{say(`editor.unseen.${place}`)}</dt>
              <dd className="flex flex-wrap gap-x-4 gap-y-1">
                {here.map(({ word, text }) => (
                  <button
                    key={word}
                    type="button"
                    lang={locale}
                    dir="auto"
                    data-unseen={word}
                    className="min-h-6 cursor-pointer text-start underline decoration-dashed underline-offset-4 hover:decoration-solid"
                    onClick={() => onPress(word)}
                  >
                    {text}
                  </button>
                ))}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
