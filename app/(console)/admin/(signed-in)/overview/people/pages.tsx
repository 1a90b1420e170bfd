import { say } from '@/lib/console/words/generated/common'
import { ButtonLink } from '../../../_ui/button'

type Props = {
  label: string
  /** From 1 on. */
  page: number
  aPage: number
  total: number
  addressOf: (page: number) => string
}

/** The way to the pages before and after; nothing where one page holds all. */
export function Pages({ label, page, aPage, total, addressOf }: Props) {
  if (total <= aPage && page === 1) return null
  const last = Math.min(page * aPage, total)
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3">
      {page > 1 && <ButtonLink href={addressOf(page - 1)}>{say('common.pages.previous')}</ButtonLink>}
      {last < total && <ButtonLink href={addressOf(page + 1)}>{say('common.pages.next')}</ButtonLink>}
      <span className="text-[13px] text-soft tabular-nums">
        {say('common.pages.range', { first: Math.min((page - 1) * aPage + 1, total), last, total })}
      </span>
    </nav>
  )
}
