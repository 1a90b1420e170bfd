'use client'

import { FONT_NAMES, FONTS, type FontName } from '@/lib/brand/fonts'
import { say } from '@/lib/console/words/generated/editor'
import { SelectField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

const fontLabel = (name: FontName) =>
  name === 'system' ? say('editor.lookSections.systemFont') : FONTS[name].label
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
    <Section title={say('editor.lookSections.type')} summary={`${fontLabel(heading)} · ${fontLabel(body)}`}>
      <SelectField
        label={say('editor.lookSections.pair')}
        value={pair ? `${pair.heading} ${pair.body}` : ''}
        disabled={!canEdit}
        onChange={(event) => {
          const [first, second] = event.target.value.split(' ')
          if (!first || !second) return
          set('type/heading', first)
          set('type/body', second)
        }}
        options={[
          { value: '', label: say('editor.lookSections.customPair') },
          ...pairs.map((each) => ({
            value: `${each.heading} ${each.body}`,
            label: say('editor.lookSections.with', {
              heading: fontLabel(each.heading),
              body: fontLabel(each.body),
            }),
          })),
        ]}
      />
      <SelectField
        data-control="type/heading"
        label={say('editor.lookSections.headings')}
        value={heading}
        disabled={!canEdit}
        onChange={(event) => set('type/heading', event.target.value)}
        options={fontOptions}
      />
      <SelectField
        data-control="type/body"
        label={say('editor.colours.text')}
        value={body}
        disabled={!canEdit}
        onChange={(event) => set('type/body', event.target.value)}
        options={fontOptions}
      />
      <SelectField
        data-control="type/headingWeight"
        label={say('editor.lookSections.headingWeight')}
        value={String(headingWeight)}
        disabled={!canEdit}
        onChange={(event) => set('type/headingWeight', Number(event.target.value))}
        options={[500, 600, 700, 800].map((weight) => ({ value: String(weight), label: String(weight) }))}
      />
      <Slider
        label={say('editor.lookSections.size')}
        path="type/scale"
        value={scale}
        min={1}
        max={1.25}
        step={0.05}
        unit="×"
      />
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
    <Section
      title={say('editor.lookSections.shape')}
      summary={say('editor.lookSections.radiusPx', { radius })}
    >
      <Slider
        label={say('editor.lookSections.radius')}
        path="shape/radius"
        value={radius}
        min={0}
        max={28}
        unit="px"
      />
      <SelectField
        data-control="shape/density"
        label={say('editor.lookSections.density')}
        value={density}
        disabled={!canEdit}
        onChange={(event) => set('shape/density', event.target.value)}
        options={[
          { value: 'comfortable', label: say('editor.lookSections.comfortable') },
          { value: 'compact', label: say('editor.lookSections.compact') },
        ]}
      />
      <SelectField
        data-control="shape/shadow"
        label={say('editor.lookSections.shadow')}
        value={shadow}
        disabled={!canEdit}
        onChange={(event) => set('shape/shadow', event.target.value)}
        options={[
          { value: 'soft', label: say('editor.lookSections.soft') },
          { value: 'none', label: say('editor.lookSections.none') },
        ]}
      />
    </Section>
  )
}
