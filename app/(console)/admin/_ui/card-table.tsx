import type { ReactNode } from 'react'
import { headClass, tableClass } from './page'

/** A table whose rows are cards on phones and tablets, each cell under the name of its column. */
export function CardTable({
  label,
  heads,
  children,
}: {
  label: string
  heads: readonly string[]
  children: ReactNode
}) {
  return (
    <table aria-label={label} className={`${tableClass} max-lg:block`}>
      <thead className="max-lg:sr-only">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={headClass}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:grid max-lg:gap-3">{children}</tbody>
    </table>
  )
}

export const cardRowClass =
  'max-lg:grid max-lg:gap-1.5 max-lg:rounded-xl max-lg:border max-lg:border-rule max-lg:p-3.5'

/** A cell; on a card one that is empty is left out. */
export function CardCell({
  head,
  isSoft = false,
  children,
}: {
  head: string
  isSoft?: boolean
  children: ReactNode
}) {
  const isEmpty = children === null || children === undefined || children === ''
  return (
    <td
      data-head={head}
      className={`py-2.5 pe-4 align-top lg:border-b lg:border-rule max-lg:grid max-lg:grid-cols-[6.5rem_1fr] max-lg:gap-2 max-lg:p-0 max-lg:before:text-soft max-lg:before:content-[attr(data-head)] ${isSoft ? 'text-soft' : ''} ${isEmpty ? 'max-lg:hidden' : ''}`}
    >
      <div className="min-w-0 max-lg:wrap-anywhere max-sm:[&_time]:whitespace-normal">{children}</div>
    </td>
  )
}
