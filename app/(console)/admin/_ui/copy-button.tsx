'use client'

import { type ReactNode, useState } from 'react'
import { say } from '@/lib/console/words/generated/common'
import { Button } from './button'

/** Copies a text, and says beside itself whether that went well. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const [said, setSaid] = useState('')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(say('common.copied'))
    } catch {
      setSaid(say('common.notCopied'))
    }
  }
  return (
    <div className="flex items-center gap-3">
      <Button onClick={() => void copy()}>{children}</Button>
      <span role="status" className="text-[13px] text-soft">
        {said}
      </span>
    </div>
  )
}
