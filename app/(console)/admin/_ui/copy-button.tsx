'use client'

import { Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { say } from '@/lib/console/words/generated/common'
import { Button } from './button'
import { copyText } from './copy-text'

function useCopy(text: string) {
  const [said, setSaid] = useState('')
  const copy = async () => setSaid((await copyText(text)) ? say('common.copied') : say('common.notCopied'))
  return { said, copy: () => void copy() }
}

/** Copies a text, and says beside itself whether that went well. */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const { said, copy } = useCopy(text)
  return (
    <div className="flex items-center gap-3">
      <Button onClick={copy}>{children}</Button>
      <span role="status" className="text-[13px] text-soft">
        {said}
      </span>
    </div>
  )
}

/** An identifier that people pass on, with a small button that copies it. */
export function Identifier({ name, children: text }: { name: string; children: string }) {
  const { said, copy } = useCopy(text)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <span className="font-mono text-[12px]">{text}</span>
      <button
        type="button"
        onClick={copy}
        aria-label={say('common.copyNamed', { name })}
        className="-my-1 grid size-7 cursor-pointer place-items-center rounded-md text-soft hover:bg-wash hover:text-ink"
      >
        <Copy aria-hidden="true" className="size-3.5" />
      </button>
      <span role="status" className="text-soft">
        {said}
      </span>
    </span>
  )
}
