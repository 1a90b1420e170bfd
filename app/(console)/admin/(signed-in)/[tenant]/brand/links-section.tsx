'use client'

import { TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

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
          data-control={`links/${key}`}
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
