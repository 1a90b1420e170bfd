import { solver } from '@/app/generated/solver'
import type { Portal } from './portal'

/** The script that solves challenges, for the forms of any page that ask for a mail. Only where the tenant wants it. */
export function BotCheck({ portal: { nonce, path, t } }: { portal: Portal }) {
  return (
    <script
      defer
      nonce={nonce}
      src={path(`/assets/${solver.hash}`)}
      data-challenge={path('/challenge')}
      data-busy={t('sent.continuing')}
      suppressHydrationWarning
    />
  )
}
