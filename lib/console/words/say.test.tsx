import compile from 'icu-minify/compile'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { languageName, sayFrom } from './say'

type Tag = (content: ReactNode) => ReactNode
type Plain = {
  'page.title': Record<never, never>
  'page.found': { count: number }
  'page.of': { first: number; total: number }
  'page.name': { name: string }
}
type Rich = { 'page.again': { link: Tag; when: Tag; name: string } }

const say = sayFrom<Plain, Rich>({
  'page.title': compile('Pages'),
  'page.found': compile('{count, plural, =0 {Nothing} one {# page} other {# pages}}'),
  'page.of': compile('{first, number} of {total, number}'),
  'page.name': compile('It is called {name}'),
  'page.again': compile('{name}: <link>sign in</link> after <when></when>.'),
})

test('a text is said as it stands, with what fills it in', () => {
  expect(say('page.title')).toBe('Pages')
  expect(say('page.name', { name: '{name} <b>' })).toBe('It is called {name} <b>')
})

test('counts have their form and their digits', () => {
  expect([0, 1, 2, 1234].map((count) => say('page.found', { count }))).toEqual([
    'Nothing',
    '1 page',
    '2 pages',
    '1,234 pages',
  ])
  expect(say('page.of', { first: 26, total: 10_000 })).toBe('26 of 10,000')
})

test('a text with tags is drawn around them, and React misses no keys', () => {
  const complaint = vi.spyOn(console, 'error')
  const drawn = say.rich('page.again', {
    name: 'Ada',
    link: (text) => <a href="/in">{text}</a>,
    when: () => <time>10:31</time>,
  })
  expect(renderToStaticMarkup(<p>{drawn}</p>)).toBe(
    '<p>Ada: <a href="/in">sign in</a> after <time>10:31</time>.</p>',
  )
  expect(complaint).not.toHaveBeenCalled()
})

test('what data names is said where there is a text for it', () => {
  expect(say.find('page', 'title')).toBe('Pages')
  expect(say.find('page', 'constructor')).toBeNull()
})

test('a key or a value that is not there is refused, by the compiler too', () => {
  // @ts-expect-error no such key
  expect(() => say('page.nothing')).toThrow('page.nothing')
  // @ts-expect-error nothing fills it in
  expect(() => say('page.name')).toThrow()
})

test('a language is called by its name, and what is none by itself', () => {
  expect([languageName('pt-BR'), languageName('not a tag')]).toEqual(['Brazilian Portuguese', 'not a tag'])
})
