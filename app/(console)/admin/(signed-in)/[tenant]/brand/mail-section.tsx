'use client'

import { say } from '@/lib/console/words/generated/editor'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { Section } from './section'

/** Who the mails come from; what they say is among the words. */
export function MailSection({ onWords }: { onWords: () => void }) {
  const { brand, set, canEdit, faultAt } = useEditorView()
  return (
    <Section
      title={say('editor.mailSection.title')}
      summary={brand.mail?.senderName ?? say('editor.mailSection.senderStandard')}
    >
      <TextField
        data-control="mail/senderName"
        label={say('editor.mailSection.senderName')}
        maxLength={80}
        value={brand.mail?.senderName ?? ''}
        disabled={!canEdit}
        error={faultAt('mail/senderName')}
        onChange={(event) => set('mail/senderName', event.target.value || undefined)}
      />
      <p className="flex flex-wrap items-center justify-between gap-2 text-[13px] text-soft">
        {say('editor.mailWords')}{' '}
        <Button onClick={onWords}>{say('editor.mailSection.editEmailsTexts')}</Button>
      </p>
    </Section>
  )
}
