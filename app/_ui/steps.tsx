import type { ReactNode } from 'react'

/** What to do, in order. */
export function Steps({ steps }: { steps: readonly { id: string; text: ReactNode }[] }) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step.id}>{step.text}</li>
      ))}
    </ol>
  )
}
