import type { ReactNode } from 'react'

function Icon({ name, children }: { name: string; children: ReactNode }) {
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

export function EyeIcon() {
  return (
    <Icon name="eye">
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="3" />
    </Icon>
  )
}

export function EyeOffIcon() {
  return (
    <Icon name="eye-off">
      <path d="M6 7C3.7 8.8 2.5 12 2.5 12S6 18.5 12 18.500c1.9 0 3.5-.6 4.9-1.500M10 5.700a9 9 0 0 1 2-.2c6 0 9.5 6.5 9.5 6.500s-.7 1.4-2.1 2.900M10 10a3 3 0 0 0 4.2 4.200M4 4l16 16" />
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

export function MailIcon() {
  return (
    <Icon name="mail">
      <rect x="3" y="5" width="18" height="14" rx="2.5" />
      <path d="m4 7.5 8 6 8-6" />
    </Icon>
  )
}
