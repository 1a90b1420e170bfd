import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  info: { box: 'border-rule bg-ground text-ink', Icon: Info },
  good: { box: 'border-good-edge bg-good-wash text-good', Icon: CircleCheck },
  warn: { box: 'border-warn-edge bg-warn-wash text-warn', Icon: TriangleAlert },
  bad: { box: 'border-bad-edge bg-bad-wash text-bad', Icon: CircleAlert },
}

/** An inline notice; `role` decides whether it is read out at once. */
export function Notice({
  tone = 'info',
  role,
  children,
}: {
  tone?: keyof typeof tones
  role?: 'alert' | 'status'
  children: ReactNode
}) {
  const { box, Icon } = tones[tone]
  return (
    <div role={role} className={`flex gap-2.5 rounded-lg border p-3 text-[13px] ${box}`}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="grid gap-2">{children}</div>
    </div>
  )
}

const pills = {
  plain: 'bg-wash text-soft',
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
}

export function Pill({ tone = 'plain', children }: { tone?: keyof typeof pills; children: ReactNode }) {
  return (
    <span
      className={`inline-flex max-w-full items-center rounded-full px-2 py-0.5 text-[12px] font-semibold tabular-nums ${pills[tone]}`}
    >
      {children}
    </span>
  )
}
