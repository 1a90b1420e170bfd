import {
  adviceAlert,
  adviceText,
  againAlert,
  brokenRuleAlert,
  browserTexts,
  checkAlert,
  overAlert,
  ruleText,
} from '@/app/[tenant]/alerts'
import { emptyForm, type FieldErrors, type FormState } from '@/app/[tenant]/form-state'
import { refusedForm } from '@/app/[tenant]/refused-form'
import { UNPROVEN_FORM } from '@/lib/http/internal-headers'
import type { ConfirmOutcome, PasswordRule } from '@/lib/outcome'
import type { Advice } from '@/lib/passwords/advice'
import { reset } from './reset-states'
import { type Drawing, MINUTE_MS, named, PERSON, type Scene, SUPPORT_CODE } from './scene'

type Refusal = Exclude<ConfirmOutcome, { kind: 'done' } | { kind: 'unknown' } | { kind: 'standby' }>

const stating = (scene: Scene, initial: Partial<FormState>) =>
  reset(scene, { initial: { ...named(), ...initial } })

/** Several fields of a page without a link are wrong. */
const wrong = (scene: Scene, fieldErrors: FieldErrors, initial = emptyForm()) => {
  const alert = checkAlert(scene.page, Object.keys(fieldErrors).length)
  return reset(scene, {
    initial: { ...initial, alert, fieldErrors },
    isNameKnown: false,
    hasCode: false,
    linkNote: null,
  })
}

/** What the form shows once Cognito, or a limit, has refused. */
const refused = (scene: Scene, outcome: Refusal, { password = '', code = '' } = {}) => {
  const shown = emptyForm({ username: PERSON, code })
  return reset(scene, {
    initial: refusedForm(scene.page, outcome, SUPPORT_CODE, { shown, password, ask: null }),
  })
}

const rule = (scene: Scene, broken: PasswordRule) =>
  refused(scene, { kind: 'password-rejected', rule: broken })

const tooMany = (scene: Scene, because: 'code' | 'user' | 'address', minutes: number | null) => {
  const retryAt = minutes === null ? null : new Date(scene.now.getTime() + minutes * MINUTE_MS)
  return refused(scene, { kind: 'too-many-attempts', because, retryAt })
}

const advised = (scene: Scene, advice: Advice) =>
  stating(scene, {
    alert: adviceAlert(scene.page),
    fieldErrors: { password: adviceText(scene.page, advice) },
  })

/** What only the browser notices, at a form that may have changed the password. */
const noticed = ({ page }: Scene) => browserTexts(page, true, page.t('reset.pageTitle'))

const remembering = ({ page, now }: Scene, historySize: number): Scene => ({
  page: { ...page, policy: { ...page.policy, historySize } },
  now,
})

/** The states of the page for a new password in which something was refused. */
export const REFUSAL_STATES = {
  'fields-missing': (scene) => {
    const { t } = scene.page
    return wrong(scene, {
      username: t('errors.username-missing'),
      code: t('errors.code-missing'),
      password: t('errors.password-missing'),
    })
  },
  'fields-invalid': (scene) => {
    const { t } = scene.page
    const entered = emptyForm({ username: 'diego @example.com', code: '12 34' })
    return wrong(scene, { username: t('errors.username-invalid'), code: t('errors.code-invalid') }, entered)
  },
  'number-offered': (scene) =>
    wrong(
      scene,
      { username: scene.page.t('errors.username-offered') },
      emptyForm({ username: '+4512345678' }),
    ),
  'password-rejected': (scene) => rule(scene, 'symbol'),
  'password-length': (scene) => {
    const text = ruleText(scene.page, 'length', '')
    return stating(scene, { alert: brokenRuleAlert(scene.page, text), fieldErrors: { password: text } })
  },
  'password-longer': (scene) =>
    refused(
      scene,
      { kind: 'password-rejected', rule: 'length' },
      { password: 'x'.repeat(scene.page.policy.minimumLength) },
    ),
  'password-long': (scene) => rule(scene, 'long'),
  'password-uppercase': (scene) => rule(scene, 'uppercase'),
  'password-lowercase': (scene) => rule(scene, 'lowercase'),
  'password-number': (scene) => rule(scene, 'number'),
  'password-characters': (scene) => rule(scene, 'characters'),
  'password-policy': (scene) => rule(scene, 'policy'),
  'password-breached': (scene) => rule(scene, 'breached'),
  'password-reused': (scene) => refused(remembering(scene, 0), { kind: 'password-reused' }),
  'password-among-last': (scene) => refused(remembering(scene, 5), { kind: 'password-reused' }),
  'guess-names': (scene) => advised(scene, 'names'),
  'guess-patterns': (scene) => advised(scene, 'patterns'),
  'code-rejected': (scene) => refused(scene, { kind: 'code-rejected' }),
  'code-to-check': (scene) => refused(scene, { kind: 'code-rejected' }, { code: '123456' }),
  'too-many-attempts': (scene) => tooMany(scene, 'user', 12),
  'too-many-later': (scene) => tooMany(scene, 'user', null),
  'too-many-code': (scene) => tooMany(scene, 'code', null),
  'too-many-network': (scene) => tooMany(scene, 'address', 12),
  busy: (scene) => refused(scene, { kind: 'busy' }),
  'not-available': (scene) => refused(scene, { kind: 'unavailable' }),
  blocked: (scene) => refused(scene, { kind: 'blocked' }),
  misconfigured: (scene) => refused(scene, { kind: 'misconfigured' }),
  lost: (scene) => stating(scene, { alert: noticed(scene).lost }),
  offline: (scene) => stating(scene, { alert: noticed(scene).offline }),
  expired: (scene) => stating(scene, { alert: overAlert(scene.page, PERSON) }),
  stale: (scene) => stating(scene, { alert: againAlert(scene.page, '1') }),
  unproven: (scene) => stating(scene, { alert: againAlert(scene.page, UNPROVEN_FORM) }),
} as const satisfies Record<string, Drawing>
