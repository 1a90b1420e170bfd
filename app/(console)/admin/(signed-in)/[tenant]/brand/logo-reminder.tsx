'use client'

import { logoReminder } from '@/lib/brand/logo-reminder'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useEditorView } from './editor-context'

export const LOGO_REMINDERS = {
  'old-on-dark': 'The logo is new, and dark pages still show the old one.',
  'same-on-dark': 'Dark pages show this logo too. Look whether it can be made out there.',
} as const

/** After the logo changed and the one for dark pages didn't: says so, and leads on. */
export function LogoReminder() {
  const { live, brand, side, canEdit, setSide, set, reach } = useEditorView()
  const reminder = logoReminder(live, brand)
  if (reminder === null || !canEdit) return null
  return (
    <Notice tone="warn" role="status">
      <p>{LOGO_REMINDERS[reminder]}</p>
      <p className="flex flex-wrap gap-2">
        <Button onClick={() => reach('identity/logo/dark')}>Choose one for dark</Button>
        {reminder === 'old-on-dark' && (
          <Button onClick={() => set('identity/logo/dark', brand.identity?.logo?.light)}>
            Use the new one there
          </Button>
        )}
        {side === 'light' && <Button onClick={() => setSide('dark')}>Look at dark</Button>}
      </p>
    </Notice>
  )
}
