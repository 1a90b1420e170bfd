import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { flatTexts } from '../../../scripts/languages/texts'
import { literalTexts, namedIn } from './test-literals'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function sourcesBelow(...folders: string[]) {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length)),
  )
  return paths
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\/test-|\/generated\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

const folder = join(root, 'messages/en/console')
const catalogue = new Map(
  readdirSync(folder).flatMap((file) =>
    flatTexts(JSON.parse(readFileSync(join(folder, file), 'utf8')), basename(file, '.json')),
  ),
)

/** What stands in components all the same, and why. */
const NOT_TO_TRANSLATE: Readonly<Record<string, string>> = {
  R: 'the product’s mark',
  Rekey: 'the product’s name',
  'K7Q-2MX': 'an example of a support code',
  'eu-west-1_Ab12Cd34E': 'an example of a user pool’s ID',
  'reset.example.com': 'an example of a host',
  'https://app.example.com/sign-in': 'an example of an address',
  'A part of the page': 'names what was late, in the log',
  '/admin/sign-in': 'an address',
  'https:': 'how an address begins',
  'Only on the page that stands in while no tenant can be looked up, which no tenant’s words reach.':
    'tells the tests why',
}

test('no text stands in a source of the console', () => {
  const found = sourcesBelow('app/(console)', 'lib/console').flatMap(({ path, text }) =>
    literalTexts(path, text)
      .filter((literal) => !Object.hasOwn(NOT_TO_TRANSLATE, literal))
      .map((literal) => `${path}: ${literal}`),
  )
  expect(found).toEqual([])
})

describe('a text in a component is found', () => {
  test.each([
    ['<p>Not moved</p>', 'Not moved'],
    ['<a title="Not moved" />', 'Not moved'],
    ['<a aria-label={isOn ? "Not moved" : say("a.b")} />', 'Not moved'],
    [`<p>{count > 0 && \`\${count} not moved\`}</p>`, '{} not moved'],
    ['<Table heads={[say("a.b"), "Not moved"]} />', 'Not moved'],
    ['[{ value: 1, label: "Not moved" }]', 'Not moved'],
  ])('in %s', (source, text) => {
    expect(literalTexts('page.tsx', `const page = ${source}`)).toEqual([text])
  })

  test('and nothing else is', () => {
    const source = '<p className="grid gap-2" data-x="Yes">{say("a.b", { name: of("Ada") })} · {"→"}</p>'
    expect(literalTexts('page.tsx', source)).toEqual([])
  })
})

describe('the console’s catalogue', () => {
  test('has no text that nothing says', () => {
    const { texts, patterns, branches } = namedIn(
      sourcesBelow('app/(console)', 'app/preview', 'lib/console', 'lib/doctor'),
    )
    const unused = [...catalogue.keys()].filter(
      (key) =>
        !texts.has(key) &&
        !patterns.some((pattern) => pattern.test(key)) &&
        ![...branches].some((branch) => key.startsWith(`${branch}.`)),
    )
    expect(unused).toEqual([])
    expect(catalogue.size).toBeGreaterThan(500)
  })

  test('writes apostrophes, quotes and dots as print does', () => {
    const wrong = [...catalogue].filter(([, text]) => /\w'\w|"|\.\.\.|(?<!<[^>]*) {2}/.test(text))
    expect(wrong).toEqual([])
  })
})
