import type { ReactNode } from 'react'
import { SEARCH_PAGE } from '@/lib/console/pages'

/** Opens the console's search: over everything, or to choose a tenant. Without scripts it leads to the search page. */
export function SearchLink({
  scope,
  className,
  children,
  label,
}: {
  scope: 'all' | 'tenants'
  className: string
  /** What it is called, where that is not what it shows. */
  label?: string
  children: ReactNode
}) {
  return (
    <a
      href={SEARCH_PAGE}
      data-search={scope}
      aria-haspopup="dialog"
      aria-label={label}
      title={label}
      className={className}
    >
      {children}
    </a>
  )
}
