import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { ADMIN_ACTIONS } from '@/lib/console/auth/actions-table'

const named = (name: string) =>
  readdirSync('app/(console)/admin', { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === name)
    .map((file) => join('app/(console)/admin', file))

const files = named('actions.ts')
const sources = files.map((file) => readFileSync(file, 'utf8'))

// Ending one's own session needs no role, and a search finds no more than whoever asks may see.
const free = ['signOut', 'search']

test('every server action of the console is wrapped, so that it finds out for itself who may', () => {
  expect(files.length).toBeGreaterThan(1)
  const exported = sources.flatMap((source) => [
    ...source.matchAll(/^export (?:const|async function) (\w+)(.*)$/gm),
  ])
  const unwrapped = exported.filter(
    ([, , rest]) => !/= (?:adminAction|operatorAction|personalAction)\(/.test(rest ?? ''),
  )
  expect(unwrapped.map(([, name]) => name)).toEqual(free)
})

test('every right of the table is asked for by an action or a route, and by one alone', () => {
  const routes = named('route.ts').map((file) => readFileSync(file, 'utf8'))
  const all = [...sources, ...routes].join('\n')
  const asked = [...all.matchAll(/(?:adminAction|operatorAction|permit|event:)\s*\(?\s*'([a-z]+\.[a-z_]+)'/g)]
  const names = new Set(asked.map(([, name]) => name))
  expect(Object.keys(ADMIN_ACTIONS).filter((name) => !names.has(name))).toEqual([])
})
