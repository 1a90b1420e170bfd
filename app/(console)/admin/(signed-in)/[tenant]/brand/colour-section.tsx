'use client'

import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { COLOUR_ROLES, type ColourRole } from '@/lib/brand/schema'
import { Hex } from '@/lib/brand/schema-parts'
import { say } from '@/lib/console/words/generated/editor'
import { SelectField } from '../../../_ui/field'
import { Pill } from '../../../_ui/notice'
import { Segmented } from '../../../_ui/segmented'
import { useEditorView } from './editor-context'
import { Section } from './section'
import { sides } from './sides'
import { Swatch } from './swatch'

const toneName = (tone: string) => say.find('editor.colours', tone) ?? say.find('editor.tones', tone) ?? tone

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
        aria-label={say('editor.colourSection.pick', { label })}
        value={value}
        disabled={disabled}
        onChange={(event) => take(event.target.value)}
        className="size-6 shrink-0 cursor-pointer appearance-none overflow-hidden rounded-md border border-control p-0 disabled:cursor-default"
      />
      <span className="min-w-0 flex-1 leading-tight">{label}</span>
      <input
        type="text"
        aria-label={say('editor.colourSection.hex', { label })}
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
        <HexInput
          label={say(`editor.colours.${role}`)}
          value={shown}
          disabled={!canEdit}
          onChange={(hex) => set(path, hex)}
        />
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
          aria-label={say('editor.backToAutomaticOf', { colour: say(`editor.colours.${role}`) })}
          title={say('editor.colourSection.backToAutomatic')}
        >
          <RotateCcw className="size-3.5" aria-hidden="true" />
        </button>
      </div>
      {isMoved && worst && (
        <p className="flex items-center gap-1.5 ps-[34px] text-[12px] text-soft" data-repair={role}>
          {say.rich('editor.repair', {
            hex: used.toUpperCase(),
            ratio: worst.after.toFixed(1),
            on: toneName(worst.on),
            required: worst.required,
            swatch: () => <Swatch hex={used} />,
            mono: (text) => <span className="font-mono">{text}</span>,
            faint: (text) => <span className="text-faint">{text}</span>,
          })}
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
    <Section
      title={say('editor.colourSection.colour')}
      summary={
        given === 0
          ? say('editor.colourSection.fromOneColour')
          : say('editor.colourSection.setByHand', { given })
      }
      isOpen
    >
      <div className="flex items-center justify-between gap-3">
        <Segmented
          label={say('editor.colourSection.side')}
          options={sides()}
          value={side}
          onChange={setSide}
        />
        <span className="text-[12px] text-faint">{say('editor.colourSection.contrast')}</span>
      </div>
      {resolved.colour.mode !== 'auto' && resolved.colour.mode !== side && (
        <p className="text-[12px] text-soft">
          {say('editor.colourSection.sideUnseen', { mode: resolved.colour.mode })}
        </p>
      )}
      <ul className="grid grid-cols-1 gap-2">
        <li
          data-control="colour/seed"
          className="flex items-center gap-2.5 max-sm:gap-1.5 border-b border-rule pb-3"
        >
          <HexInput
            label={say('editor.colourSection.brandColour')}
            value={resolved.colour.seed}
            disabled={!canEdit}
            onChange={(hex) => set('colour/seed', hex)}
          />
          <span className="w-[4.4rem] text-end text-[12px] text-faint">
            {say('editor.colourSection.allOthers')}
          </span>
        </li>
        {COLOUR_ROLES.map((role) => (
          <ColourRow key={`${side} ${role}`} role={role} />
        ))}
      </ul>
      <SelectField
        data-control="colour/mode"
        label={say('editor.colourSection.whatPeopleSee')}
        value={resolved.colour.mode}
        disabled={!canEdit}
        onChange={({ target }) => {
          set('colour/mode', target.value)
          // What nobody sees is not what is worked on.
          if (target.value === 'light' || target.value === 'dark') setSide(target.value)
        }}
        options={[
          { value: 'auto', label: say('editor.colourSection.auto') },
          { value: 'light', label: say('editor.colourSection.alwaysLight') },
          { value: 'dark', label: say('editor.colourSection.alwaysDark') },
        ]}
      />
    </Section>
  )
}
