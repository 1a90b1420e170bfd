import type { ComponentProps } from 'react'
import { emptyForm } from '@/app/[tenant]/form-state'
import type { PageContext } from '@/app/[tenant]/page-context'
import { linkNote, timeOfDay } from '@/app/[tenant]/reset/link-note'
import { ResetView } from '@/app/[tenant]/reset/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { type Drawing, inert, named, onItsWay, type Scene } from './scene'

type Rest = Partial<Omit<ComponentProps<typeof ResetView>, 'page' | 'onAsk'>>

/** The page for a new password as a whole link leads to it, but for what a state has otherwise. */
export const reset = ({ page, now }: Scene, rest: Rest = {}) => (
  <ResetView
    page={page}
    action={inert}
    onAsk={inert}
    initial={named()}
    isNameKnown
    hasCode
    linkNote={linkNote(page, { sentAt: now, until: now })}
    hint={null}
    {...rest}
  />
)

const byHand = { initial: emptyForm(), isNameKnown: false, hasCode: false, linkNote: null }

const EVERY_RULE: PasswordPolicy = {
  minimumLength: 12,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
}

/** With rules that this tenant may not have, but may get: each has a sentence. */
const ruled = ({ page, now }: Scene, rules: Partial<PasswordPolicy>) =>
  reset({ page: { ...page, policy: { ...EVERY_RULE, ...rules } } satisfies PageContext, now })

/** The states of the page for a new password, without errors. */
export const RESET_STATES = {
  reset: (scene) => reset(scene),
  'reset-busy': (scene) => reset(scene, { action: onItsWay }),
  'reset-typing': (scene) => reset(scene),
  'reset-hidden': (scene) => reset(scene),
  'reset-uppercase': (scene) => ruled(scene, { requireLowercase: false }),
  'reset-lowercase': (scene) => ruled(scene, { requireUppercase: false }),
  'reset-both-cases': (scene) => ruled(scene, {}),
  'reset-kept-until': (scene) =>
    reset(scene, { linkNote: linkNote(scene.page, { until: scene.now }), correctHref: '#' }),
  'reset-sign-out': ({ page, now }) =>
    reset({ page: { ...page, tenant: { ...page.tenant, signOut: 'ask' } }, now }),
  'reset-by-hand': (scene) => reset(scene, byHand),
  'reset-no-name': (scene) =>
    reset(scene, { isNameKnown: false, hint: scene.page.t('reset.hintName'), linkNote: null }),
  'reset-no-code': (scene) =>
    reset(scene, { hasCode: false, hint: scene.page.t('reset.hintCode'), linkNote: null }),
  'reset-lost': (scene) => reset(scene, { ...byHand, hint: scene.page.t('reset.hintLost') }),
  'reset-changed': ({ page, now }) =>
    reset(
      { page, now },
      { ...byHand, notice: page.t.rich('reset.changedAt', { time: '', when: timeOfDay(page, now) }) },
    ),
} as const satisfies Record<string, Drawing>
