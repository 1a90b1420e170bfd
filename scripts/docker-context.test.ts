import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const allowed = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1))

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

/** A program with those that it imports, without comments and as bare words: `run('npm', ['run', 'x'])` reads as `run(npm run x)`. */
function program(file: string): string {
  const text = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '')
  const imported = [...text.matchAll(/from '\.\/([\w-]+\.mjs)'/g)].map(([, name]) => `scripts/${name}`)
  return [file, text.replace(/[',[\]]/g, ''), ...imported.map(program)].join(' ')
}

/** A script with everything that it runs by Node, by `npm run` and before itself, as npm does. */
function whole(name: string): string {
  const script = `${scripts[`pre${name}`] ?? ''} ${scripts[name] ?? ''}`
  const programs = [...script.matchAll(/\bnode (scripts\/[\w-]+\.mjs)/g)].map(([, file = '']) =>
    program(file),
  )
  const own = [script, ...programs].join(' ')
  const called = [...own.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, each = '']) => whole(each))
  return [own, ...called].join(' ')
}

/** What a TypeScript file imports from beside itself, and what that does. */
function importedBeside(file: string): string[] {
  const names = [...readFileSync(file, 'utf8').matchAll(/from '(\.\/[\w/-]+)'/g)]
  const imported = names.map(([, name = '']) => join(dirname(file), `${name}.ts`))
  return [...imported, ...imported.flatMap(importedBeside)]
}

test('the image is built with every file that its build names', () => {
  const named = [...whole('build').matchAll(/(?<=^|\s)(?!dist\/|\.)[\w-]+(?:\/[\w-]+)*\.(?:ts|mjs)(?=\s|$)/g)]
  const files = named.map(([file]) => file)
  expect(files).toContain('scripts/prepare.mjs')
  expect(files).toContain('server.ts')
  expect(files).toContain('triggers/custom-message.ts')
  const beside = files.filter((file) => /^scripts\/.*\.ts$/.test(file)).flatMap(importedBeside)
  expect(beside).toContain('scripts/languages/texts.ts')
  const missing = [...files, ...beside].filter(
    (file) => !allowed.some((each) => file === each || file.startsWith(`${each}/`)),
  )
  expect(missing).toEqual([])
})
