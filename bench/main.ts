import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { ensureBuilt, ensureInstalled } from '../scripts/prepare.mjs'
import { actions } from './action'
import { lookUps } from './activity'
import { askTimes } from './ask-time'
import { cold } from './cold'
import { confirmTimes } from './confirm-time'
import { files } from './files'
import { memory } from './memory'
import { pages } from './pages'
import { canMeasureProcesses } from './process-cost'
import { resetBytes } from './reset-bytes'
import { resets } from './resets'
import { type Findings, print, type Row } from './rows'
import { freshDemo, starts } from './start'

/**
 * `npm run bench`: what the portal costs, as ratios of things measured in the same run. `npm run bench -- pages start`
 * measures these parts only.
 */

type Part = { minutes: number; measure: () => Promise<Findings>; needs?: 'Linux' | 'PostgreSQL' | 'both' }

const parts: Record<string, Part> = {
  bytes: { minutes: 1, measure: resetBytes },
  pages: { minutes: 3, measure: pages, needs: 'Linux' },
  resets: { minutes: 2, measure: resets, needs: 'both' },
  start: { minutes: 1, measure: starts, needs: 'both' },
  cold: { minutes: 8, measure: cold, needs: 'both' },
  demo: { minutes: 1, measure: freshDemo, needs: 'Linux' },
  memory: { minutes: 2, measure: memory, needs: 'both' },
  files: { minutes: 1, measure: files, needs: 'PostgreSQL' },
  action: { minutes: 1, measure: actions },
  asks: { minutes: 4, measure: askTimes },
  confirms: { minutes: 5, measure: confirmTimes },
  activity: { minutes: 2, measure: lookUps, needs: 'PostgreSQL' },
}

const RESULTS = 'bench/results.json'

/** Why a part can't be measured here; null where it can. */
function lackOf({ needs }: Part): string | null {
  if ((needs === 'Linux' || needs === 'both') && !canMeasureProcesses) return 'reads /proc of Linux'
  const hasServer = Boolean(process.env.TEST_DATABASE_URL)
  return (needs === 'PostgreSQL' || needs === 'both') && !hasServer ? 'needs TEST_DATABASE_URL' : null
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Parts are: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
await ensureInstalled()
await ensureBuilt()

const wanted = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name))
const rows: Row[] = []
const figures: Record<string, unknown> = existsSync(RESULTS)
  ? JSON.parse(readFileSync(RESULTS, 'utf8')).figures
  : {}
for (const [name, part] of wanted) {
  const lack = lackOf(part)
  console.log(lack === null ? `${name}, about ${part.minutes} min …` : `${name} is left out: it ${lack}`)
  if (lack !== null) continue
  const found = await part.measure()
  rows.push(...found.rows)
  figures[name] = found
}
console.log()
print(rows)
const machine = { node: process.version, platform: platform(), arch: arch(), cores: cpus().length }
writeFileSync(RESULTS, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
