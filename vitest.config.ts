import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const MADE = ['node_modules', '.git', '.next', '.vercel', 'dist', 'infra', 'test-results']

function testsBelow(folder: string): string[] {
  return readdirSync(here(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return MADE.includes(entry.name) ? [] : testsBelow(path)
    return /\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** What a test says that changes its process: the environment, a clock, a spy, or a portal that reads all of them. */
const CHANGES_ITS_PROCESS =
  /process\.(env(?!\.(TEST_DATABASE_URL|PATH)\b)|stdout|on\b)|assign\(process|\bvi\.|test-portal'|test-first-release'/

const allTests = testsBelow('.')
/** To the globs of Vitest brackets and parentheses mean something. */
const asWritten = (path: string) => path.slice(2).replaceAll(/[()[\]]/g, '\\$&')

// `vitest run --mode proof` runs what takes too long for every change.
export default defineConfig(({ mode }) => {
  const tests = allTests.filter((path) => /\.proof\.test\.tsx?$/.test(path) === (mode === 'proof'))
  const mails = tests.filter((path) => path.startsWith('./lib/mail/'))
  const others = tests.filter((path) => !mails.includes(path))
  const alone = others.filter((path) => CHANGES_ITS_PROCESS.test(readFileSync(here(path), 'utf8')))
  return {
    // As next.config.js says of a server.
    define: { BUILT_FOR_VERCEL: 'false' },
    resolve: {
      alias: {
        '@': here('.'),
        // The fence is for bundles that reach a browser; a test runs on the server's side of it.
        'server-only': here('./node_modules/server-only/empty.js'),
      },
    },
    // The catalogues of all languages: text to parse is quicker to make than code.
    json: { namedExports: false, stringify: true },
    test: {
      // More than there are cores: half of the tests' time is waiting for one another's clocks.
      maxWorkers: 5,
      testTimeout: 60_000,
      hookTimeout: 90_000,
      // The embedded database lives for seconds in a test: optimizing its code takes longer than it saves.
      execArgv: ['--liftoff-only'],
      projects: [
        // Most of a short test's time is the start of a process and the import of its modules.
        {
          extends: true,
          test: {
            name: 'together',
            isolate: false,
            include: others.filter((path) => !alone.includes(path)).map(asWritten),
          },
        },
        { extends: true, test: { name: 'alone', include: alone.map(asWritten) } },
        // Hundreds of them are drawn, and what React checks for developers takes half of that time.
        {
          extends: true,
          oxc: { jsx: { development: false } },
          test: {
            name: 'mails',
            isolate: false,
            env: { NODE_ENV: 'production' },
            include: mails.map(asWritten),
          },
        },
      ],
    },
  }
})
