'use client'

import { ButtonLink } from './_ui/button'

/** Shown while the database or the console's pool does not answer: rights that can't be read don't count. */
export default function AdminError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 p-6 text-center">
      <title>Not available · Rekey</title>
      <h1 className="text-[20px] font-semibold">The console is not available right now</h1>
      <p className="max-w-md text-soft">
        The database or the sign-in service does not answer. Nothing was changed. The pages that people reset
        their passwords on do not depend on either of them alone.
      </p>
      <ButtonLink href="/admin">Try again</ButtonLink>
      {error.digest !== undefined && <p className="text-[12px] text-faint">Support code {error.digest}</p>}
    </main>
  )
}
