import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadMessages } from './catalogues'
import { directionOf, LOCALES } from './languages'
import { localeOfRawRequest, neutralDocument } from './neutral-document'

const KINDS = ['start', 'failed', 'unknown', 'away', 'not-found'] as const
const from = (headers: Record<string, string>) => (name: string) => headers[name] ?? null

describe.each(LOCALES)('a page without a tenant in %s', (locale) => {
  test('says its language and direction, and is allowed its own style sheet and nothing else', async () => {
    for (const kind of KINDS) {
      const { html, headers } = await neutralDocument(kind, locale)
      expect(html).toContain(`<html lang="${locale}" dir="${directionOf(locale)}">`)
      expect(html).not.toMatch(/<script|src=|url\(|https?:|\{\w+\}/)
      const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? ''
      const hash = createHash('sha256').update(style).digest('base64')
      expect(headers['Content-Security-Policy']).toContain(`style-src 'sha256-${hash}'`)
    }
  })

  test('says that nothing was changed only where that is so', async () => {
    const { unavailable, unknown } = await loadMessages(locale)
    const htmlOf = async (kind: (typeof KINDS)[number]) => (await neutralDocument(kind, locale)).html
    expect(await htmlOf('away')).toContain(unavailable.lead)
    for (const kind of ['failed', 'unknown'] as const)
      expect(await htmlOf(kind)).not.toContain(unavailable.lead)
    expect(await htmlOf('unknown')).toContain(unknown.stepSignIn)
  })
})

test('a page under a policy of the portal’s is styled by its nonce, and leads where it is told', async () => {
  const way = { href: '/admin', label: 'Console' }
  const { html } = await neutralDocument('start', 'de', { nonce: 'a"b', way })
  expect(html).toContain('<style nonce="a&#34;b">')
  expect(html).toContain('<a href="/admin" lang="en">Console</a>')
  const { html: alone } = await neutralDocument('start', 'de')
  expect(alone).toContain('<style>')
  expect(alone).not.toContain('<a ')
})

test('the address comes before an earlier choice, and that before the browser', () => {
  const headers = { cookie: 'a=b; __Host-rekey_language=ja', 'accept-language': 'de, en;q=0.5' }
  expect(localeOfRawRequest('/acme/forgot?x=1&lang=zh_tw', from(headers))).toBe('zh-Hant')
  expect(localeOfRawRequest('/acme/forgot?lang=%00', from({ ...headers, cookie: 'rekey_language=ja' }))).toBe(
    'ja',
  )
  expect(localeOfRawRequest('/', from({ 'accept-language': 'de' }))).toBe('de')
  expect(localeOfRawRequest('/', from({}))).toBe('en')
})
