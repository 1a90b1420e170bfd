import type { ReactNode } from 'react'

type Props = {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  /** For tables of many columns; every page begins at the same edge. */
  isWide?: boolean
  children: ReactNode
}

/** A page of the console other than the editor: heading, lead and actions. */
export function ConsolePage({ title, lead, actions, isWide = false, children }: Props) {
  return (
    <main className="mx-auto w-full max-w-7xl p-6 max-sm:p-4 md:p-8">
      <div className={`grid ${isWide ? '' : 'max-w-240'} grid-cols-1 content-start gap-6`}>
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div className="grid gap-1">
            <h1 className="text-[20px] leading-7 font-semibold tracking-tight">{title}</h1>
            {lead && <p className="max-w-prose text-soft">{lead}</p>}
          </div>
          {actions && <div className="flex gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  )
}

export function Card({ title, lead, children }: { title?: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-4 rounded-xl border border-rule bg-panel p-5 max-sm:p-4">
      {title && (
        <div className="grid gap-1">
          <h2 className="text-[15px] font-semibold">{title}</h2>
          {lead && <p className="text-[13px] text-soft">{lead}</p>}
        </div>
      )}
      {children}
    </section>
  )
}

/** Shown in place of an empty list. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-2 rounded-xl border border-dashed border-edge p-10 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-sm text-[13px] text-soft">{children}</div>}
    </div>
  )
}
