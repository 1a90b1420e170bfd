import { writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import { ensureBuilt, ensureInstalled } from '../scripts/prepare.mjs'
import { type ActionCost, actionOnPglite, actionOnPostgres } from './action'
import { type ActivityTimes, activityTimes } from './activity'
import { askTimes } from './ask-time'
import { pageBytes } from './bytes'
import { confirmTimes } from './confirm-time'
import { buildEmptyApp } from './empty-app'
import { startEmptyApp, startPortal } from './servers'
import { compareThroughput, type Throughput } from './throughput'
import type { AnswerTimes } from './timed-forms'

/** `npm run bench`: what the portal costs, as ratios of things measured in the same run. */

type Row = { what: string; value: string; target: string; isMet: boolean }

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
const ms = (value: number) => `${value.toFixed(2)} ms`

function costRow(where: string, { added, sdk, action }: ActionCost): Row {
  return {
    what: `the action over the bare SDK call, ${where}: p50 (p95 ${ms(added.p95)}; SDK ${ms(sdk.p50)}, action ${ms(action.p50)})`,
    value: ms(added.p50),
    target: '≤ 3 ms',
    isMet: added.p50 <= 3,
  }
}

function processorRow({ processorRatio }: Throughput): Row[] {
  if (processorRatio === null) return []
  const what = "/reset, processor time a request over an empty page's, gzip"
  const isMet = processorRatio <= 1.25
  return [{ what, value: `${processorRatio.toFixed(2)} ×`, target: '≤ 1.25 ×', isMet }]
}

function timeRows(done: string, { classes, perClass, firstByte, lastByte }: AnswerTimes): Row[] {
  const what = `${done}, ${classes.length} classes of ${perClass} people, to the`
  return [['first byte', firstByte] as const, ['last byte', lastByte] as const].flatMap(
    ([byte, { largestDistance, largestArea, areaErrors }]) => [
      {
        what: `${what} ${byte}: largest distance of two medians`,
        value: ms(largestDistance),
        target: '≤ 15 ms',
        isMet: largestDistance <= 15,
      },
      {
        what: `${what} ${byte}: largest |AUC − 0.5| (${largestArea.toFixed(3)}), in standard errors`,
        value: areaErrors.toFixed(2),
        target: '≤ 3.3',
        isMet: areaErrors <= 3.3,
      },
    ],
  )
}

function activityRows({ entries, p95 }: ActivityTimes): Row[] {
  return Object.entries(p95).map(([what, value]) => ({
    what: `console, among ${entries.toLocaleString('en')} entries on PostgreSQL: ${what}, p95`,
    value: ms(value),
    target: '≤ 300 ms',
    isMet: value <= 300,
  }))
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, value, target, isMet } of rows) {
    console.log(
      `${what.padEnd(width)}  ${value.padStart(9)}  ${target.padEnd(9)}  ${isMet ? 'met' : 'MISSED'}`,
    )
  }
}

await ensureInstalled()
await ensureBuilt()
console.log('Building an empty Next app to compare with …')
const emptyApp = await buildEmptyApp()
const empty = await startEmptyApp(emptyApp.folder)
const portal = await startPortal()
const server = process.env.TEST_DATABASE_URL
try {
  console.log('Measuring, about twelve minutes …')
  const bytes = { portal: await pageBytes(portal), empty: await pageBytes(empty) }
  const throughput = {
    gzip: await compareThroughput(portal, empty, 'gzip'),
    identity: await compareThroughput(portal, empty, 'identity'),
  }
  await Promise.all([portal.end(), empty.end()])
  const asks = await askTimes()
  const confirms = await confirmTimes()
  const action = {
    pglite: await actionOnPglite(),
    ...(server && { postgres: await actionOnPostgres(server) }),
  }
  const activity = server ? await activityTimes(server) : null

  const { html, renderBlocking, scriptGzipBytes } = bytes.portal
  const scriptRatio = scriptGzipBytes / bytes.empty.scriptGzipBytes
  const rows: Row[] = [
    {
      what: '/reset, HTML with its CSS, gzip',
      value: kilobytes(html.gzipBytes),
      target: '≤ 14 KB',
      isMet: html.gzipBytes <= 14 * 1024,
    },
    {
      what: '/reset, HTML with its CSS, brotli',
      value: kilobytes(html.brotliBytes),
      target: '≤ 14 KB',
      isMet: html.brotliBytes <= 14 * 1024,
    },
    {
      what: '/reset, elements that block painting',
      value: String(renderBlocking.length),
      target: '0',
      isMet: renderBlocking.length === 0,
    },
    {
      what: `/reset, JavaScript over an empty page's, gzip (${kilobytes(scriptGzipBytes)})`,
      value: `${scriptRatio.toFixed(3)} ×`,
      target: '≤ 1.05 ×',
      isMet: scriptRatio <= 1.05,
    },
    {
      what: "/reset, requests a second over an empty page's, gzip",
      value: `${throughput.gzip.ratio.toFixed(2)} ×`,
      target: '≥ 0.8 ×',
      isMet: throughput.gzip.ratio >= 0.8,
    },
    {
      what: "/reset, requests a second over an empty page's, not compressed",
      value: `${throughput.identity.ratio.toFixed(2)} ×`,
      target: '≥ 0.8 ×',
      isMet: throughput.identity.ratio >= 0.8,
    },
    ...processorRow(throughput.gzip),
    ...timeRows('asks at /forgot', asks),
    ...timeRows('refused presses on /confirm', confirms.press),
    ...timeRows('asks for a new mail at /confirm', confirms.freshMail),
    costRow('PGlite', action.pglite),
    ...(action.postgres ? [costRow('PostgreSQL', action.postgres)] : []),
    ...(activity === null ? [] : activityRows(activity)),
  ]
  console.log()
  print(rows)
  if (!server) console.log('\nWithout TEST_DATABASE_URL nothing was measured on PostgreSQL.')
  const machine = { node: process.version, platform: platform(), arch: arch(), cores: cpus().length }
  writeFileSync(
    'bench/results.json',
    `${JSON.stringify({ machine, rows, bytes, throughput, asks, confirms, action, activity }, null, 2)}\n`,
  )
} finally {
  await Promise.allSettled([portal.end(), empty.end()])
  emptyApp.remove()
}
