import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Runs steps in a process of their own, as `npm run verify` does. */
function ran(steps: string): { lines: string[]; exit: number | null } {
  const program = `const { runSteps } = await import('./scripts/steps.mjs'); await runSteps('verify', ${steps}, 2)`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { lines: stdout.split('\n').map((line) => line.replace(/\(\d+ s\)$/, '(… s)')), exit: status }
}

const says = (text: string, more = '') => `['sh', '-c', 'echo ${text}; ${more}']`

test('a step that fails is told, what stands on it is not tried, the rest runs, and the exit code is 1', () => {
  const { lines, exit } = ran(`[
    { name: 'one', does: ${says('first', 'exit 3')} },
    { name: 'two', does: ${says('second')}, after: ['one'] },
    { name: 'three', does: ${says('third')}, after: ['two'] },
    { name: 'four', does: ${says('fourth')}, behind: ['one'] },
  ]`)
  expect(lines).not.toContain('second')
  expect(lines).toContain('fourth')
  expect(lines.slice(-8, -1)).toEqual([
    '  ✗ one (… s)',
    '  – two (not tried without: one)',
    '  – three (not tried without: two)',
    '  ✓ four (… s)',
    '',
    expect.stringMatching(/^It took \d+ s\.$/),
    'verify: 1 passed, 3 failed',
  ])
  expect(exit).toBe(1)
})

test('steps run side by side, what each says stands together, and the exit code is 0 where all hold', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-steps-'))
  const until = (file: string) => `until [ -e ${folder}/${file} ]; do sleep 0.05; done`
  const { lines, exit } = ran(`[
    { name: 'one', does: ['sh', '-c', 'echo one begins; touch ${folder}/one; ${until('two')}; echo one ends'] },
    { name: 'two', does: ['sh', '-c', '${until('one')}; echo two; touch ${folder}/two'] },
  ]`)
  rmSync(folder, { recursive: true })
  expect(lines.indexOf('one ends') - lines.indexOf('one begins')).toBe(1)
  expect(lines.at(-2)).toBe('verify: 2 passed, 0 failed')
  expect(exit).toBe(0)
})

test('the last lines of a failed step stand once more before the list of all steps, and of no other step', () => {
  const { lines } = ran(`[
    { name: 'one', does: ['sh', '-c', 'seq 1 100; exit 3'] },
    { name: 'two', does: ${says('second')}, behind: ['one'] },
  ]`)
  const again = lines.indexOf('▸ The end of: one')
  expect(again).toBeGreaterThan(lines.indexOf('✓ two (… s)'))
  const repeated = lines.slice(again + 1, lines.indexOf('', again))
  expect(repeated).toHaveLength(40)
  expect(repeated.slice(-2, -1)).toEqual(['100'])
  expect(lines.filter((line) => line.startsWith('▸ The end of'))).toHaveLength(1)
})

test('of unit tests that fail the whole list of failures stands there', () => {
  const { lines } = ran(`[
    { name: 'one', does: ['sh', '-c', 'echo "✗ early"; echo "⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯"; seq 1 60; exit 1'] },
  ]`)
  const again = lines.indexOf('▸ The end of: one')
  expect(lines[again + 1]).toBe('⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯')
  expect(lines.slice(again)).toContain('1')
})
