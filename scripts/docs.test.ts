import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n')

const textOf = (file: string) => readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '')

/** The anchors that GitHub makes of a document's headings. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\s-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}

/** The links of a document that lead nowhere within the repository. */
function brokenIn(file: string): string[] {
  const links = [...textOf(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
  return links.flatMap(([, path = '', anchor]) => {
    const target = path === '' ? file : join(dirname(file), path)
    if (!existsSync(target)) return [`${file}: ${path}`]
    if (anchor === undefined || statSync(target).isDirectory()) return []
    return anchorsOf(target).includes(anchor) ? [] : [`${file}: ${path}#${anchor}`]
  })
}

test('every link from one document to another, or to a file, leads somewhere', () => {
  expect(documents.length).toBeGreaterThan(20)
  expect(documents.flatMap(brokenIn)).toEqual([])
})

test('every source that the README names is defined once, and none without use', () => {
  const readme = readFileSync('README.md', 'utf8')
  const defined = [...readme.matchAll(/^\[([a-z]-[\w-]+)\]: https:/gm)].map(([, name]) => name)
  const used = [...readme.matchAll(/\]\[([a-z]-[\w-]+)\]/g)].map(([, name]) => name)
  expect(defined).toEqual([...new Set(defined)])
  expect([...new Set(used)].toSorted()).toEqual(defined.toSorted())
})

test('the README signs in to the console with the password of the demo', () => {
  const [, password] =
    /CONSOLE_PASSWORD = '([^']+)'/.exec(readFileSync('scripts/demo-pools.ts', 'utf8')) ?? []
  expect(password).toBeTruthy()
  expect(readFileSync('README.md', 'utf8')).toContain(`\`${password}\``)
})
