'use client'

import { useState } from 'react'
import { say } from '@/lib/console/words/generated/common'
import { Button } from './button'

/** A command to be run elsewhere, with a button that copies it. */
export function CommandBox({ command, label }: { command: string; label: string }) {
  const [said, setSaid] = useState('')
  async function copy() {
    try {
      await navigator.clipboard.writeText(command)
      setSaid(say('common.copied'))
    } catch {
      setSaid(say('common.notCopied'))
    }
  }
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
      <div className="flex items-center gap-3">
        <Button onClick={() => void copy()}>{say('common.copyCommand')}</Button>
        <span role="status" className="text-[13px] text-soft">
          {said}
        </span>
      </div>
    </div>
  )
}
