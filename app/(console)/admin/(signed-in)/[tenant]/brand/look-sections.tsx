'use client'

import { FONT_NAMES, FONTS, type FontName } from '@/lib/brand/fonts'
import { SelectField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

const fontLabel = (name: FontName) => (name === 'system' ? 'System font' : FONTS[name].label)
const fontOptions = FONT_NAMES.map((name) => ({ value: name, label: fontLabel(name) }))

/** Pairs that go well together; the two lists below allow any other. */
const pairs: readonly { heading: FontName; body: FontName }[] = [
  { heading: 'source-serif-4', body: 'inter' },
  { heading: 'fraunces', body: 'figtree' },
  { heading: 'lora', body: 'dm-sans' },
  { heading: 'sora', body: 'inter' },
  { heading: 'outfit', body: 'figtree' },
  { heading: 'vazirmatn', body: 'vazirmatn' },
]

export function TypeSection() {
  const { resolved, set, canEdit } = useEditorView()
  const { heading, body, headingWeight, scale } = resolved.type
  const pair = pairs.find((each) => each.heading === heading && each.body === body)
  return (
    <Section title="Type" summary={`${fontLabel(heading)} · ${fontLabel(body)}`}>
      <SelectField
        label="Pair"
        value={pair ? `${pair.heading} ${pair.body}` : ''}
        disabled={!canEdit}
        onChange={(event) => {
          const [first, second] = event.target.value.split(' ')
          if (!first || !second) return
          set('type/heading', first)
          set('type/body', second)
        }}
        options={[
          { value: '', label: 'Custom pair' },
          ...pairs.map((each) => ({
            value: `${each.heading} ${each.body}`,
            label: `${fontLabel(each.heading)} with ${fontLabel(each.body)}`,
          })),
        ]}
      />
      <SelectField
        data-control="type/heading"
        label="Headings"
        value={heading}
        disabled={!canEdit}
        onChange={(event) => set('type/heading', event.target.value)}
        options={fontOptions}
      />
      <SelectField
        data-control="type/body"
        label="Text"
        value={body}
        disabled={!canEdit}
        onChange={(event) => set('type/body', event.target.value)}
        options={fontOptions}
      />
      <SelectField
        data-control="type/headingWeight"
        label="Heading weight"
        value={String(headingWeight)}
        disabled={!canEdit}
        onChange={(event) => set('type/headingWeight', Number(event.target.value))}
        options={[500, 600, 700, 800].map((weight) => ({ value: String(weight), label: String(weight) }))}
      />
      <Slider label="Size" path="type/scale" value={scale} min={1} max={1.25} step={0.05} unit="×" />
    </Section>
  )
}

function Slider({
  label,
  path,
  value,
  unit,
  ...range
}: {
  label: string
  path: string
  value: number
  unit: string
  min: number
  max: number
  step?: number
}) {
  const { set, canEdit } = useEditorView()
  return (
    <label className="grid gap-1.5 text-[13px] font-medium">
      <span className="flex justify-between">
        {label}
        <span className="font-normal text-faint tabular-nums">
          {value} {unit}
        </span>
      </span>
      <input
        {...range}
        data-control={path}
        type="range"
        value={value}
        disabled={!canEdit}
        onChange={(event) => set(path, Number(event.target.value))}
      />
    </label>
  )
}

export function ShapeSection() {
  const { resolved, set, canEdit } = useEditorView()
  const { radius, density, shadow } = resolved.shape
  return (
    <Section title="Shape" summary={`radius ${radius} px`}>
      <Slider label="Radius" path="shape/radius" value={radius} min={0} max={28} unit="px" />
      <SelectField
        data-control="shape/density"
        label="Density"
        value={density}
        disabled={!canEdit}
        onChange={(event) => set('shape/density', event.target.value)}
        options={[
          { value: 'comfortable', label: 'Comfortable' },
          { value: 'compact', label: 'Compact' },
        ]}
      />
      <SelectField
        data-control="shape/shadow"
        label="Shadow"
        value={shadow}
        disabled={!canEdit}
        onChange={(event) => set('shape/shadow', event.target.value)}
        options={[
          { value: 'soft', label: 'Soft' },
          { value: 'none', label: 'None' },
        ]}
      />
    </Section>
  )
}
