import type { ButtonHTMLAttributes, ReactNode } from 'react'

const base =
  'inline-flex h-9 items-center justify-center gap-2 rounded-md px-3.5 text-[13px] font-semibold whitespace-nowrap cursor-pointer disabled:cursor-default disabled:opacity-50 aria-disabled:opacity-50'
const looks = {
  primary: 'bg-ink text-on-ink hover:bg-ink-hover',
  secondary: 'border border-edge bg-panel text-ink hover:bg-wash',
  ghost: 'text-soft hover:bg-wash hover:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
}

export type Look = keyof typeof looks

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; children: ReactNode }

export function Button({ look = 'secondary', type = 'button', className = '', children, ...rest }: Props) {
  return (
    <button {...rest} type={type} data-look={look} className={`${base} ${looks[look]} ${className}`}>
      {children}
    </button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({
  href,
  look = 'secondary',
  children,
  ...rest
}: {
  href: string
  look?: Look
  target?: string
  download?: boolean
  'aria-label'?: string
  children: ReactNode
}) {
  return (
    <a {...rest} href={href} data-look={look} className={`${base} ${looks[look]}`}>
      {children}
    </a>
  )
}
