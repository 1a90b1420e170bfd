import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  title: string
  summary: ReactNode
  isOpen?: boolean
  /** For a section whose state somebody else keeps. */
  onToggle?: (isOpen: boolean) => void
  children: ReactNode
}

/** A foldable section of the controls; its heading says what it contains and summarises the current values. */
export function Section({ title, summary, isOpen, onToggle, children }: Props) {
  return (
    <details
      open={isOpen}
      onToggle={onToggle && (({ currentTarget }) => onToggle(currentTarget.open))}
      className="group border-b border-rule"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 px-5 py-4 hover:bg-ground max-sm:px-3">
        <ChevronRight className="size-3.5 shrink-0 text-faint group-open:rotate-90" aria-hidden="true" />
        <h2 className="text-[13px] font-semibold">{title}</h2>
        <span className="ms-auto truncate ps-4 text-[12px] text-faint">{summary}</span>
      </summary>
      <div className="grid grid-cols-1 gap-4 px-5 pb-5 max-sm:px-3">{children}</div>
    </details>
  )
}
