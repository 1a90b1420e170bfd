'use client'

import { RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { PreviewState } from '@/lib/brand/preview'
import { limitOf } from '@/lib/brand/word-places'
import { inputClass, Labelled, SelectField, TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

const pageOf: Record<PreviewState, string> = {
  forgot: 'forgot',
  sent: 'sent',
  reset: 'reset',
  'password-rejected': 'errors',
  'code-rejected': 'errors',
  'too-many-attempts': 'errors',
  unknown: 'unknown',
  done: 'done',
}

const pageNames: Record<string, string> = {
  common: 'On every page',
  forgot: 'Forgot',
  sent: 'Sent',
  reset: 'New password',
  done: 'Done',
  unknown: 'Unknown',
  linkProblem: 'Link not complete',
  unavailable: 'Not available',
  errors: 'Errors',
}

function flat(node: unknown, path = ''): { key: string; text: string }[] {
  if (typeof node === 'string') return [{ key: path, text: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => flat(value, path === '' ? key : `${path}.${key}`))
}

/** `errors.code-rejected.title` reads as "code rejected title". */
const readable = (key: string) =>
  key
    .split('.')
    .slice(1)
    .join(' ')
    .replace(/-/g, ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}|<\/?\w+>/g) ?? [])]

function WordField({ name, original }: { name: string; original: string }) {
  const { brand, set, canEdit, locale, locales, faultAt } = useEditorView()
  const path = `words/${locale}/${name}`
  const own = brand.words?.[locale]?.[name]
  const pieces = placeholders(original)
  const limit = limitOf(name)
  const missing = locales.filter((each) => brand.words?.[each.locale]?.[name] === undefined)
  const language = locales.find((each) => each.locale === locale)?.name ?? locale
  const isPartial = own !== undefined && missing.length > 0
  return (
    <div className="grid grid-cols-[1fr_auto] items-end gap-x-2">
      <Labelled
        label={
          <>
            <span className="inline-block first-letter:uppercase">{readable(name)}</span>
            <span className="sr-only">, {language}</span>
          </>
        }
        error={faultAt(path)}
        help={
          (own !== undefined || pieces.length > 0) && (
            <span className="flex flex-wrap justify-between gap-x-3">
              <span>{pieces.length > 0 && <>can hold {pieces.join(' ')}</>}</span>
              {own !== undefined && (
                <span className="tabular-nums">
                  {own.length} of {limit}
                </span>
              )}
              {isPartial && <span>Not in {missing.map((each) => each.name).join(', ')}</span>}
            </span>
          )
        }
      >
        {(tied) => (
          <textarea
            {...tied}
            rows={Math.min(4, Math.ceil((own ?? original).length / 42) || 1)}
            lang={locale}
            dir="auto"
            maxLength={limit}
            value={own ?? ''}
            placeholder={original}
            disabled={!canEdit}
            data-word={name}
            onChange={(event) => set(path, event.target.value.replace(/\n/g, ' ') || undefined)}
            className={`${inputClass} h-auto resize-none py-1.5`}
          />
        )}
      </Labelled>
      <button
        type="button"
        className="mb-1 self-start rounded p-1 text-faint hover:bg-wash hover:text-ink disabled:invisible"
        disabled={!canEdit || own === undefined}
        onClick={() => set(path, undefined)}
        aria-label={`${readable(name)}: back to the portal’s own words`}
        title="Restore the portal’s own words"
      >
        <RotateCcw className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  )
}

/** The texts of the page on show, in the language on show; only changes are stored. */
export function WordsSection({ isOpen }: { isOpen: boolean }) {
  const { brand, locale, messages, locales, state } = useEditorView()
  const [chosen, setChosen] = useState<string | null>(null)
  const texts = useMemo(() => flat(messages), [messages])
  const page = chosen ?? pageOf[state]
  const changed = Object.keys(brand.words?.[locale] ?? {}).length
  const pages = [...new Set(texts.map(({ key }) => key.split('.')[0] ?? ''))]
  return (
    <Section
      isOpen={isOpen}
      title="Words"
      summary={`${changed} of ${texts.length} changed · ${locales.map((each) => each.locale).join(', ')}`}
    >
      <SelectField
        label={`Page, in ${locales.find((each) => each.locale === locale)?.name ?? locale}`}
        value={chosen ?? ''}
        onChange={(event) => setChosen(event.target.value || null)}
        options={[
          { value: '', label: `The one that is shown (${pageNames[pageOf[state]] ?? state})` },
          ...pages.map((value) => ({ value, label: pageNames[value] ?? value })),
        ]}
      />
      {texts
        .filter(({ key }) => key.split('.')[0] === page)
        .map(({ key, text }) => (
          <WordField key={`${locale} ${key}`} name={key} original={text} />
        ))}
    </Section>
  )
}

const links = [
  { key: 'help', label: 'Help', hint: 'https: or mailto:' },
  { key: 'privacy', label: 'Privacy', hint: 'https:' },
  { key: 'terms', label: 'Terms', hint: 'https:' },
  { key: 'imprint', label: 'Imprint', hint: 'https:' },
  { key: 'accessibility', label: 'Accessibility statement', hint: 'https:' },
] as const

export function LinksSection() {
  const { brand, set, canEdit, faultAt } = useEditorView()
  const given = Object.keys(brand.links ?? {}).length
  return (
    <Section title="Links" summary={given === 0 ? 'none' : `${given} in the footer`}>
      {links.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          placeholder={hint}
          inputMode="url"
          value={brand.links?.[key] ?? ''}
          disabled={!canEdit}
          error={faultAt(`links/${key}`)}
          onChange={(event) => set(`links/${key}`, event.target.value || undefined)}
        />
      ))}
    </Section>
  )
}

const mailTexts = [
  { key: 'subject', label: 'Subject', max: 120 },
  { key: 'preheader', label: 'Line after the subject', max: 150 },
  { key: 'heading', label: 'Heading', max: 120 },
  { key: 'intro', label: 'Text before the button', max: 500 },
  { key: 'button', label: 'Button', max: 40 },
  { key: 'closing', label: 'Text after the button', max: 500 },
] as const

export function MailSection({ isOpen }: { isOpen: boolean }) {
  const { brand, set, canEdit, locale, locales, faultAt } = useEditorView()
  const texts = brand.mail?.texts?.reset?.[locale]
  const language = locales.find((each) => each.locale === locale)?.name ?? locale
  return (
    <Section isOpen={isOpen} title="Mail" summary={brand.mail?.senderName ?? 'subject, sender, blocks'}>
      <TextField
        label="Sender name"
        maxLength={80}
        value={brand.mail?.senderName ?? ''}
        disabled={!canEdit}
        error={faultAt('mail/senderName')}
        onChange={(event) => set('mail/senderName', event.target.value || undefined)}
      />
      {mailTexts.map(({ key, label, max }) => {
        const path = `mail/texts/reset/${locale}/${key}`
        return (
          <TextField
            key={`${locale} ${key}`}
            label={`${label} (${language})`}
            maxLength={max}
            dir="auto"
            lang={locale}
            value={texts?.[key] ?? ''}
            disabled={!canEdit}
            error={faultAt(path)}
            onChange={(event) => set(path, event.target.value || undefined)}
          />
        )
      })}
    </Section>
  )
}
