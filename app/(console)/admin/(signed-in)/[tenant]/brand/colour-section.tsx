'use client'

import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Tones } from '@/lib/brand/palette'
import { COLOUR_ROLES, type ColourRole } from '@/lib/brand/schema'
import { Hex } from '@/lib/brand/schema-parts'
import { SelectField } from '../../../_ui/field'
import { Pill } from '../../../_ui/notice'
import { Segmented } from '../../../_ui/segmented'
import { useEditorView } from './editor-context'
import { Section } from './section'
import { Swatch } from './swatch'

const names: Record<ColourRole, string> = {
  canvas: 'Page',
  panel: 'Panel',
  text: 'Text',
  muted: 'Muted text',
  accent: 'Accent',
  onAccent: 'Label on accent',
  link: 'Link',
  border: 'Input border',
  focus: 'Focus ring',
  error: 'Error',
  success: 'Success',
  warning: 'Warning',
}

const toneNames: Partial<Record<keyof Tones | 'black or white', string>> = {
  ...names,
  errorTint: 'error background',
  successTint: 'success background',
  warningTint: 'warning background',
}

const sides = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** A colour as a picker and as text; text that isn't a colour yet stays in the field and changes nothing. */
function HexInput({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string
  value: string
  disabled: boolean
  onChange: (hex: string) => void
}) {
  const [text, setText] = useState(value)
  const lastValue = useRef(value)
  useEffect(() => {
    if (lastValue.current !== value) setText(value)
    lastValue.current = value
  }, [value])
  const isColour = Hex.safeParse(text).success
  const take = (next: string) => {
    setText(next)
    const parsed = Hex.safeParse(next.startsWith('#') ? next : `#${next}`)
    if (!parsed.success) return
    lastValue.current = parsed.data
    onChange(parsed.data)
  }
  return (
    <>
      <input
        type="color"
        aria-label={`${label}: pick`}
        value={value}
        disabled={disabled}
        onChange={(event) => take(event.target.value)}
        className="size-6 shrink-0 cursor-pointer appearance-none overflow-hidden rounded-md border border-control p-0 disabled:cursor-default"
      />
      <span className="min-w-0 flex-1 leading-tight">{label}</span>
      <input
        type="text"
        aria-label={`${label}: hex`}
        aria-invalid={isColour ? undefined : true}
        value={text.toUpperCase()}
        maxLength={7}
        spellCheck={false}
        disabled={disabled}
        onChange={(event) => take(event.target.value)}
        onBlur={() => setText(value)}
        className="w-[4.9rem] rounded border border-transparent bg-transparent px-1 py-0.5 text-end font-mono text-[12px] hover:border-control focus:border-control aria-[invalid=true]:border-bad disabled:hover:border-transparent"
      />
    </>
  )
}

function ColourRow({ role }: { role: ColourRole }) {
  const { brand, palette, pairs: all, side, set, canEdit } = useEditorView()
  const path = `colour/${side}/${role}`
  const given = brand.colour?.[side]?.[role]
  const used = palette[side][role]
  const repairs = palette.repairs.filter((each) => each.side === side && each.tone === role)
  const pairs = all.filter((pair) => pair.side === side && pair.tone === role)
  const [worst] = [...repairs].sort((one, other) => one.before / one.required - other.before / other.required)
  const [tightest] = [...pairs].sort((one, other) => one.ratio / one.required - other.ratio / other.required)
  const shown = given ?? used
  const isMoved = given !== undefined && given !== used
  return (
    <li data-control={path} className="grid grid-cols-1 gap-1">
      <div className="flex items-center gap-2.5 max-sm:gap-1.5">
        <HexInput label={names[role]} value={shown} disabled={!canEdit} onChange={(hex) => set(path, hex)} />
        <span className="flex w-11 justify-end">
          {isMoved && worst ? (
            <Pill tone="warn">{worst.before.toFixed(1)}</Pill>
          ) : (
            tightest && <Pill tone="good">{tightest.ratio.toFixed(1)}</Pill>
          )}
        </span>
        <button
          type="button"
          className="rounded p-1 text-faint hover:bg-wash hover:text-ink invisible:pointer-events-none disabled:invisible"
          disabled={!canEdit || given === undefined}
          onClick={() => set(path, undefined)}
          aria-label={`${names[role]}: back to automatic`}
          title="Back to automatic"
        >
          <RotateCcw className="size-3.5" aria-hidden="true" />
        </button>
      </div>
      {isMoved && worst && (
        <p className="flex items-center gap-1.5 ps-[34px] text-[12px] text-soft" data-repair={role}>
          uses <Swatch hex={used} /> <span className="font-mono">{used.toUpperCase()}</span>
          <span className="text-faint">
            {worst.after.toFixed(1)} on {toneNames[worst.on] ?? worst.on}, needs {worst.required}
          </span>
        </p>
      )}
    </li>
  )
}

/** Colours for both sides, each with its contrast and, where that is too low, the colour that the pages use instead. */
export function ColourSection() {
  const { brand, resolved, side, setSide, set, canEdit } = useEditorView()
  const given = Object.keys(brand.colour?.[side] ?? {}).length
  return (
    <Section title="Colour" summary={given === 0 ? 'from one colour' : `${given} set by hand`} isOpen>
      <div className="flex items-center justify-between gap-3">
        <Segmented label="Side" options={sides} value={side} onChange={setSide} />
        <span className="text-[12px] text-faint">contrast</span>
      </div>
      {resolved.colour.mode !== 'auto' && resolved.colour.mode !== side && (
        <p className="text-[12px] text-soft">
          Nobody sees this side: the pages are always {resolved.colour.mode}.
        </p>
      )}
      <ul className="grid grid-cols-1 gap-2">
        <li
          data-control="colour/seed"
          className="flex items-center gap-2.5 max-sm:gap-1.5 border-b border-rule pb-3"
        >
          <HexInput
            label="Brand colour"
            value={resolved.colour.seed}
            disabled={!canEdit}
            onChange={(hex) => set('colour/seed', hex)}
          />
          <span className="w-[4.4rem] text-end text-[12px] text-faint">all others</span>
        </li>
        {COLOUR_ROLES.map((role) => (
          <ColourRow key={`${side} ${role}`} role={role} />
        ))}
      </ul>
      <SelectField
        data-control="colour/mode"
        label="What people see"
        value={resolved.colour.mode}
        disabled={!canEdit}
        onChange={({ target }) => {
          set('colour/mode', target.value)
          // What nobody sees is not what is worked on.
          if (target.value === 'light' || target.value === 'dark') setSide(target.value)
        }}
        options={[
          { value: 'auto', label: 'Light or dark, following their device' },
          { value: 'light', label: 'Always light' },
          { value: 'dark', label: 'Always dark' },
        ]}
      />
    </Section>
  )
}
