import type { ShownPolicy } from '@/lib/console/shown-policy'
import { say } from '@/lib/console/words/generated/settings'
import { When } from '../../../_ui/when'

/** Where the rules that the pages show come from, and what they are. */
export function PolicySource({ shown: { readAt, because, rules } }: { shown: ShownPolicy }) {
  return (
    <p className="text-[13px] text-soft">
      <strong className="font-medium text-ink">
        {readAt === null
          ? say('settings.policySource.fromFile')
          : say.rich('settings.policySource.fromPool', { when: () => <When at={readAt} /> })}
      </strong>{' '}
      {because} {say('settings.policySource.rules', { rules })}
    </p>
  )
}
