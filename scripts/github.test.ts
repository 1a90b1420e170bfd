import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

type Step = { uses?: string; run?: string }
type Workflow = { jobs: Record<string, { steps: Step[] }> }

const files = (folder: string) => readdirSync(folder).map((file) => `${folder}/${file}`)
const workflows = files('.github/workflows').map((file): Workflow => parse(readFileSync(file, 'utf8')))
const steps = workflows.flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps))

test('the workflow verifies with the one command of continuous integration', () => {
  expect(steps.map(({ run }) => run)).toContain('.ci/run')
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/exec npm run "\$\{1:-verify\}"$/m)
})

test('every action is pinned to a commit', () => {
  const actions = steps.flatMap(({ uses }) => uses ?? [])
  expect(actions.length).toBeGreaterThan(0)
  for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
})

test('every issue form has a name, a description and fields with distinct ids', () => {
  const forms = files('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'))
  expect(forms.length).toBeGreaterThan(0)
  for (const file of forms) {
    const { name, description, body } = parse(readFileSync(file, 'utf8'))
    expect([typeof name, typeof description], file).toEqual(['string', 'string'])
    const ids = (body as { id?: string; type: string }[]).flatMap(({ id, type }) =>
      type === 'markdown' ? [] : [id],
    )
    expect(new Set(ids).size, file).toBe(ids.length)
    expect(ids, file).not.toContain(undefined)
  }
})
