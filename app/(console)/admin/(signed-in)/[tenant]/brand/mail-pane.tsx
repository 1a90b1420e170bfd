'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { markTexts, pressedText, wordsIn } from '@/app/preview/pressable-texts'
import { ownWords, type WithWords } from '@/lib/brand/own-words'
import { type FindText, textFinder } from '@/lib/console/words/find-text'
import { say } from '@/lib/console/words/generated/editor'
import { MailAround } from '@/lib/console/words/mail-around'
import { kindOfMail, MAIL_QUERIES, type MailView } from '@/lib/console/words/mail-views'
import type { LanguageTexts } from '@/lib/console/words/word-rows'
import { ScaledFrame } from './scaled-frame'
import { type PreviewView, scaleOf } from './use-preview-view'
import { useRoom } from './use-room'

const sizes = { desktop: { width: 570, height: 760 }, phone: { width: 360, height: 760 } } as const

type Props = {
  slug: string
  mail: MailView
  locale: string
  side: 'light' | 'dark'
  view: PreviewView
  /** Of the saved draft, which the server draws the mail from. */
  version: number
  brand: WithWords
  texts: LanguageTexts | null
  onPress: (word: string) => void
  /** Told the keys of what the mail shows. */
  onShown: (mail: MailView, words: readonly string[]) => void
}

/** The subject and the text message of a mail, once the server has drawn it; until then the last ones stay. */
function useAround(address: string): MailAround | null {
  const [around, setAround] = useState<MailAround | null>(null)
  useEffect(() => {
    const given = new AbortController()
    fetch(`${address}&as=facts`, { signal: given.signal })
      .then(async (answer) => setAround(MailAround.parse(await answer.json())))
      .catch(() => undefined)
    return () => given.abort()
  }, [address])
  return around
}

type FrameProps = Pick<Props, 'onPress'> & {
  view: PreviewView
  /** Of the room, in pixels. */
  width: number
  src: string
  find: FindText
  /** Told of the mail once it is there, its texts marked. */
  onMarked: (body: HTMLElement) => void
}

/** What an inbox shows after the subject: at the mail's start, hidden, without the signs that fill its line. */
function preheaderIn(body: HTMLElement): string {
  const hidden = [...body.querySelectorAll('div')].find(({ style }) => style.display === 'none')
  return (hidden?.textContent ?? '').replace(/[\u034f\u00a0]+$/, '').trim()
}

/** The frame runs no script: what is pressed in it is found out from here. */
function MailFrame({ view, width, src, find, onPress, onMarked }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [shown, setShown] = useState<Document | null>(null)
  // A frame of the server's page may be loaded before anybody listens.
  useEffect(() => setShown(frame.current?.contentDocument ?? null), [])
  useEffect(() => {
    if (!shown?.body) return
    markTexts(shown.body, find)
    onMarked(shown.body)
    const onEvent = (event: MouseEvent | KeyboardEvent) => {
      if ('key' in event && event.key !== 'Enter') return
      const word = pressedText(event)
      if (word === null) return
      event.preventDefault()
      onPress(word)
    }
    shown.addEventListener('click', onEvent)
    shown.addEventListener('keydown', onEvent)
    return () => {
      shown.removeEventListener('click', onEvent)
      shown.removeEventListener('keydown', onEvent)
    }
  }, [shown, find, onPress, onMarked])
  const size = sizes[view.device]
  return (
    <ScaledFrame
      frame={frame}
      title={say('editor.mailPane.mail', { device: view.device })}
      size={size}
      scale={scaleOf(view.zoom, size, { width, height: size.height })}
      src={src}
      sandbox="allow-same-origin"
      onLoad={({ currentTarget }) => setShown(currentTarget.contentDocument)}
    />
  )
}

/** A mail as the draft words it, with what stands around it; pressing a text leads to its field. */
export function MailPane(props: Props) {
  const { slug, mail, locale, side, view, version, brand, texts, onPress, onShown } = props
  const query = new URLSearchParams({
    kind: mail,
    brand: 'draft',
    locale,
    side,
    v: String(version),
    ...MAIL_QUERIES[mail],
  })
  const address = `/admin/${slug}/mail/shown?${query}`
  const around = useAround(address)
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const kind = kindOfMail(mail)
  const [preheader, setPreheader] = useState('')
  const hasSms = around !== null && around.sms !== null
  const onMarked = useCallback(
    (body: HTMLElement) => {
      setPreheader(preheaderIn(body))
      const beside = [
        `mail.${kind}.subject`,
        `mail.${kind}.preheader`,
        ...(hasSms ? [`mail.${kind}.sms`] : []),
      ]
      onShown(mail, [...wordsIn(body), ...beside])
    },
    [mail, kind, hasSms, onShown],
  )
  const find = useMemo(() => {
    const known = Object.entries({ ...texts?.texts, ...ownWords(brand, locale) })
    return textFinder(
      known.filter(([key]) => key.startsWith(`mail.${kind}.`) || key.startsWith('mail.footer.')),
    )
  }, [texts, brand, locale, kind])
  const isLocal = { lang: locale, dir: 'auto' } as const
  const press =
    'cursor-pointer text-start underline decoration-dashed underline-offset-4 hover:decoration-solid'
  return (
    <section
      aria-label={say('editor.mailSection.title')}
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-5"
    >
      <dl className="grid min-h-28 shrink-0 grid-cols-[6.5rem_1fr] content-start gap-x-4 gap-y-2 rounded-lg border border-rule bg-panel p-4 text-[13px]">
        <dt className="text-soft">{say('editor.layoutSection.from')}</dt>
        <dd {...isLocal}>{around?.senderName}</dd>
        <dt className="text-soft">{say('editor.mailPane.subject')}</dt>
        <dd>
          <button
            {...isLocal}
            type="button"
            className={press}
            onClick={() => onPress(`mail.${kind}.subject`)}
          >
            {around?.subject}
          </button>
        </dd>
        <dt className="text-soft">{say('editor.mailPane.afterTheSubject')}</dt>
        <dd>
          <button
            {...isLocal}
            type="button"
            className={press}
            onClick={() => onPress(`mail.${kind}.preheader`)}
          >
            {preheader}
          </button>
        </dd>
        {around !== null && around.sms !== null && (
          <>
            <dt className="text-soft">{say('editor.mailPane.textMessage')}</dt>
            <dd>
              <button
                {...isLocal}
                type="button"
                className={press}
                onClick={() => onPress(`mail.${kind}.sms`)}
              >
                {around.sms}
              </button>
            </dd>
          </>
        )}
      </dl>
      <div ref={box} className="min-w-0 shrink-0 overflow-x-auto pb-2">
        <div className="grid w-max">
          <MailFrame
            view={view}
            width={room.width - 2}
            src={address}
            find={find}
            onPress={onPress}
            onMarked={onMarked}
          />
        </div>
      </div>
    </section>
  )
}
