// Runs the steps of a check in parallel as far as their dependencies allow, and reports at the end which passed.
import { stripVTControlCharacters } from 'node:util'
import { run } from './prepare.mjs'

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`
const HEARTBEAT_MS = 30_000
const LAST_LINES = 40
const MOST_LINES = 200

/** The end of what a failed step said; of Vitest's output, from its list of the failures on. */
function endOf(said) {
  const lines = said.trimEnd().split('\n')
  const failures = lines.findIndex((line) =>
    /⎯ Failed (Suites|Tests) \d/.test(stripVTControlCharacters(line)),
  )
  const last = lines.length - LAST_LINES
  const from = failures === -1 ? last : Math.min(failures, last)
  return lines.slice(Math.max(from, 0)).slice(0, MOST_LINES).join('\n')
}

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[] | ((start: (command: string[]) => Promise<void>, say: (text: string) => void) => Promise<void>)} does a
 *   command, or what may start one and say something by itself
 * @property {string[]} [after] names of the steps without which this one is not tried
 * @property {string[]} [behind] names of the steps that have to be over, however they ended
 */

/** Runs one step; its command's output is printed in one piece once it has ended. */
async function outcome({ name, does }) {
  const began = Date.now()
  const said = []
  const start = ([program, ...parameters]) => run(program, parameters, {}, (text) => said.push(text))
  let mark = '✓'
  try {
    await (typeof does === 'function' ? does(start, (text) => said.push(`${text}\n`)) : start(does))
  } catch (fault) {
    said.push(`${fault instanceof Error ? fault.message : fault}\n`)
    mark = '✗'
  }
  const note = seconds(began)
  const all = said.join('')
  process.stdout.write(`\n▸ ${name}\n${all}${mark} ${name} (${note})\n`)
  return { name, mark, note, end: mark === '✗' ? endOf(all) : '' }
}

/**
 * Runs all steps, each once those that it stands on hold, as many at once as there are lanes; the first ready step of
 * the list goes first. Goes on after a failure as far as that makes sense, and repeats at the end how the failed steps
 * ended: the tail of a log tells what failed.
 *
 * @param {string} title of the last line, `title: N passed, M failed`, which also decides the exit code
 * @param {Step[]} steps
 * @param {number} lanes
 */
export async function runSteps(title, steps, lanes) {
  const start = Date.now()
  const results = new Map()
  const running = new Map()
  const heartbeat = setInterval(() => {
    const names = [...running].map(([name, { since }]) => `${name} (${seconds(since)})`)
    console.log(`… ${names.join(', ')}`)
  }, HEARTBEAT_MS)

  const isOpen = ({ name }) => !results.has(name) && !running.has(name)
  const missing = ({ after = [] }) =>
    after.find((each) => results.has(each) && results.get(each).mark !== '✓')
  const isReady = ({ after = [], behind = [] }) => [...after, ...behind].every((each) => results.has(each))
  while (results.size < steps.length) {
    for (const step of steps.filter(isOpen)) {
      const absent = missing(step)
      if (absent !== undefined) {
        results.set(step.name, { name: step.name, mark: '–', note: `not tried without: ${absent}` })
      } else if (isReady(step) && running.size < lanes) {
        running.set(step.name, { since: Date.now(), end: outcome(step) })
      }
    }
    if (running.size === 0) continue
    const ended = await Promise.race([...running.values()].map(({ end }) => end))
    running.delete(ended.name)
    results.set(ended.name, ended)
  }
  clearInterval(heartbeat)

  const all = steps.map(({ name }) => results.get(name))
  const failed = all.filter(({ mark }) => mark !== '✓').length
  for (const { name, end } of all) if (end) console.log(`\n▸ The end of: ${name}\n${end}`)
  console.log(`\n${all.map(({ name, mark, note }) => `  ${mark} ${name} (${note})`).join('\n')}`)
  console.log(`\nIt took ${seconds(start)}.\n${title}: ${all.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
