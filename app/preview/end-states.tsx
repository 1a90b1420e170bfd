import { DoneView } from '@/app/[tenant]/done/view'
import TenantError from '@/app/[tenant]/error'
import { ErrorWordsProvider } from '@/app/[tenant]/error-words'
import { errorWordsOf } from '@/app/[tenant]/error-words-of'
import { LinkProblemView } from '@/app/[tenant]/link-problem/view'
import { NotFoundView } from '@/app/[tenant]/not-found-view'
import { StandbyView } from '@/app/[tenant]/standby/view'
import { ForgottenView } from '@/app/[tenant]/unknown/forgotten-view'
import { UnknownView } from '@/app/[tenant]/unknown/view'
import type { Problem } from '@/lib/links/journey'
import type { UnknownReason } from '@/lib/outcome'
import { type Drawing, inert, PERSON, type Scene, SUPPORT_CODE } from './scene'

/** An address of an app that asked for the reset. */
const APP = '#app'

const unknown = ({ page, now }: Scene, why: UnknownReason, returnTo: string | null = null) => (
  <UnknownView
    page={page}
    receipt={{ at: now, why, returnTo, supportCode: SUPPORT_CODE }}
    entered={why === 'not-looked-up' ? { username: PERSON, code: '123456' } : null}
    action={inert}
    onAsk={inert}
  />
)

const problem = ({ page, now }: Scene, kind: Problem['kind'] | null) => (
  <LinkProblemView
    page={page}
    problem={
      kind && { kind, username: PERSON, newerAt: now, owner: { slug: 'contoso', name: 'Contoso Travel' } }
    }
    onAsk={inert}
    resetHref="#"
    ownerHref="#"
  />
)

/** The states of the pages with a result, and of those that lead nowhere. */
export const END_STATES = {
  unknown: (scene) => unknown(scene, 'answer-lost'),
  'unknown-earlier': (scene) => unknown(scene, 'used-before', APP),
  'unknown-not-looked-up': (scene) => unknown(scene, 'not-looked-up'),
  'unknown-forgotten': ({ page }) => <ForgottenView page={page} />,
  done: ({ page, now }) => <DoneView page={page} receipt={{ at: now, why: null, returnTo: null }} />,
  'done-return': ({ page, now }) => <DoneView page={page} receipt={{ at: now, why: null, returnTo: APP }} />,
  'done-already': ({ page, now }) => (
    <DoneView page={page} receipt={{ at: now, why: 'used-before', returnTo: null }} />
  ),
  'link-incomplete': (scene) => problem(scene, 'incomplete'),
  'link-expired': (scene) => problem(scene, 'expired'),
  'link-changed': (scene) => problem(scene, 'changed'),
  'link-foreign': (scene) => problem(scene, 'foreign'),
  'link-replaced': (scene) => problem(scene, 'replaced'),
  'link-forgotten': (scene) => problem(scene, null),
  'page-broken': ({ page }) => (
    <ErrorWordsProvider words={errorWordsOf(page)}>
      <TenantError error={Object.assign(new Error(), { digest: SUPPORT_CODE })} />
    </ErrorWordsProvider>
  ),
  standby: ({ page }) => <StandbyView page={page} isActive />,
  'not-found': ({ page }) => (
    <NotFoundView t={page.t} tenant={{ name: page.tenant.name, startHref: page.path('/forgot') }} />
  ),
} as const satisfies Record<string, Drawing>
