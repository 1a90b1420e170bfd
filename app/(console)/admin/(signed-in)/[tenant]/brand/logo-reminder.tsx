'use client'

import { logoReminder } from '@/lib/brand/logo-reminder'
import { say } from '@/lib/console/words/generated/editor'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useEditorView } from './editor-context'

/** After the logo changed and the one for dark pages didn't: says so, and leads on. */
export function LogoReminder() {
  const { live, brand, side, canEdit, setSide, set, reach } = useEditorView()
  const reminder = logoReminder(live, brand)
  if (reminder === null || !canEdit) return null
  return (
    <Notice tone="warn" role="status">
      <p>{say(`editor.logoReminders.${reminder}`)}</p>
      <p className="flex flex-wrap gap-2">
        <Button onClick={() => reach('identity/logo/dark')}>
          {say('editor.logoReminder.chooseOneDark')}
        </Button>
        {reminder === 'old-on-dark' && (
          <Button onClick={() => set('identity/logo/dark', brand.identity?.logo?.light)}>
            {say('editor.logoReminder.useNewOne')}
          </Button>
        )}
        {side === 'light' && (
          <Button onClick={() => setSide('dark')}>{say('editor.logoReminder.lookAtDark')}</Button>
        )}
      </p>
    </Notice>
  )
}
