import { type ReactNode, Suspense } from 'react'
import { DeadlinePassed, within } from '@/lib/platform/deadline'

/** A shorter wait is not worth showing. */
const PATIENCE_MS = 300

type Props<T> = {
  /** What is waited for; tells its own failure as a value and never rejects. */
  of: Promise<T>
  /** Shown meanwhile, once it takes long. */
  waiting: ReactNode
  /** Whether to wait as long as it takes: for browsers without scripts, which can't put in what comes later. */
  isPatient?: boolean
  children: (value: T) => ReactNode
}

async function WhenThere<T>({ of, children }: Pick<Props<T>, 'of' | 'children'>) {
  return children(await of)
}

/** Draws what may take long without holding up the page around it; what comes soon is in the page itself. */
export async function Later<T>({ of, waiting, isPatient = false, children }: Props<T>) {
  if (isPatient) return children(await of)
  try {
    return children(await within(PATIENCE_MS, 'A part of the page', of))
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error
    return (
      <Suspense fallback={waiting}>
        <WhenThere of={of}>{children}</WhenThere>
      </Suspense>
    )
  }
}
