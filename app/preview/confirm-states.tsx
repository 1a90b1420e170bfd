import { confirmBrowserTexts, inSignUpWords } from '@/app/[tenant]/confirm/alerts'
import {
  ConfirmedView,
  InDoubtView,
  MailSentView,
  SwitchedOffView,
} from '@/app/[tenant]/confirm/result-views'
import { ConfirmView } from '@/app/[tenant]/confirm/view'
import { emptyForm, type FormAction, type FormState } from '@/app/[tenant]/form-state'
import { LinkProblemView } from '@/app/[tenant]/link-problem/view'
import { refusedForm } from '@/app/[tenant]/refused-form'
import type { ConfirmOutcome, UnknownReason } from '@/lib/outcome'
import { type Drawing, inert, MINUTE_MS, named, onItsWay, PERSON, type Scene, SUPPORT_CODE } from './scene'

const actions = { onConfirm: inert, onAsk: inert }

type Rest = { initial?: FormState; hasLink?: boolean; onConfirm?: FormAction }

const confirm = ({ page }: Scene, { initial = named(), hasLink = true, onConfirm = inert }: Rest = {}) => (
  <ConfirmView
    page={page}
    onConfirm={onConfirm}
    onAsk={inert}
    initial={initial}
    isNameKnown={hasLink}
    hasCode={hasLink}
    hint={null}
  />
)

const refused = (
  scene: Scene,
  outcome: Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' } | { kind: 'standby' }>,
) => {
  const sent = { shown: named(), password: '', ask: null }
  return confirm(scene, {
    initial: inSignUpWords(scene.page, refusedForm(scene.page, outcome, SUPPORT_CODE, sent)),
  })
}

const inDoubt = ({ page, now }: Scene, why: UnknownReason) => (
  <InDoubtView
    page={page}
    {...actions}
    receipt={{ at: now, why, returnTo: null, supportCode: SUPPORT_CODE }}
    entered={why === 'not-looked-up' ? { username: PERSON, code: '123456' } : null}
  />
)

/** The states of the page on which an account is confirmed. */
export const CONFIRM_STATES = {
  confirm: (scene) => confirm(scene),
  'confirm-busy': (scene) => confirm(scene, { onConfirm: onItsWay }),
  'confirm-by-hand': (scene) => confirm(scene, { initial: emptyForm(), hasLink: false }),
  'confirm-sent': ({ page, now }) => (
    <MailSentView
      page={page}
      {...actions}
      initial={emptyForm()}
      ask={{ username: PERSON, nextAskAt: new Date(now.getTime() + MINUTE_MS), returnTo: null }}
      now={now}
    />
  ),
  'confirm-done': ({ page, now }) => (
    <ConfirmedView page={page} receipt={{ at: now, why: null, returnTo: null, supportCode: null }} />
  ),
  'confirm-unknown': (scene) => inDoubt(scene, 'answer-lost'),
  'confirm-earlier': (scene) => inDoubt(scene, 'used-before'),
  'confirm-not-looked-up': (scene) => inDoubt(scene, 'not-looked-up'),
  'confirm-expired': ({ page }) => (
    <LinkProblemView
      page={page}
      kind={{ askHref: '#', stalePath: '#', expiredLead: page.t('confirm.expiredLead') }}
      problem={{ kind: 'expired', username: PERSON, newerAt: null, owner: null }}
      onAsk={inert}
      resetHref="#"
      ownerHref="#"
    />
  ),
  'confirm-rejected': (scene) => refused(scene, { kind: 'code-rejected' }),
  'confirm-misconfigured': (scene) => refused(scene, { kind: 'misconfigured' }),
  'confirm-lost': (scene) => {
    const { lost } = confirmBrowserTexts(scene.page, scene.page.t('confirm.title'))
    return confirm(scene, { initial: { ...named(), alert: lost } })
  },
  'confirm-off': ({ page }) => <SwitchedOffView page={page} />,
} as const satisfies Record<string, Drawing>
