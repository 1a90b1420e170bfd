import { CheckIcon, InfoIcon, MailIcon, WarningIcon } from './icons'

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
