import type { ShownPolicy } from '@/lib/console/shown-policy'
import { When } from '../../../_ui/when'

/** Where the rules that the pages show come from, and what they are. */
export function PolicySource({ shown: { readAt, because, rules } }: { shown: ShownPolicy }) {
  return (
    <p className="text-[13px] text-soft">
      <strong className="font-medium text-ink">
        {readAt === null ? (
          'From the tenant file (the fields below).'
        ) : (
          <>
            From the user pool, read <When at={readAt} />.
          </>
        )}
      </strong>{' '}
      {because} The pages ask for {rules}.
    </p>
  )
}
