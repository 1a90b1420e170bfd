import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Makes the table of languages out of the names of the folders in `messages/`, as modules that say in so many words what
 * to load: no bundler has to guess at a path, and each language becomes a file of its own. Run by `npm run generate`.
 *
 *   tsx scripts/compile-languages.ts [root of the repository]
 */

const isCanonical = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}

/** What a `meta.json` may say; what each means is told in `lib/brand/scripts.ts` and `lib/i18n/languages.ts`. */
const Meta = z.strictObject({
  endonym: z.string().trim().min(1).max(40),
  direction: z.enum(['ltr', 'rtl']),
  script: z.string().regex(/^[A-Z][a-z]{3}$/),
  subset: z.enum(['vietnamese']).optional(),
  fonts: z.array(z.string().regex(/^[A-Za-z0-9 ]+$/)).optional(),
  lineHeight: z.number().min(1).max(3).optional(),
  headingLineHeight: z.number().min(1).max(3).optional(),
  letters: z
    .string()
    .regex(/^\p{L}*$/u)
    .optional(),
})

const root = process.argv[2] ?? '.'
const messages = join(root, 'messages')
const target = join(root, 'lib/i18n/generated')

const tags = readdirSync(messages, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  // Git leaves an emptied folder behind if it contained anything untracked.
  .filter((name) => readdirSync(join(messages, name)).length > 0)
  .sort()

function metaOf(tag: string): string {
  if (!isCanonical(tag)) throw new Error(`messages/${tag}: is not a canonical language tag`)
  const file = `messages/${tag}/meta.json`
  const parsed = Meta.safeParse(JSON.parse(readFileSync(join(root, file), 'utf8')))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  // Only tests read the letters.
  const { letters: _letters, ...used } = parsed.data
  return JSON.stringify(used)
}

const rows = (entryOf: (tag: string) => string) =>
  tags.map((tag) => `  ${JSON.stringify(tag)}: ${entryOf(tag)},\n`).join('')

/** A map from tags to functions that load one file of the language's folder. The type checks each against English. */
const loaders = (
  map: string,
  type: string,
  file: string,
) => `import type english from '../../../messages/en/${file}'

export type ${type} = typeof english

export const ${map} = {
${rows((tag) => `() => import('../../../messages/${tag}/${file}')`)}} satisfies Record<string, () => Promise<{ default: ${type} }>>
`

mkdirSync(target, { recursive: true })
function write(name: string, text: string): void {
  const file = join(target, name)
  // Tests may be reading it at this moment, so an unchanged file is not rewritten.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}
write('languages.ts', `export const languages = {\n${rows(metaOf)}} as const\n`)
write('pages.ts', loaders('catalogues', 'Catalogue', 'pages.json'))
write('mail.ts', loaders('mailWords', 'MailWords', 'mail.json'))
process.stdout.write(`${tags.length} languages: ${tags.join(' ')}\n`)
