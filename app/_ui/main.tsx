import type { ReactNode } from 'react'

/** The one `<main>` of a page; `name` is its `data-page`. */
export function Page({ name, children }: { name: string; children: ReactNode }) {
  return (
    <main className="page" data-page={name}>
      {children}
    </main>
  )
}
