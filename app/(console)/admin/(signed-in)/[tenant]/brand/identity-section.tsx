'use client'

import { say } from '@/lib/console/words/generated/editor'
import { TextField } from '../../../_ui/field'
import { useEditorView } from './editor-context'
import { LogoReminder } from './logo-reminder'
import { PictureField } from './picture-field'
import { Section } from './section'

export function IdentitySection() {
  const { brand, resolved, set, canEdit, faultAt } = useEditorView()
  const { identity } = resolved
  const text = (path: string, label: string, value: string | undefined, placeholder: string, max: number) => (
    <TextField
      data-control={path}
      label={label}
      value={value ?? ''}
      placeholder={placeholder}
      maxLength={max}
      disabled={!canEdit}
      error={faultAt(path)}
      onChange={(event) => set(path, event.target.value === '' ? undefined : event.target.value)}
    />
  )
  return (
    <Section title={say('editor.identitySection.identity')} summary={identity.productName} isOpen>
      <PictureField label={say('editor.identitySection.logo')} path="identity/logo/light" kind="logo" />
      <LogoReminder />
      {text(
        'identity/productName',
        say('editor.identitySection.productName'),
        brand.identity?.productName,
        identity.productName,
        60,
      )}
      <details className="group/more">
        <summary className="cursor-pointer list-none text-[13px] font-medium underline underline-offset-4">
          {say('editor.identitySection.more')}
        </summary>
        <div className="grid gap-4 pt-4">
          <label className="grid gap-1.5 text-[13px] font-medium">
            <span className="flex justify-between">
              {say('editor.logoHeight')}{' '}
              <span className="font-normal text-faint">
                {say('editor.pixels', { count: identity.logoHeight })}
              </span>
            </span>
            <input
              data-control="identity/logoHeight"
              type="range"
              min={16}
              max={72}
              value={identity.logoHeight}
              disabled={!canEdit}
              onChange={(event) => set('identity/logoHeight', Number(event.target.value))}
            />
          </label>
          {text(
            'identity/legalName',
            say('editor.identitySection.legalName'),
            brand.identity?.legalName,
            identity.legalName,
            120,
          )}
          {text(
            'identity/logo/alt',
            say('editor.identitySection.descriptionLogo'),
            brand.identity?.logo?.alt,
            identity.logo.alt,
            100,
          )}
          <PictureField
            label={say('editor.identitySection.logoOnDark')}
            path="identity/logo/dark"
            kind="logo"
            isOnDark
          />
          <PictureField label={say('editor.identitySection.icon')} path="identity/icon" kind="icon" />
        </div>
      </details>
    </Section>
  )
}
