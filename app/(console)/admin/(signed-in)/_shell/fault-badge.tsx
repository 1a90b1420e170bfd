import { say } from '@/lib/console/words/generated/shell'

/** At how many tenants something is wrong; on the rail of icons at the icon's corner. */
export function FaultBadge({ count }: { count: number }) {
  return (
    <span
      title={say('shell.frame.withFaults', { count })}
      className="rounded-full bg-bad-wash px-1.5 text-[11px] leading-5 font-semibold text-bad tabular-nums sm:max-lg:absolute sm:max-lg:end-0 sm:max-lg:top-0 sm:max-lg:px-1 sm:max-lg:leading-4"
    >
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">, {say('shell.frame.withFaults', { count })}</span>
    </span>
  )
}
