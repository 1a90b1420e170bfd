'use client'

import { say } from '@/lib/console/words/generated/common'
import { CopyButton } from './copy-button'

/** A command to be run elsewhere, with a button that copies it. */
export function CommandBox({ command, label }: { command: string; label: string }) {
  return (
    <div className="grid grid-cols-1 gap-2.5">
      <textarea
        readOnly
        aria-label={label}
        rows={command.split('\n').length}
        wrap="off"
        spellCheck={false}
        value={command}
        className="w-full resize-none rounded-md border border-rule bg-ground p-3 font-mono text-[12px] leading-5"
      />
      <CopyButton text={command}>{say('common.copyCommand')}</CopyButton>
    </div>
  )
}
