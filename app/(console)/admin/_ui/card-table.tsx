import type { ReactNode } from 'react'
import { headClass, tableClass } from './page'

/** A table whose rows are cards on phones, each cell under the name of its column. */
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
    <table aria-label={label} className={`${tableClass} max-md:block`}>
      <thead className="max-md:sr-only">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={headClass}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:grid max-md:gap-3">{children}</tbody>
    </table>
  )
}

export const cardRowClass =
  'max-md:grid max-md:gap-1.5 max-md:rounded-xl max-md:border max-md:border-rule max-md:p-3.5'

/** A cell; on a phone one that is empty is left out. */
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
      className={`py-2.5 pe-4 align-top md:border-b md:border-rule max-md:grid max-md:grid-cols-[7rem_1fr] max-md:gap-2 max-md:p-0 max-md:before:text-soft max-md:before:content-[attr(data-head)] ${isSoft ? 'text-soft' : ''} ${isEmpty ? 'max-md:hidden' : ''}`}
    >
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </td>
  )
}
