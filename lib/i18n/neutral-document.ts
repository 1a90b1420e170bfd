import 'server-only'
import { createHash } from 'node:crypto'
import { typesettingOf } from '../brand/scripts'
import { languageChoice, languageCookieNames } from '../http/page-address'
import { loadMessages, loadStartWords } from './catalogues'
import { type Locale, languageOf } from './languages'
import { localeOfRequest } from './request-locale'

/**
 * Whole pages without a tenant, also for when nothing can be rendered any more: no script, no request, one way on.
 *
 * `start`: the portal's own address, which belongs to no tenant and names none.
 * `failed`: a fault of ours that says nothing of what was done. `unknown`: the same while a password was being set. `away`: the
 * tenant can't be looked up. `not-found`: no page is at this address.
 */
export type NeutralKind = 'start' | 'failed' | 'unknown' | 'away' | 'not-found'

const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#1c2327;font:16px/var(--line,1.5) system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{box-sizing:border-box;max-inline-size:440px;margin-inline:auto;padding:56px 20px 40px}
h1{margin:0;font-size:24px;font-weight:600;line-height:var(--heading,1.25)}
p{margin:8px 0 0;color:#5e6468}
a{box-sizing:border-box;display:block;min-block-size:48px;margin-block-start:24px;padding:12px 20px;border-radius:10px;background:#2f4858;color:#fff;font-weight:600;line-height:var(--heading,1.4);text-align:center;text-decoration:none}
@media(prefers-color-scheme:dark){body{background:#15191b;color:#eceff0}p{color:#a4a8ab}a{background:#99b6c8;color:#011926}}`

const quoted = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)

function styleOf(locale: Locale): string {
  const { lineHeight, headingLineHeight, fonts, isOwnHand, wordBreak } = typesettingOf(languageOf(locale))
  const family = isOwnHand ? `body{font-family:${fonts.map((name) => `"${name}"`).join(',')},sans-serif}` : ''
  const breaking = wordBreak === null ? '' : `body{word-break:${wordBreak}}`
  return `${STYLE}${family}${breaking}:root{--line:${lineHeight};--heading:${headingLineHeight}}`
}

async function wordsOf(kind: NeutralKind, locale: Locale) {
  const { forgot, unavailable, unknown, notFound } = await loadMessages(locale)
  switch (kind) {
    case 'start':
      return { title: forgot.title, texts: [(await loadStartWords(locale)).lead], page: null }
    case 'unknown':
      return { title: unknown.title, texts: [unknown.stepSignIn, unknown.stepAsk], page: 'unknown' }
    case 'not-found':
      return { title: notFound.title, texts: [notFound.lead], page: null }
    case 'failed':
      return { title: unavailable.title, texts: [], page: 'unavailable' }
    case 'away':
      return { title: unavailable.title, texts: [unavailable.lead], page: 'unavailable' }
  }
}

async function againOf(page: string | null, locale: Locale): Promise<string> {
  if (page === null) return ''
  // An empty link opens the same address once more, with its ticket.
  return `<a href="">${quoted((await loadMessages(locale)).unavailable.again)}</a>`
}

const linkTo = ({ href, label }: { href: string; label: string }) =>
  `<a href="${quoted(href)}" lang="en">${quoted(label)}</a>`

export type NeutralDocument = { readonly html: string; readonly headers: Record<string, string> }

type Options = {
  /** Of an answer that already has a policy of the portal's: it counts, and not the one here. */
  nonce?: string | null
  /** A way on in place of the page's own, in English. */
  way?: { href: string; label: string } | null
}

/** One of these pages in a language, with the headers that it needs besides those of every answer. */
export async function neutralDocument(
  kind: NeutralKind,
  locale: Locale,
  { nonce = null, way = null }: Options = {},
): Promise<NeutralDocument> {
  const { title, texts, page } = await wordsOf(kind, locale)
  const style = styleOf(locale)
  const on = way === null ? await againOf(page, locale) : linkTo(way)
  const html = `<!DOCTYPE html>
<html lang="${locale}" dir="${languageOf(locale).direction}">
<head><meta charset="utf-8"><title>${quoted(title)}</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><style${nonce === null ? '' : ` nonce="${quoted(nonce)}"`}>${style}</style></head>
<body><main${page === null ? '' : ` data-page="${page}"`}><h1>${quoted(title)}</h1>${texts.map((text) => `<p>${quoted(text)}</p>`).join('')}${on}</main></body>
</html>
`
  const hash = createHash('sha256').update(style).digest('base64')
  return {
    html,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  }
}

/** The language that a raw request asks for: by its address, by its cookie, by its header, in this order. */
export function localeOfRawRequest(url: string, header: (name: string) => string | null): Locale {
  const asked = new URLSearchParams(url.split('?')[1] ?? '').get('lang')
  const cookies = (header('cookie') ?? '').split(/; */).map((pair) => pair.split('='))
  const names = [...languageCookieNames(true), ...languageCookieNames(false)]
  const remembered = names.map((name) => cookies.find(([each]) => each === name)?.[1]).find((each) => each)
  return localeOfRequest(languageChoice(asked, remembered), header('accept-language'))
}
