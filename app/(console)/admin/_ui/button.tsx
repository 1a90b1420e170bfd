import type { ButtonHTMLAttributes, ReactNode } from 'react'

const base =
  'inline-flex h-9 items-center justify-center gap-2 rounded-md px-3.5 text-[13px] font-semibold whitespace-nowrap cursor-pointer disabled:cursor-default disabled:opacity-50 aria-disabled:opacity-50'
const looks = {
  primary: 'bg-ink text-white hover:bg-[#3f3f46]',
  secondary: 'border border-[#d4d4d8] bg-white text-ink hover:bg-wash',
  ghost: 'text-soft hover:bg-wash hover:text-ink',
  danger: 'bg-bad text-white hover:bg-[#8f1c13]',
}

export type Look = keyof typeof looks

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; children: ReactNode }

export function Button({ look = 'secondary', type = 'button', className = '', children, ...rest }: Props) {
  return (
    <button {...rest} type={type} className={`${base} ${looks[look]} ${className}`}>
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
  children: ReactNode
}) {
  return (
    <a {...rest} href={href} className={`${base} ${looks[look]}`}>
      {children}
    </a>
  )
}
