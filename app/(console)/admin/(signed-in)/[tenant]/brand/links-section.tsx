'use client'

import { say } from '@/lib/console/words/generated/editor'
import { TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

const links = ['help', 'privacy', 'terms', 'imprint', 'accessibility'] as const

export function LinksSection() {
  const { brand, set, canEdit, faultAt } = useEditorView()
  const given = Object.keys(brand.links ?? {}).length
  return (
    <Section
      title={say('editor.linksSection.links')}
      summary={say('editor.linksSection.inTheFooter', { given })}
    >
      {links.map((key) => (
        <TextField
          key={key}
          data-control={`links/${key}`}
          label={say(`editor.links.${key}`)}
          placeholder={key === 'help' ? say('editor.linkOrMail') : 'https:'}
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
