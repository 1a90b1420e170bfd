'use client'

import { say } from '@/lib/console/words/generated/access'
import { ButtonLink } from './_ui/button'

/** Shown while the database or the console's pool does not answer: rights that can't be read don't count. */
export default function AdminError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 p-6 text-center">
      <title>{say('access.notAvailable.tab')}</title>
      <h1 className="text-[20px] font-semibold">{say('access.notAvailable.title')}</h1>
      <p className="max-w-md text-soft">{say('access.notAvailable.lead')}</p>
      <ButtonLink href="/admin">{say('common.tryAgain')}</ButtonLink>
      {error.digest !== undefined && (
        <p className="text-[12px] text-faint">
          {say('access.notAvailable.supportCode', { digest: error.digest })}
        </p>
      )}
    </main>
  )
}
