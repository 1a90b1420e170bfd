import { execFile, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Ended } from './harness'

type Surroundings = { cwd: string; env: Record<string, string> }

export type ManyRuns = {
  /** Runs one command line of the AWS CLI to its end, with this environment and no other. */
  run(argv: readonly string[], surroundings: Surroundings): Promise<Ended>
  close(): void
}

/** The Python that a script is written for; null for a program, as AWS's own installer has it. */
function interpreterOf(path: string): string | null {
  const file = openSync(path, 'r')
  const head = Buffer.alloc(128)
  readSync(file, head)
  closeSync(file)
  return /^#!(\/\S*python3\S*)\n/.exec(head.toString('latin1'))?.[1] ?? null
}

/** Starts the program for each line. */
const started = (path: string): ManyRuns => ({
  run: (argv, { cwd, env }) =>
    new Promise((resolve) => {
      execFile(path, [...argv], { cwd, env: { NODE_ENV: 'test', ...env } }, (error, out, err) =>
        resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    }),
  close: () => {},
})

/** Most of a start is the import of the CLI's modules: one Python imports them, and each line is a fork of it. */
function forked(python: string): ManyRuns {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-aws-'))
  const script = fileURLToPath(new URL('aws-forks.py', import.meta.url))
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', NODE_ENV: 'test' } as const
  const parent = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'], env })
  const waiting = new Map<number, (exit: number) => void>()
  createInterface(parent.stdout).on('line', (line) => {
    const [id = 0, exit = -1] = line.split(' ').map(Number)
    waiting.get(id)?.(exit)
    waiting.delete(id)
  })
  let lines = 0
  return {
    async run(argv, surroundings) {
      const id = ++lines
      const [out, err] = [join(folder, `${id}.out`), join(folder, `${id}.err`)]
      const exit = await new Promise<number>((resolve) => {
        waiting.set(id, resolve)
        parent.stdin.write(`${JSON.stringify({ id, argv, ...surroundings, out, err })}\n`)
      })
      return { exit, out: readFileSync(out, 'utf8'), err: readFileSync(err, 'utf8') }
    },
    close() {
      parent.stdin.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Many command lines of the AWS CLI at this path, as quick as its kind allows. */
export function manyRuns(path: string): ManyRuns {
  const python = interpreterOf(path)
  return python === null ? started(path) : forked(python)
}
