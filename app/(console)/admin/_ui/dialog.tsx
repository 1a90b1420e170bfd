'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

const sizes = { md: 'max-w-md', lg: 'max-w-3xl', xl: 'max-w-5xl' }

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  size?: keyof typeof sizes
}

/** The browser's own modal dialog, which traps the focus, closes on Escape and returns the focus. */
export function Dialog({ isOpen, onClose, title, children, size = 'md' }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (isOpen && !dialog?.open) dialog?.showModal()
    if (!isOpen && dialog?.open) dialog.close()
  }, [isOpen])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      className={`w-[calc(100vw-2rem)] rounded-xl border border-rule bg-raised p-0 text-ink shadow-2xl ${sizes[size]}`}
    >
      {isOpen && (
        <div className="grid max-h-[85vh] grid-cols-1 gap-4 overflow-auto p-6">
          <h2 id={id} className="text-[16px] font-semibold">
            {title}
          </h2>
          {children}
        </div>
      )}
    </dialog>
  )
}
