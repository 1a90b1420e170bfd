import type { ReactNode } from 'react'

/** The drawing of an icon that only one component shows stands beside that component: every page has this file. */
export function Icon({ name, children }: { name: string; children: ReactNode }) {
  return (
    <svg className="icon" data-icon={name} width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  )
}

export function CheckIcon() {
  return (
    <Icon name="check">
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </Icon>
  )
}

export function WarningIcon() {
  return (
    <Icon name="warning">
      <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01" />
    </Icon>
  )
}

export function InfoIcon() {
  return (
    <Icon name="info">
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.5v.01" />
    </Icon>
  )
}

export function GlobeIcon() {
  return (
    <Icon name="globe">
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
    </Icon>
  )
}
