import type { ReactNode } from 'react'

/** A column by its name; numbers stand at the end of theirs, so that their digits are under each other. */
export type Column = string | { head: string; isNumber: true }

type Props = {
  label: string
  heads: readonly Column[]
  /** From which width down the rows are cards: phones, or tablets too where the columns are many. */
  cards?: 'sm' | 'lg'
  children: ReactNode
}

/** The console's table. On narrow screens its rows are cards, each cell beside the name of its column. */
export function CardTable({ label, heads, cards = 'sm', children }: Props) {
  return (
    <table aria-label={label} data-cards={cards} className="w-full border-collapse text-[13px] card:block">
      <thead className="card:sr-only">
        <tr>
          {heads.map((column) => {
            const { head, isNumber } = typeof column === 'string' ? { head: column, isNumber: false } : column
            return (
              <th
                key={head}
                scope="col"
                className={`border-b border-rule py-2 pe-4 font-medium whitespace-nowrap text-soft last:pe-0 ${isNumber ? 'pe-8 text-end' : 'text-start'}`}
              >
                {head}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody className="card:grid card:gap-3">{children}</tbody>
    </table>
  )
}

export function CardRow({ children }: { children: ReactNode }) {
  return (
    <tr className="card:grid card:gap-1.5 card:rounded-xl card:border card:border-rule card:p-3.5">
      {children}
    </tr>
  )
}

/** What a row is about: its header, and the title of its card. */
export function CardTitle({ children }: { children: ReactNode }) {
  return (
    <th
      scope="row"
      className="border-b border-rule py-2.5 pe-4 text-start align-top font-medium card:border-0 card:p-0 card:pb-1 card:text-[14px] card:font-semibold"
    >
      {children}
    </th>
  )
}

/** A cell; on a card one that is empty is left out. */
export function CardCell({
  head,
  isSoft = false,
  isNumber = false,
  children,
}: {
  head: string
  isSoft?: boolean
  isNumber?: boolean
  children: ReactNode
}) {
  const isEmpty = children === null || children === undefined || children === '' || children === false
  return (
    <td
      data-head={head}
      className={`border-b border-rule py-2.5 pe-4 align-top last:pe-0 card:grid card:grid-cols-[minmax(6.5rem,2fr)_3fr] card:gap-2 card:border-0 card:p-0 card:text-start card:before:text-soft card:before:content-[attr(data-head)] ${isNumber ? 'pe-8 text-end tabular-nums' : ''} ${isSoft ? 'text-soft' : ''} ${isEmpty ? 'card:hidden' : ''}`}
    >
      <div className="min-w-0 card:wrap-anywhere max-sm:[&_time]:whitespace-normal">{children}</div>
    </td>
  )
}
