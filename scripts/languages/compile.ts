import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { pseudo } from './pseudo'
import { mapTexts, overParent, type Texts } from './texts'
import { writeChanged } from './write-changed'

const isCanonical = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}

/** What a `meta.json` may say; what each means is told in `messages/README.md`. */
const Meta = z.strictObject({
  endonym: z.string().trim().min(1).max(40),
  direction: z.enum(['ltr', 'rtl']),
  script: z.string().regex(/^[A-Z][a-z]{3}$/),
  subset: z.enum(['vietnamese']).optional(),
  fonts: z.array(z.string().regex(/^[A-Za-z0-9 ]+$/)).optional(),
  lineHeight: z.number().min(1).max(3).optional(),
  headingLineHeight: z.number().min(1).max(3).optional(),
  parent: z.string().optional(),
  letters: z
    .string()
    .regex(/^\p{L}*$/u)
    .optional(),
  review: z.enum(['source', 'translated', 'second look', 'translated back', 'native']),
  doubts: z.array(z.string().min(1)).optional(),
})
type Meta = z.infer<typeof Meta>

const FILES = ['pages.json', 'mail.json'] as const

function parsedMeta(file: string, given: unknown): Meta {
  const parsed = Meta.safeParse(given)
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Made out of English for the tests: longer, with accents, in either direction. No tenant can offer them. */
const PSEUDO = {
  'en-XA': { endonym: 'Éñglísh (lóñgér)', direction: 'ltr', script: 'Latn' },
  'en-XB': { endonym: 'Éñglísh (mírróréd)', direction: 'rtl', script: 'Latn' },
} as const satisfies Record<string, Omit<Meta, 'review'>>

const rows = (names: readonly string[], entryOf: (tag: string) => string) =>
  names.map((tag) => `  ${JSON.stringify(tag)}: ${entryOf(tag)},\n`).join('')

/**
 * Makes the table of languages out of the names of the folders in `messages/`, as modules that say in so many words what
 * to load: no bundler has to guess at a path, and each language becomes a file of its own.
 *
 * @param root of the repository
 * @returns the tags of the languages
 * @throws Error that names the file which is not whole
 */
export function compileLanguages(root: string): readonly string[] {
  const messages = join(root, 'messages')
  const target = join(root, 'lib/i18n/generated')

  const tags = readdirSync(messages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // Git leaves an emptied folder behind if it contained anything untracked.
    .filter((name) => readdirSync(join(messages, name)).length > 0)
    .sort()

  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))

  function metaOf(tag: string): Meta {
    if (!isCanonical(tag)) throw new Error(`messages/${tag}: is not a canonical language tag`)
    const file = `messages/${tag}/meta.json`
    const own = read(file)
    if (own.parent === undefined) return parsedMeta(file, own)
    const parent = read(`messages/${own.parent}/meta.json`)
    if (parent.parent !== undefined) throw new Error(`${file}: its parent is a region of another language`)
    return parsedMeta(file, { ...parent, ...own })
  }

  const write = (name: string, text: string) => writeChanged(join(target, name), text)

  /** Keeps made texts beside the modules that load them. */
  const writeTexts = (tag: string, file: string, texts: Texts) =>
    write(`messages/${tag}/${file}`, `${JSON.stringify(texts, null, 2)}\n`)

  const languages = new Map(tags.map((tag) => [tag, metaOf(tag)]))
  const isMade = (tag: string) => tag in PSEUDO || languages.get(tag)?.parent !== undefined
  for (const file of FILES) {
    for (const [tag, { parent }] of languages) {
      if (parent === undefined) continue
      const own = `messages/${tag}/${file}`
      const texts = existsSync(join(root, own)) ? read(own) : {}
      writeTexts(tag, file, overParent(read(`messages/${parent}/${file}`), texts, own))
    }
    for (const tag of Object.keys(PSEUDO))
      writeTexts(tag, file, mapTexts(read(`messages/en/${file}`), pseudo))
  }

  /** What the portal itself reads of a language. */
  function used(tag: string): string {
    const { parent: _p, letters: _l, review: _r, doubts: _d, ...rest } = languages.get(tag) ?? ({} as Meta)
    return JSON.stringify(rest)
  }

  function reviewOf(tag: string): string {
    const { review, doubts = [] } = languages.get(tag) ?? ({} as Meta)
    return JSON.stringify({ level: review, doubts })
  }

  /** A map from tags to functions that load one file of the language's folder. The type checks each against English. */
  const loaders = (
    map: string,
    type: string,
    file: string,
  ) => `import type english from '../../../messages/en/${file}'

export type ${type} = typeof english

export const ${map} = {
${rows(
  [...tags, ...Object.keys(PSEUDO)],
  (tag) => `() => import('${isMade(tag) ? '.' : '../../..'}/messages/${tag}/${file}')`,
)}} satisfies Record<string, () => Promise<{ default: ${type} }>>
`

  write(
    'languages.ts',
    `export const languages = {\n${rows(tags, used)}} as const

export const pseudoLanguages = {\n${rows(Object.keys(PSEUDO), (tag) => JSON.stringify(PSEUDO[tag as keyof typeof PSEUDO]))}} as const\n`,
  )
  // Apart from the table, which browsers load, too.
  write('reviews.ts', `export const reviews = {\n${rows(tags, reviewOf)}}\n`)
  write('pages.ts', loaders('catalogues', 'Catalogue', 'pages.json'))
  write('mail.ts', loaders('mailWords', 'MailWords', 'mail.json'))
  return tags
}
