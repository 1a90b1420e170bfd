'use client'

import { say } from '@/lib/console/words/generated/doctor'
import type { Check } from '@/lib/doctor/check'
import { CopyButton } from '../../../_ui/copy-button'

/** The result as `rekey doctor --json` prints it, for a ticket or a colleague. */
export function AsJson({ slug, checks }: { slug: string; checks: readonly Check[] }) {
  const text = JSON.stringify([{ tenant: slug, checks }], null, 2)
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
        <CopyButton text={text}>{say('doctor.asJson.copy')}</CopyButton>
      </div>
    </details>
  )
}
