import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TenantFrame } from '@/app/[tenant]/frame'
import type { PageContext } from '@/app/[tenant]/page-context'
import { type PreviewState, previewStates } from '@/lib/brand/preview'
import { resolveBrand } from '@/lib/brand/schema'
import { ANYTHING } from '@/lib/console/words/find-text'
import { mailOfWord, stateOfWord, UNSEEN_WORDS } from '@/lib/console/words/word-homes'
import type { SignInWith } from '@/lib/i18n/catalogues'
import { languageOf } from '@/lib/i18n/languages'
import { loadOwnTexts } from '@/lib/i18n/own-texts'
import { loadTranslator } from '@/lib/i18n/translator'
import { ACTS } from '../acts'
import { pageIn } from '../full-page'
import { toldTranslator } from '../told-translator'
import { StatePage } from './state-page'

/** What only a running page shows, because somebody has to do something first; a browser's test looks at these. */
const ONLY_WHEN_RUNNING: Readonly<Record<string, string>> = {
  'forgot.busy': 'while it is sent',
  'sent.continuing': 'while it is sent',
  'sent.resending': 'while it is sent',
  'reset.busy': 'while it is sent',
  'reset.hide': 'once the password is shown',
  'reset.shown': 'once the password is shown',
  'reset.hidden': 'once it is hidden again',
  'reset.capsLock': 'with caps lock on',
  'reset.ruleMet': 'once a rule is met',
  'confirm.busy': 'while it is sent',
}

/** A tenant with as little as one can have. */
async function pageOf(state: PreviewState, said: Map<string, string>, signInWith: SignInWith) {
  const t = toldTranslator(await loadTranslator('en', {}, signInWith), said)
  const page: PageContext = {
    tenant: {
      slug: 'acme',
      name: 'Acme',
      continueUrl: null,
      support: { email: null, phone: null, url: null },
      signInWith,
      signOut: null,
    },
    brand: resolveBrand({}, 'Acme'),
    policy: {
      minimumLength: 8,
      requireUppercase: false,
      requireLowercase: false,
      requireNumbers: false,
      requireSymbols: false,
    },
    locale: 'en',
    offered: [languageOf('en')],
    t,
    path: () => '#',
    timeZone: null,
  }
  return pageIn(state, page)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const decoded = (html: string) => html.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
const shrunk = (text: string) => text.replace(/\s+/g, ' ')

/** What is drawn, what its controls are called, and what its translator said, in one state. */
async function drawn(state: PreviewState, signInWith: SignInWith) {
  const said = new Map<string, string>()
  const page = await pageOf(state, said, signInWith)
  const html = renderToStaticMarkup(
    <TenantFrame page={page}>
      <StatePage page={page} state={state} now={new Date('2026-11-30T10:31:00Z')} />
    </TenantFrame>,
  )
  const names = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, name = '']) => name)
  return {
    said,
    text: shrunk(decoded([html.replace(/<title>.*?<\/title>|<[^>]*>/g, ''), ...names].join('\n'))),
  }
}

/** Whether the drawing holds what was said for a key, with whatever was filled in. */
function shows({ said, text }: Awaited<ReturnType<typeof drawn>>, word: string): boolean {
  const words = said.get(word)
  if (words === undefined) return false
  if (/\.pageTitle$/.test(word) || word === 'common.errorTitle') return true
  const pieces = shrunk(words)
    .split(new RegExp(`${ANYTHING}|\\{[^{}]*\\}`))
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(pieces.join('.*')).test(text)
}

test.each(['email', 'phone', 'username'] as const)(
  'every text of the pages is drawn where the editor looks for it: %s',
  async (signInWith) => {
    const pages = new Map<PreviewState, Awaited<ReturnType<typeof drawn>>>()
    for (const state of previewStates) pages.set(state, await drawn(state, signInWith))
    const missing = Object.keys(await loadOwnTexts('en', signInWith)).filter((word) => {
      if (mailOfWord(word) !== null || Object.hasOwn(UNSEEN_WORDS, word)) return false
      const state = stateOfWord(word)
      const page = state === null ? undefined : pages.get(state)
      return page === undefined || !shows(page, word)
    })
    expect(missing.toSorted()).toEqual(Object.keys(ONLY_WHEN_RUNNING).toSorted())
  },
)

test('what only a running page shows is in a state that something is done for', () => {
  for (const word of Object.keys(ONLY_WHEN_RUNNING))
    expect(ACTS[stateOfWord(word) as PreviewState], word).toBeTypeOf('function')
})
