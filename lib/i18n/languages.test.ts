import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileLanguages } from '../../scripts/languages/compile'
import type { loadMessages } from './catalogues'
import type { offeredLocales } from './choose-locale'
import type { LOCALES, languageOf } from './languages'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('a folder in messages/ is all that a new language takes', () => {
  // Within the repository, so that its packages and compiler settings are found.
  const copy = join(root, `test-results/languages-${process.pid}`)
  const loaded = (path: string) => import(/* @vite-ignore */ join(copy, path))

  beforeAll(() => {
    mkdirSync(copy, { recursive: true })
    for (const folder of ['lib', 'messages'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true })
    rmSync(join(copy, 'lib/i18n/generated'), { recursive: true })
    cpSync(join(copy, 'messages/da'), join(copy, 'messages/pt-BR'), { recursive: true })
    const meta = { endonym: 'Português (Brasil)', direction: 'ltr', script: 'Latn', review: 'translated' }
    writeFileSync(join(copy, 'messages/pt-BR/meta.json'), JSON.stringify(meta))
    compileLanguages(copy)
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  test('for the menu and the choice of a page’s language', async () => {
    const languages: { LOCALES: typeof LOCALES; languageOf: typeof languageOf } =
      await loaded('lib/i18n/languages.ts')
    expect(languages.LOCALES).toContain('pt-BR')
    expect(languages.languageOf('pt-BR' as never)).toMatchObject({ endonym: 'Português (Brasil)' })
    const choice: { offeredLocales: typeof offeredLocales } = await loaded('lib/i18n/choose-locale.ts')
    expect(choice.offeredLocales(['pt', 'en-GB'])).toEqual(['pt-BR', 'en'])
  })

  test('for the words of pages and mails', async () => {
    const catalogues: { loadMessages: typeof loadMessages } = await loaded('lib/i18n/catalogues.ts')
    expect((await catalogues.loadMessages('pt-BR' as never)).forgot.title).toBe('Nulstil din adgangskode')
    const { loadMailWords } = await loaded('lib/mail/frame/words.ts')
    expect((await loadMailWords('pt-BR')).reset.button).toContain('adgangskode')
  })

  const compile = () => compileLanguages(copy)
  const region = (pages: object, meta: object = { parent: 'da', endonym: 'Dansk (Grønland)' }) => {
    const folder = join(copy, 'messages/da-GL')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta))
    writeFileSync(join(folder, 'pages.json'), JSON.stringify(pages))
  }

  test('and a region’s holds only what differs from its parent', async () => {
    region({ forgot: { title: 'Nulstil din kode' } })
    compile()
    const made = (file: string) =>
      JSON.parse(readFileSync(join(copy, 'lib/i18n/generated/messages/da-GL', file), 'utf8'))
    const danish = JSON.parse(readFileSync(join(copy, 'messages/da/pages.json'), 'utf8'))
    expect(made('pages.json')).toEqual({ ...danish, forgot: { ...danish.forgot, title: 'Nulstil din kode' } })
    expect(made('mail.json')).toEqual(JSON.parse(readFileSync(join(copy, 'messages/da/mail.json'), 'utf8')))
    expect(readFileSync(join(copy, 'lib/i18n/generated/pages.ts'), 'utf8')).toContain(
      '"da-GL": () => import(\'./messages/da-GL/pages.json\')',
    )

    region({ forgot: { title: danish.forgot.title } })
    expect(compile).toThrow(/da-GL\/pages\.json: forgot: title says what its parent says/)
    region({ forgot: { headline: 'Nulstil' } })
    expect(compile).toThrow(/da-GL\/pages\.json: forgot: its parent has no headline/)
    region({ forgot: 'Nulstil' })
    expect(compile).toThrow(/da-GL\/pages\.json: forgot is a text here/)
    rmSync(join(copy, 'messages/da-GL'), { recursive: true })
  })

  test('and one that is not whole is refused by name', () => {
    writeFileSync(join(copy, 'messages/pt-BR/meta.json'), '{"endonym":"Português","direction":"up"}')
    expect(compile).toThrow(/messages\/pt-BR\/meta\.json/)
  })
})

describe('the sources', () => {
  /** Files that name a language for a reason that a new language doesn't change. */
  const reasons: Record<string, string> = {
    'lib/i18n/languages.ts': 'the language that is spoken where nothing else is known',
    'lib/i18n/match-locale.ts': 'a former code of CLDR',
    'lib/tenants/brand/words-file.ts': 'the language that is translated from',
    'lib/console/dates.ts': 'the console writes dates in English',
    'lib/console/words/say.ts': 'the language of the console',
    'lib/tenants/schema.ts': 'what a tenant file that says nothing means',
    'lib/console/settings-form.ts': 'what a new tenant’s form begins with',
    'cli/aws/tenant-defaults.ts': 'the command line speaks English',
    'app/global-error.tsx': 'what is said where no page told its words',
    'lib/platform/weak-secret.ts': 'words that secrets are made of, among them an English one',
    'triggers/events.ts': 'an event for tests',
  }
  /** The console, the emulator and the last resort speak English, and write dates and numbers so. */
  const inEnglish = /\blang="en"|(?:Locale(?:Time)?String|DateTimeFormat)\(\s*'en(?:-GB)?'/g
  const tracked = execFileSync(
    'git',
    ['ls-files', 'app', 'lib', 'server', 'cli', 'triggers', 'emulator', '*.ts'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter(
      (path) =>
        /\.(tsx?|css)$/.test(path) && !/^(e2e|bench|scripts|infra)\/|\.test\.tsx?$|\/test-/.test(path),
    )

  test('name no language, so that no list has to grow', () => {
    const languages = '(?:ar|da|en|es|fr|ja|de|it|pt|zh|ko|he|fa|ur|hi|th|nl|sv|nb)'
    const named = new RegExp(`['"\`(]${languages}(?:-[A-Za-z]{2,4})?['"\`)]|:lang\\(`)
    const naming = tracked.filter((path) =>
      named.test(
        readFileSync(join(root, path), 'utf8')
          .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
          .replace(inEnglish, ''),
      ),
    )
    expect(tracked.length).toBeGreaterThan(200)
    expect(naming.filter((path) => !(path in reasons))).toEqual([])
    expect(Object.keys(reasons).filter((path) => !naming.includes(path))).toEqual([])
  })
})
