import type { Page } from '@playwright/test'
import type { FaultInput } from '../emulator/index'
import type { Person, Site, Slug } from './site'
import { ask, choose, field, onPage, sees, send } from './steps'

type Stage = { page: Page; site: Site; slug: Slug; person: Person }

/** A page, or a page in a state, and the way to it. The stage is one person's browser all along. */
export type State = {
  name: string
  open: (stage: Stage) => Promise<void>
  leave?: (stage: Stage) => Promise<void>
}

/** Opens the link of a fresh mail. */
async function arrive({ page, site, person }: Stage): Promise<void> {
  await page.goto((await site.mail(person)).link)
  await onPage(page, 'reset')
}

const error = (name: string, message = 'injected'): FaultInput => ({ kind: 'error', name, message })

const refusals: Record<string, FaultInput> = {
  'code-rejected': error('CodeMismatchException'),
  'password-rejected': error(
    'InvalidPasswordException',
    'Password did not conform with policy: Password not long enough',
  ),
  'password-reused': error('PasswordHistoryPolicyViolationException'),
  'too-many-attempts': error('LimitExceededException'),
  busy: error('TooManyRequestsException'),
  blocked: { kind: 'not-json' },
  misconfigured: error('ResourceNotFoundException'),
}

/** One answer of Cognito's to this person is spoilt. */
function spoil({ site, person }: Stage, operation: string, fault: FaultInput): void {
  site.emulator.faults.add({ ...fault, operation, username: person.username, times: 1 })
}

function refused([name, fault]: [string, FaultInput]): State {
  return {
    name: `reset-${name}`,
    open: async (stage) => {
      await arrive(stage)
      spoil(stage, 'ConfirmForgotPassword', fault)
      await choose(stage.page)
      await sees(stage.page, name)
    },
  }
}

function notSent([name, fault]: [string, FaultInput]): State {
  return {
    name: `forgot-${name}`,
    open: async (stage) => {
      spoil(stage, 'ForgotPassword', fault)
      await ask(stage.page, stage.slug, stage.person.username)
      await sees(stage.page, name)
    },
  }
}

const visit = (name: string, path: string): State => ({
  name,
  open: async ({ page, slug }) => void (await page.goto(`/${slug}${path}`)),
})

/** What one brand can look different in. */
export const mainStates: State[] = [
  visit('forgot', '/forgot'),
  {
    name: 'forgot-check',
    open: async ({ page, slug }) => {
      await page.goto(`/${slug}/forgot`)
      await send(page)
      await sees(page, 'check')
    },
  },
  {
    name: 'sent',
    open: async ({ page, slug, person }) => {
      await ask(page, slug, person.username)
      await onPage(page, 'sent')
    },
  },
  { name: 'reset-link', open: arrive },
  {
    name: 'reset-typing',
    open: async ({ page }) => {
      await field(page, 'password').fill('abcDEF123')
      await page.locator('button.reveal').click()
    },
  },
  {
    name: 'done',
    open: async (stage) => {
      await arrive(stage)
      await choose(stage.page, `Neue-Parole-${stage.slug}-1`)
      await onPage(stage.page, 'done')
    },
  },
  {
    name: 'unknown',
    open: async (stage) => {
      await arrive(stage)
      spoil(stage, 'ConfirmForgotPassword', { kind: 'drop-before' })
      await choose(stage.page)
      await onPage(stage.page, 'unknown')
    },
  },
  visit('link-problem', '/link'),
  visit('confirm', '/confirm'),
  visit('confirm-ask', '/confirm?ask=1'),
  visit('not-found', '/nothing-here'),
  refused(['code-rejected', error('CodeMismatchException')]),
  refused(['busy', error('TooManyRequestsException')]),
]

/** The rest: the same parts with other words, and what is rare. */
export const furtherStates: State[] = [
  notSent(['busy', error('TooManyRequestsException')]),
  notSent(['blocked', { kind: 'not-json' }]),
  {
    name: 'sent-check',
    open: async ({ page, slug, person }) => {
      await ask(page, slug, person.username)
      await onPage(page, 'sent')
      await send(page)
      await sees(page, 'check')
    },
  },
  visit('reset-code', '/reset'),
  visit('reset-stale', '/reset?stale=1'),
  {
    name: 'reset-check',
    open: async ({ page, slug }) => {
      await page.goto(`/${slug}/reset`)
      await send(page)
      await sees(page, 'check')
    },
  },
  visit('reset-without-name', '/link?u=jane+doe@example.com&c=123456'),
  visit('reset-without-code', '/link?u=jane%40example.com&c={####}'),
  ...Object.entries(refusals)
    .filter(([name]) => name !== 'code-rejected' && name !== 'busy')
    .map(refused),
  {
    name: 'reset-sending',
    open: async (stage) => {
      await arrive(stage)
      spoil(stage, 'ConfirmForgotPassword', { kind: 'hang' })
      await choose(stage.page)
      await stage.site.emulator.faults.hung()
      await stage.page.locator('button[data-busy="true"]').waitFor()
    },
    leave: async ({ page, site }) => {
      site.emulator.faults.release()
      await onPage(page, 'done')
    },
  },
  {
    name: 'reset-lost',
    open: async (stage) => {
      await arrive(stage)
      const posts = (url: URL) => url.pathname.endsWith('/reset')
      await stage.page.route(posts, (route) =>
        route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback(),
      )
      await choose(stage.page)
      await sees(stage.page, 'lost')
      await stage.page.unroute(posts)
    },
  },
  {
    name: 'reset-offline',
    open: async (stage) => {
      await arrive(stage)
      await stage.page.context().setOffline(true)
      await choose(stage.page)
      await sees(stage.page, 'offline')
      await stage.page.context().setOffline(false)
    },
  },
  {
    name: 'unknown-earlier',
    open: async (stage) => {
      const { path } = await stage.site.mail(stage.person)
      await stage.page.goto(path)
      spoil(stage, 'ConfirmForgotPassword', { kind: 'drop-after-commit' })
      await choose(stage.page, `Andere-Parole-${stage.slug}-2`)
      await onPage(stage.page, 'unknown')
      await stage.page.goto(path)
      await choose(stage.page)
      await onPage(stage.page, 'unknown')
    },
  },
]
