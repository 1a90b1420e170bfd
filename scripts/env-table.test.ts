import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EnvironmentSchema } from '../lib/platform/env'
import { environmentTable, withTable } from './env-table'

const readme = readFileSync('README.md', 'utf8')
const named = [...environmentTable().matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name)

/** Without the spaces and dashes with which the formatter aligns columns. */
const unpadded = (text: string) => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---')

test('the README holds the table of the variables that the portal reads (npm run env-table)', () => {
  expect(unpadded(readme)).toBe(unpadded(withTable(readme)))
})

test('each variable of the schema has one row', () => {
  const declared = [
    ...Object.keys(EnvironmentSchema.shape),
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
    'PORT',
    'HOST',
  ]
  expect(named.toSorted()).toEqual(declared.toSorted())
})

test('a row tells what is required, the default and the bounds, from the schema', () => {
  expect(environmentTable()).toMatch(/^\| `REKEY_SECRET` \| \*\*required\*\* \|/m)
  expect(environmentTable()).toMatch(/^\| `REKEY_KEEP_ALIVE_SECONDS` \| `65` \|.*From 1 to 3600 \|$/m)
})
