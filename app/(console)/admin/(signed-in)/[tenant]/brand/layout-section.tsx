'use client'

import type { Art, Brand } from '@/lib/brand/schema'
import { say } from '@/lib/console/words/generated/editor'
import { Labelled, SelectField, TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { PictureField } from './picture-field'
import { Section } from './section'

const kinds: readonly Brand['layout']['kind'][] = ['card', 'split', 'plain']

function Sketch({ kind }: { kind: Brand['layout']['kind'] }) {
  return (
    <svg viewBox="0 0 64 40" className="w-full" aria-hidden="true">
      <rect
        width="64"
        height="40"
        rx="3"
        fill={kind === 'card' ? 'var(--color-wash)' : 'var(--color-panel)'}
        stroke="var(--color-edge)"
      />
      {kind === 'card' && (
        <rect
          x="20"
          y="7"
          width="24"
          height="26"
          rx="2"
          fill="var(--color-panel)"
          stroke="var(--color-edge)"
        />
      )}
      {kind === 'split' && <rect width="27" height="40" rx="3" fill="var(--color-control)" />}
      {[14, 20, 26].map((y) => (
        <rect
          key={y}
          x={kind === 'split' ? 36 : kind === 'plain' ? 10 : 24}
          y={y}
          width={y === 26 ? 10 : 16}
          height="2.5"
          rx="1"
          fill={y === 26 ? 'var(--color-ink)' : 'var(--color-control)'}
        />
      ))}
    </svg>
  )
}

const baseOf = (art: Art) => (art.kind === 'gradient' ? art.to : art.background)

function artOfKind(kind: string, last: Art): Art | undefined {
  const base = baseOf(last)
  if (kind === 'gradient') return { kind, from: base, to: '#16232c', angle: 160 }
  if (kind === 'pattern') return { kind, pattern: 'rings', background: base, ink: '#5b7186' }
  return undefined
}

function ArtControls() {
  const { resolved, set, canEdit } = useEditorView()
  const { art } = resolved.layout
  const colour = (label: string, path: string, value: string) => (
    <Labelled label={label}>
      {(tied) => (
        <input
          {...tied}
          type="color"
          value={value}
          disabled={!canEdit}
          onChange={(event) => set('layout/art', { ...art, [path]: event.target.value })}
          className="h-9 w-full cursor-pointer appearance-none overflow-hidden rounded-md border border-control p-0"
        />
      )}
    </Labelled>
  )
  return (
    <div data-control="layout/art" className="grid gap-4">
      <SelectField
        label={say('editor.layoutSection.art')}
        value={art.kind}
        disabled={!canEdit}
        onChange={(event) => {
          const next = artOfKind(event.target.value, art)
          if (next) set('layout/art', next)
        }}
        options={[
          { value: 'gradient', label: say('editor.layoutSection.gradient') },
          { value: 'pattern', label: say('editor.layoutSection.pattern') },
          ...(art.kind === 'picture'
            ? [{ value: 'picture', label: say('editor.layoutSection.picture') }]
            : []),
        ]}
      />
      {art.kind === 'gradient' && (
        <div className="grid grid-cols-2 gap-3">
          {colour(say('editor.layoutSection.from'), 'from', art.from)}
          {colour(say('editor.layoutSection.to'), 'to', art.to)}
        </div>
      )}
      {art.kind === 'pattern' && (
        <>
          <SelectField
            label={say('editor.layoutSection.pattern')}
            value={art.pattern}
            disabled={!canEdit}
            onChange={(event) => set('layout/art', { ...art, pattern: event.target.value })}
            options={['dots', 'grid', 'rings', 'rays'].map((value) => ({
              value,
              label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
            }))}
          />
          <div className="grid grid-cols-2 gap-3">
            {colour(say('editor.layoutSection.background'), 'background', art.background)}
            {colour(say('editor.layoutSection.ink'), 'ink', art.ink)}
          </div>
        </>
      )}
      <PictureField
        label={say('editor.layoutSection.picture')}
        path="layout/art/picture"
        kind="picture"
        onPicture={(picture) =>
          set('layout/art', picture && { kind: 'picture', picture, background: baseOf(art) })
        }
      />
    </div>
  )
}

export function LayoutSection() {
  const { brand, resolved, set, canEdit, locale, locales, faultAt } = useEditorView()
  const { kind, align } = resolved.layout
  const path = `layout/tagline/${locale}`
  const language = locales.find((each) => each.locale === locale)?.name ?? locale
  return (
    <Section title={say('editor.layoutSection.layout')} summary={kind} isOpen>
      <fieldset data-control="layout/kind" className="grid grid-cols-3 gap-2.5" disabled={!canEdit}>
        <legend className="sr-only">{say('editor.layoutSection.layout')}</legend>
        {kinds.map((each) => (
          <label
            key={each}
            title={say(`editor.layouts.${each}.hint`)}
            className="grid cursor-pointer justify-items-center gap-1.5 rounded-lg border border-rule p-2 text-[12px] font-medium text-soft has-checked:border-ink has-checked:text-ink has-checked:ring-1 has-checked:ring-ink has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name="layout"
              className="sr-only"
              checked={each === kind}
              onChange={() => set('layout/kind', each)}
            />
            <Sketch kind={each} />
            <span>{say(`editor.layouts.${each}.name`)}</span>
          </label>
        ))}
      </fieldset>
      <SelectField
        data-control="layout/align"
        label={say('editor.layoutSection.position')}
        value={align}
        disabled={!canEdit}
        onChange={(event) => set('layout/align', event.target.value)}
        options={[
          { value: 'start', label: say('editor.layoutSection.atTheStart') },
          { value: 'center', label: say('editor.layoutSection.inTheMiddle') },
        ]}
      />
      {kind === 'split' && <ArtControls />}
      {kind === 'split' && (
        <TextField
          data-control={path}
          label={say('editor.layoutSection.tagline', { language })}
          value={brand.layout?.tagline?.[locale] ?? ''}
          maxLength={80}
          disabled={!canEdit}
          error={faultAt(path)}
          onChange={(event) => set(path, event.target.value || undefined)}
        />
      )}
    </Section>
  )
}
