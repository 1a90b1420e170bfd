import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withTable } from './env-table'

/** Writes the README's table of variables from the schema that the portal reads its environment with. */
const file = fileURLToPath(new URL('../README.md', import.meta.url))
writeFileSync(file, withTable(readFileSync(file, 'utf8')))
execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' })
