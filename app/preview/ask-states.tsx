import { botCheckAlert, browserTexts, requestAlert } from '@/app/[tenant]/alerts'
import { ForgotView } from '@/app/[tenant]/forgot/view'
import { type AlertView, emptyForm, type FormAction } from '@/app/[tenant]/form-state'
import { SentView } from '@/app/[tenant]/sent/view'
import { type Drawing, inert, MINUTE_MS, named, onItsWay, type Scene, SUPPORT_CODE } from './scene'

const forgot = ({ page }: Scene, alert: AlertView | null = null, action = inert) => (
  <ForgotView page={page} action={action} initial={{ ...named(), alert }} returnTo={null} />
)

/** What only the browser notices, at a form that changes nothing. */
const noticed = ({ page }: Scene) => browserTexts(page, false, page.t('forgot.pageTitle'))

const sent = (
  { page, now }: Scene,
  rest: { initial?: ReturnType<typeof emptyForm>; nextAskAt?: Date | null; action?: FormAction } = {},
) => (
  <SentView
    page={page}
    onCode={rest.action ?? inert}
    onAsk={rest.action ?? inert}
    initial={rest.initial ?? named()}
    nextAskAt={rest.nextAskAt ?? null}
    returnTo={null}
    now={now}
  />
)

/** The states of the pages on which somebody asks for a message. */
export const ASK_STATES = {
  forgot: (scene) => forgot(scene),
  'every-page': (scene) => forgot(scene),
  'forgot-busy': (scene) => forgot(scene, null, onItsWay),
  'ask-too-many': (scene) => {
    const retryAt = new Date(scene.now.getTime() + 12 * MINUTE_MS)
    return forgot(scene, requestAlert(scene.page, { kind: 'too-many-attempts', retryAt }, SUPPORT_CODE))
  },
  'ask-check': (scene) => forgot(scene, botCheckAlert(scene.page, null)),
  'ask-check-wait': (scene) =>
    forgot(scene, botCheckAlert(scene.page, new Date(scene.now.getTime() + 9 * MINUTE_MS))),
  'ask-lost': (scene) => forgot(scene, noticed(scene).lost),
  'ask-no-answer': (scene) => forgot(scene, noticed(scene).noAnswer),
  sent: (scene) => sent(scene, { nextAskAt: new Date(scene.now.getTime() + 42_000) }),
  'sent-busy': (scene) => sent(scene, { action: onItsWay }),
  'sent-wait-over': (scene) => sent(scene, { nextAskAt: scene.now }),
  'sent-forgotten': (scene) => sent(scene, { initial: emptyForm() }),
} as const satisfies Record<string, Drawing>
