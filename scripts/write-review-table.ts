import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withReviewTable } from './review-table'

/** Writes the table of languages, levels and doubts into messages/README.md. */
const file = fileURLToPath(new URL('../messages/README.md', import.meta.url))
writeFileSync(file, withReviewTable(readFileSync(file, 'utf8')))
execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' })
