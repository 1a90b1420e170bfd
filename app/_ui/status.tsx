import type { ReactNode } from 'react'

/**
 * Read out when its text changes, and not visible. In the page from the start, since screen readers miss what comes
 * with its region; a button can't hold it, because what is in a button has no role of its own.
 */
export function Status({ children }: { children: ReactNode }) {
  return (
    <span className="sr" role="status">
      {children}
    </span>
  )
}
