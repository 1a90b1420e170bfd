'use client'

import { useState } from 'react'
import { z } from 'zod'
import { type BrandOverrides, BrandSchema } from '@/lib/brand/schema'
import { BRAND_TEMPLATES, type TemplateName, withLook } from '@/lib/brand/templates'
import { say } from '@/lib/console/words/generated/editor'
import { Button, ButtonLink } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { useFound } from '../../_shell/use-found'
import { startFromTenant } from './actions'
import { Swatch } from './swatch'

const Answer = z.union([
  z.object({ ok: z.literal(true), brand: BrandSchema, leftOut: z.array(z.string()) }),
  z.object({ ok: z.literal(false), faults: z.array(z.string()) }),
])

type Props = {
  isOpen: boolean
  onClose: () => void
  slug: string
  brand: BrandOverrides
  /** Puts a whole brand into the draft, as one step that can be undone. */
  replace: (brand: BrandOverrides) => void
}

const names = Object.keys(BRAND_TEMPLATES) as TemplateName[]

/** Starts from a template, another tenant, or a file of this portal's or Cognito's; also exports the brand. */
export function StartDialog({ isOpen, onClose, slug, brand, replace }: Props) {
  const [from, setFrom] = useState('')
  const { found } = useFound(from, isOpen)
  const others = found.tenants.filter((tenant) => tenant.slug !== slug)
  const [faults, setFaults] = useState<string[]>([])
  const [leftOut, setLeftOut] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)

  const take = (next: BrandOverrides, missing: readonly string[] = []) => {
    replace(next)
    setFaults([])
    setLeftOut(missing)
    if (missing.length === 0) onClose()
  }
  const close = () => {
    setFaults([])
    setLeftOut([])
    onClose()
  }

  async function readFile(file: File | undefined) {
    if (!file) return
    setBusy(true)
    try {
      const response = await fetch(`/admin/${slug}/brand/file`, { method: 'POST', body: file })
      const answer = Answer.parse(await response.json())
      if (answer.ok) take(answer.brand, answer.leftOut)
      else setFaults(answer.faults)
    } catch {
      setFaults([say('editor.startDialog.notSent')])
    }
    setBusy(false)
  }

  async function copy() {
    setBusy(true)
    try {
      const answer = await startFromTenant({ tenant: slug, from: from.trim() })
      if (answer.ok) take(answer.value.brand, answer.value.leftOut)
      else
        setFaults(
          answer.reason === 'invalid'
            ? answer.faults.map(({ message }) => message)
            : [say('editor.startDialog.notPossible')],
        )
    } catch {
      setFaults([say('editor.startDialog.notCopied')])
    }
    setBusy(false)
  }

  return (
    <Dialog isOpen={isOpen} onClose={close} title={say('editor.controlsHeader.startFrom')} size="lg">
      <p className="text-[13px] text-soft">{say('editor.startDialog.lead')}</p>
      {faults.length > 0 && (
        <Notice tone="bad" role="alert">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Notice>
      )}
      {leftOut.length > 0 && (
        <Notice tone="warn" role="status">
          <p>{say('editor.startDialog.leftOut')}</p>
          {leftOut.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </Notice>
      )}
      <ul className="grid gap-2 sm:grid-cols-2">
        {names.map((name) => {
          const look = BRAND_TEMPLATES[name]
          return (
            <li key={name}>
              <button
                type="button"
                className="flex w-full cursor-pointer items-center gap-3 rounded-lg border border-rule p-3 text-start hover:border-ink"
                onClick={() => take(withLook(brand, look))}
              >
                <Swatch hex={look.colour.seed} />
                <span>
                  <span className="block font-semibold">{say(`editor.templates.${name}.name`)}</span>
                  <span className="block text-[12px] text-faint">{say(`editor.templates.${name}.hint`)}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {(others.length > 0 || from !== '') && (
        <div className="flex items-end gap-2">
          <div className="flex-1">
            <TextField
              label={say('editor.startDialog.otherTenant')}
              list="other-tenants"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              placeholder={say('editor.startDialog.nameOrSlug')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <datalist id="other-tenants">
              {others.map((tenant) => (
                <option key={tenant.slug} value={tenant.slug}>
                  {tenant.name}
                </option>
              ))}
            </datalist>
          </div>
          <Button disabled={isBusy || from === ''} onClick={() => void copy()}>
            {say('editor.shareDialog.copy')}
          </Button>
        </div>
      )}
      <label className="grid gap-1.5 text-[13px] font-medium">
        {say('editor.startDialog.file')}
        <input
          type="file"
          accept=".json,.yaml,.yml,.tfstate,.template"
          disabled={isBusy}
          className="text-[13px] font-normal file:me-3 file:h-9 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-panel file:px-3.5 file:font-semibold"
          onChange={(event) => {
            void readFile(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
      <div className="flex justify-between gap-2">
        <ButtonLink href={`/admin/${slug}/brand/file`} download>
          {say('editor.startDialog.exportTheDraft')}
        </ButtonLink>
        <Button onClick={close}>{say('editor.previewFooter.close')}</Button>
      </div>
    </Dialog>
  )
}
