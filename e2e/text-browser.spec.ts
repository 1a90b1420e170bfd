import english from '../messages/en/pages.json' with { type: 'json' }
import { expect, test } from './fixtures'
import { NEW_PASSWORD } from './site'
import { hasW3m, type Reading, TextBrowser } from './text-browser'

// The promise: without any style sheet the pages are plain, and nothing on them is untrue.

test.skip(!hasW3m, 'w3m is not installed')

/** What is true only while something happens, or once something has. */
const notYet = [
  english.forgot.busy,
  english.sent.continuing,
  english.sent.resending,
  english.reset.busy,
  english.reset.ruleMet,
  english.reset.show,
  english.reset.hide,
  english.reset.capsLock,
]

const words = (html: string) => html.replace(/<[^>]*>/g, '').trim()

/** The words of the page's links, buttons, labels and items that follow one another directly. */
function neighbours(html: string): string[] {
  const parts = [...html.matchAll(/<(a|button|label|span|p|li|h1)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , part]) =>
    words(part ?? ''),
  )
  return parts.flatMap((part, index) => {
    const next = parts[index + 1]
    return part === '' || next === undefined || next === '' || part.includes(next) ? [] : [part + next]
  })
}

/** What nobody may read, whatever the page. */
function isTrue({ text, sight }: Reading): void {
  for (const untrue of notYet) expect(text, `${sight.page} says it too early`).not.toContain(untrue)
  for (const joined of neighbours(sight.html))
    expect(text, `${sight.page} runs words together`).not.toContain(joined)
}

for (const keepsCookies of [true, false]) {
  test(`a text browser that keeps ${keepsCookies ? '' : 'no '}cookies reads only what is so, from the ask to the new password`, {
    tag: keepsCookies ? [] : '@proof',
  }, async ({ site }) => {
    const person = site.person()
    const browser = new TextBrowser(site.portal.url, { keepsCookies })

    const forgot = await browser.open('/northwind/forgot')
    expect(forgot.text).toContain(english.forgot.title)
    isTrue(forgot)
    const empty = await browser.submit(forgot, 'username', { username: '' })
    expect(empty.sight.error).toBe('check')
    isTrue(empty)
    const sent = await browser.submit(empty, 'username', { username: person.username })
    expect([sent.sight.page, sent.text.includes(person.username)]).toEqual(['sent', true])
    isTrue(sent)

    const { link } = await site.newestMail(person)
    const reset = await browser.open((link ?? '').slice(site.portal.url.length))
    expect([reset.sight.page, reset.text.includes(person.username)]).toEqual(['reset', true])
    isTrue(reset)

    const rejected = await browser.submit(reset, 'password', { password: 'short' })
    expect(rejected.sight.error).toBe('password-rejected')
    isTrue(rejected)
    const done = await browser.submit(rejected, 'password', { password: NEW_PASSWORD })
    expect([done.sight.page, done.text.includes(english.done.title)]).toEqual(['done', true])
    isTrue(done)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  })
}

test('two ways on stand apart in a text browser, on the pages for when something went wrong', {
  tag: '@proof',
}, async ({ site }) => {
  const browser = new TextBrowser(site.portal.url, { keepsCookies: false })
  for (const path of [
    '/done',
    '/sent',
    '/reset',
    '/link',
    '/link?u=jane%40example.com&c={####}',
    '/nothing-here',
  ])
    isTrue(await browser.open(`/northwind${path}`))
})
