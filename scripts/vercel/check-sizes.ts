import assert from 'node:assert/strict'
import { join } from 'node:path'
import { BuildOutput } from './build-output'

/** Holds what Vercel unpacks of the build below a folder, before a function's first line runs. See verify-vercel.mjs. */

const PAGE = '/northwind/forgot'
const EDITOR = '/admin/northwind/brand'
const MEGABYTE = 1_000_000
/** An empty function has three. */
const MOST_BYTES = { page: 12 * MEGABYTE, proxy: 4 * MEGABYTE }
const DRAWS_PICTURES = /node_modules\/(sharp|@img)[-/]/
const EMBEDDED_DATABASE = /node_modules\/@electric-sql\//

const [folder = ''] = process.argv.slice(2)
const output = new BuildOutput(join(folder, 'checkout'))

function weighed(what: string, name: string) {
  const files = output.filesOf(name)
  const bytes = [...files.values()].reduce((sum, each) => sum + each, 0)
  console.log(`${what}: ${(bytes / MEGABYTE).toFixed(1)} MB in ${files.size} files`)
  return { bytes, paths: [...files.keys()] }
}

const nameOf = (path: string) => output.functionFor(path).name
const proxy = weighed('the function of proxy.ts', output.middleware)
const page = weighed('the function of the pages', nameOf(PAGE))
const editor = weighed('the function of the console', nameOf(EDITOR))

assert.ok(
  proxy.bytes <= MOST_BYTES.proxy,
  `the function of proxy.ts is larger than ${MOST_BYTES.proxy} bytes`,
)
assert.ok(page.bytes <= MOST_BYTES.page, `the function of the pages is larger than ${MOST_BYTES.page} bytes`)
for (const { paths } of [proxy, page])
  assert.deepEqual(
    paths.filter((path) => DRAWS_PICTURES.test(path)),
    [],
  )
for (const { paths } of [proxy, page, editor])
  assert.deepEqual(
    paths.filter((path) => EMBEDDED_DATABASE.test(path)),
    [],
  )
assert.ok(
  editor.paths.some((path) => DRAWS_PICTURES.test(path)),
  'the console can draw pictures',
)
