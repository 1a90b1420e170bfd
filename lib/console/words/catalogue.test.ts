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
  'page for operator': 'a reason in the audit log',
  'page for an entry': 'a reason in the audit log',
  'openid email profile': 'what a sign-in asks for',
  'there is no refresh token': 'a reason in the log',
  'rekey secrets rotate': 'a command',
  'Keeping what the doctor said': 'names what was late, in the log',
  'Reading what the doctor said': 'names what was late, in the log',
  'Reading a picture': 'names what was late, in the log',
  'black or white': 'a pair of colours, of which the console speaks by a name of its own',

  'password-rejected': 'a state of the preview',
  '#help': 'an address',
  'Contoso Travel': 'the name of a tenant that there is only in the preview',
  'Only in browsers without scripts, and the preview is one with them.': 'tells the tests why',
}

/** What makes texts that the console shows, outside of its own folders. */
const SHARED = [
  'app/preview',
  'lib/brand',
  'lib/doctor',
  'lib/tenants/brand',
  'lib/tenants/pictures',
  'lib/tenants/settings',
]
const SCHEMAS = ['lib/tenants/schema.ts', 'lib/tenants/web-address.ts']
/** Names of fonts. */
const NAMES = ['lib/brand/fonts.ts', 'lib/brand/scripts.ts']

const isRule = (name: string) => catalogue.has(`refusals.rule.${name}`)

test('no text stands in a source of the console', () => {
  const shared = sourcesBelow('lib/tenants').filter(({ path }) => SCHEMAS.includes(path))
  const sources = [...sourcesBelow('app/(console)', 'lib/console', ...SHARED), ...shared]
  const found = sources
    .filter(({ path }) => !NAMES.includes(path))
    .flatMap(({ path, text }) =>
      literalTexts(path, text)
        .filter((literal) => !Object.hasOwn(NOT_TO_TRANSLATE, literal) && !isRule(literal))
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
    ['<Section summary={count === 0 ? "none" : say("a.b")} />', 'none'],
    ['invalid("slug", "is taken")', 'is taken'],
    ['[who + " saved the draft", "saved the draft"]', 'saved the draft'],
    ['z.string().min(1, { error: "is empty" })', 'is empty'],
  ])('in %s', (source, text) => {
    expect(literalTexts('page.tsx', `const page = ${source}`)).toEqual([text])
  })

  test('and nothing else is', () => {
    const source =
      '<p className="grid gap-2" data-x="Yes">{say("a.b", { name: of("Ada") })} · {"→"} {sql`select all of it`}</p>'
    expect(literalTexts('page.tsx', source)).toEqual([])
  })
})

describe('the console’s catalogue', () => {
  test('has no text that nothing says', () => {
    const { texts, patterns, branches } = namedIn(
      sourcesBelow('app/(console)', 'app/preview', 'lib/console', 'lib/doctor', 'lib/tenants'),
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

  test('has what each rule of a schema is called, and no rule that no schema has', () => {
    const sources = sourcesBelow('lib/brand', 'lib/tenants').map(({ text }) => text)
    const named = sources.flatMap((text) =>
      [...text.matchAll(/\{ error: '(\w+)'|^\s+error: '(\w+)',$|regionFault = \{ error: '(\w+)'/gm)].flatMap(
        (match) => match.slice(1).filter(Boolean),
      ),
    )
    const rules = [...catalogue.keys()].flatMap((key) => /^refusals\.rule\.(\w+)$/.exec(key)?.[1] ?? [])
    expect([...new Set(named)].sort()).toEqual(rules.sort())
  })

  test('writes apostrophes, quotes and dots as print does', () => {
    const wrong = [...catalogue].filter(([, text]) => /\w'\w|"|\.\.\.|(?<!<[^>]*) {2}/.test(text))
    expect(wrong).toEqual([])
  })
})
