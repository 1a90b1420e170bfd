import { CheckIcon, Icon, InfoIcon, WarningIcon } from './icons'

function MailIcon() {
  return (
    <Icon name="mail">
      <rect x="3" y="5" width="18" height="14" rx="2.5" />
      <path d="m4 7.5 8 6 8-6" />
    </Icon>
  )
}

const icons = { success: CheckIcon, warning: WarningIcon, info: InfoIcon, mail: MailIcon }

/** The mark over the heading of a page with a result. The heading says it in words. */
export function Notice({ tone, ...data }: { tone: keyof typeof icons; 'data-problem'?: string }) {
  const Mark = icons[tone]
  return (
    <div className="notice" data-tone={tone} {...data}>
      <Mark />
    </div>
  )
}
