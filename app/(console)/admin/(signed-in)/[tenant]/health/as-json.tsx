'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/doctor'
import type { Check } from '@/lib/doctor/check'
import { Button } from '../../../_ui/button'

/** The result as `rekey doctor --json` prints it, for a ticket or a colleague. */
export function AsJson({ slug, checks }: { slug: string; checks: readonly Check[] }) {
  const [said, setSaid] = useState('')
  const text = JSON.stringify([{ tenant: slug, checks }], null, 2)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(say('common.copied'))
    } catch {
      setSaid(say('common.notCopied'))
    }
  }
  return (
    <details>
      <summary className="w-fit cursor-pointer text-[13px] font-medium">{say('doctor.asJson.title')}</summary>
      <div className="mt-3 grid gap-3">
        <textarea
          readOnly
          aria-label={say('doctor.asJson.label')}
          rows={12}
          value={text}
          className="w-full rounded-md border border-control bg-ground p-3 font-mono text-[12px]"
        />
        <div className="flex items-center gap-3">
          <Button onClick={() => void copy()}>{say('doctor.asJson.copy')}</Button>
          <span role="status" className="text-[13px] text-soft">
            {said}
          </span>
        </div>
      </div>
    </details>
  )
}
