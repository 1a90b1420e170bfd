import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import compile from 'icu-minify/compile'
import type { CompiledMessage } from 'icu-minify/format'
import { flatTexts, type Texts } from './texts'
import { writeChanged } from './write-changed'

/** As `icu-minify` numbers them in a compiled message. */
const [SELECT, PLURAL, ORDINAL, NUMBER, DATE, TIME] = [1, 2, 3, 4, 5, 6]
const COUNTED: readonly unknown[] = [PLURAL, ORDINAL, NUMBER]
const DATED: readonly unknown[] = [DATE, TIME]

/** The types of what a compiled message is filled in with, by name. */
function fillingOf(message: CompiledMessage): ReadonlyMap<string, string> {
  const filling = new Map<string, string>()
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [name, type, ...rest] = node
    if (typeof name !== 'string') return
    if (type === undefined) filling.set(name, filling.get(name) ?? 'string | number')
    else if (COUNTED.includes(type) || DATED.includes(type) || type === SELECT) {
      const options: Record<string, unknown> = rest[0] ?? {}
      if (COUNTED.includes(type)) filling.set(name, 'number')
      else if (DATED.includes(type)) filling.set(name, 'Date')
      else
        filling.set(
          name,
          'other' in options && Object.keys(options).length === 1 ? 'string' : selected(options),
        )
      if (type !== NUMBER && !DATED.includes(type)) Object.values(options).forEach(visitAll)
    } else {
      filling.set(name, 'Tag')
      visitAll([type, ...rest])
    }
  }
  const visitAll = (nodes: unknown): void => {
    if (Array.isArray(nodes)) nodes.forEach(visit)
  }
  visitAll(message)
  return filling
}

const selected = (options: Record<string, unknown>) =>
  Object.keys(options)
    .map((option) => (option === 'other' ? '(string & {})' : JSON.stringify(option)))
    .join(' | ')

const typed = (entries: readonly (readonly [string, ReadonlyMap<string, string>])[]) =>
  entries
    .map(
      ([key, filling]) =>
        `  ${JSON.stringify(key)}: { ${[...filling].map(([name, type]) => `${JSON.stringify(name)}: ${type}`).join('; ')} }\n`,
    )
    .join('')

/** What every section may say, too. */
const SHARED = 'common'

function moduleOf(section: string, texts: ReadonlyMap<string, CompiledMessage>): string {
  const fillings = [...texts].map(([key, message]) => [key, fillingOf(message)] as const)
  const hasTag = (filling: ReadonlyMap<string, string>) => [...filling.values()].includes('Tag')
  const isShared = section === SHARED
  return `import type { ReactNode } from 'react'
import { sayFrom } from '../say'
${isShared ? '' : `import { type Plain as CommonPlain, type Rich as CommonRich, texts as common } from './${SHARED}'\n`}
type Tag = (content: ReactNode) => ReactNode
export type Plain = ${isShared ? '' : 'CommonPlain & '}{
${typed(fillings.filter(([, filling]) => !hasTag(filling)))}}
export type Rich = ${isShared ? '' : 'CommonRich & '}{
${typed(fillings.filter(([, filling]) => hasTag(filling)))}}
export type Key = keyof Plain

export const texts = {${isShared ? '' : '\n  ...common,'}
${[...texts].map(([key, message]) => `  ${JSON.stringify(key)}: ${JSON.stringify(message)},\n`).join('')}} as const

/** Says the console's texts below \`${section}\`${isShared ? '' : ` and \`${SHARED}\``}, of \`messages/en/console/${section}.json\`. */
export const say = sayFrom<Plain, Rich>(texts as never)
`
}

/**
 * Makes a module of each section of the console's catalogue, with its messages compiled and their types, so that a
 * component carries the sections that it speaks and no parser.
 *
 * @param root of the repository
 * @returns how many texts there are
 * @throws Error that names the text which is no message
 */
export function compileConsole(root: string): number {
  const folder = join(root, 'messages/en/console')
  let count = 0
  for (const file of readdirSync(folder).sort()) {
    const section = basename(file, '.json')
    const given: Texts = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const compiled = new Map<string, CompiledMessage>()
    for (const [key, text] of flatTexts(given, section)) {
      try {
        compiled.set(key, compile(text))
      } catch (error) {
        throw new Error(`messages/en/console/${file}: ${key} is no message`, { cause: error })
      }
    }
    count += compiled.size
    writeChanged(join(root, 'lib/console/words/generated', `${section}.ts`), moduleOf(section, compiled))
  }
  return count
}
